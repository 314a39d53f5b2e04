// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace tamga::store {

/// Which rows of which layer a question is about, and what of them is added up.
struct Filter {
    std::string layer;          ///< Empty: the only one of the kind.
    std::string time;           ///< What TimeRange reads; empty: all.
    std::string period = {};    ///< Only routes of exactly this one; empty: all.
    std::string where;          ///< A filter::Expression on the layer's columns; empty: all.
    std::string category = {};  ///< Only rows of exactly this one; empty: all.
    /// The column of numbers that count instead of the weight; rows without one are left out, with
    /// a note. Empty: the weight.
    std::string weight = {};
};

}  // namespace tamga::store
