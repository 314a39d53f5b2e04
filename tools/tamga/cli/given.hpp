// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace tamga::cli {

/// An option, and whether it was given.
struct Given {
    const char* option;
    bool given;
};

/// Throws Error{Fault::usage} if one of them was given: its name, and `why` it was not to be.
void refuse_given(const std::vector<Given>& options, const std::string& why);

}  // namespace tamga::cli
