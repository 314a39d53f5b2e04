// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace tamga {

/// A path in the checkout that the tests were built from: in_source("fixtures/place").
std::string in_source(std::string_view path);

}  // namespace tamga
