// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/version.hpp"

#include <ostream>
#include <string_view>

namespace tamga::cli {

void write_version(std::ostream& out) {
    constexpr std::string_view commit{TAMGA_COMMIT};
    out << "tamga " TAMGA_VERSION;
    if (!commit.empty()) {
        out << " (" << commit << ')';
    }
    out << '\n';
}

}  // namespace tamga::cli
