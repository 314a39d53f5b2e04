// SPDX-License-Identifier: MIT
#pragma once

#include <iosfwd>
#include <string_view>

namespace tamga::cli {

/// "0.1.0".
std::string_view version();

/// "tamga 0.1.0 (4f2a1c0)": the commit is that of the working tree the build was configured in, and
/// is left out where there was none.
void write_version(std::ostream& out);

}  // namespace tamga::cli
