// SPDX-License-Identifier: MIT
#include "engine/bake/table/options.hpp"

#include "engine/plan/member.hpp"

namespace tamga::bake {

std::span<const plan::Option<Options>> options() { return option_rows<Options>; }

}  // namespace tamga::bake
