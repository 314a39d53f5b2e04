// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/given.hpp"

#include "engine/base/error.hpp"

#include <fmt/format.h>

namespace tamga::cli {

void refuse_given(const std::vector<Given>& options, const std::string& why) {
    for (const auto& [option, given] : options) {
        if (given) {
            throw Error{Fault::usage, fmt::format("{} {}", option, why)};
        }
    }
}

}  // namespace tamga::cli
