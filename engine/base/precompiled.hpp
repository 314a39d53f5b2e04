// SPDX-License-Identifier: MIT
//
// What many sources include, parsed once in preset release (TAMGA_PRECOMPILE). No source may rely
// on it: preset dev compiles without. A larger list was slower: what is pending of its templates is
// finished in every source again.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <memory_resource>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>
