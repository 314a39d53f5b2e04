// SPDX-License-Identifier: MIT
#pragma once

#include "engine/filter/program.hpp"

#include <memory>
#include <string_view>

namespace tamga::filter {

/// Throws Error{Fault::usage} with the column of the first mistake.
std::shared_ptr<const Program> parsed(std::string_view text);

}  // namespace tamga::filter
