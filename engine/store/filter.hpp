// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace tamga::store {

/// Which rows of which layer a question is about.
struct Filter {
    std::string layer;        ///< Empty: the only one of the kind.
    std::string time;         ///< What TimeRange reads; empty: all.
    std::string period = {};  ///< Only routes of exactly this one; empty: all.
    std::string where;        ///< A filter::Expression on the layer's columns; empty: all.
};

}  // namespace tamga::store
