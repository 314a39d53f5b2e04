// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace tamga::cli {

/// A size in bytes as people write it: 300000, 512M, 2G, 1.5GiB. K, M, G and T count in 1024s, with
/// or without iB or B, in either case. Throws Error{Fault::usage} that names the option.
std::uint64_t size_bytes(const std::string& text, const std::string& option);

}  // namespace tamga::cli
