// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace tamga::base {

/// A size in bytes as people write it: 300000, 512M, 2G, 1.5GiB. K, M, G and T count in 1024s, with
/// or without iB or B, in either case. Throws Error{Fault::usage}.
std::uint64_t size_bytes(const std::string& text);

}  // namespace tamga::base
