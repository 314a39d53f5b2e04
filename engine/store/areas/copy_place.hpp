// SPDX-License-Identifier: MIT
#pragma once

#include "engine/model/features.hpp"

namespace tamga::store {

/// Gives the next feature of `to` the positions and parts of another.
inline void copy_place(const model::FeatureView& from, model::Features& to) {
    for (std::size_t i = 0; i < from.parts.size(); ++i) {
        to.positions(from.part(i));
        to.end_part(from.parts[i].hole);
    }
}

}  // namespace tamga::store
