// SPDX-License-Identifier: MIT
#include "engine/plan/kind.hpp"

#include <fmt/format.h>

namespace tamga::plan {

std::string listed(Kinds kinds) {
    std::string list;
    for (const auto& [word, kind] : Words<Kind>::all) {
        if (kinds.has(kind)) {
            list += fmt::format("{}\"{}\"", list.empty() ? "" : " or ", word);
        }
    }
    return list;
}

}  // namespace tamga::plan
