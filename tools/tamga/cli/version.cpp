// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/version.hpp"

#include <ostream>

namespace tamga::cli {

std::string_view version() { return TAMGA_VERSION; }

void write_version(std::ostream& out) {
    constexpr std::string_view commit{TAMGA_COMMIT};
    out << "tamga " << version();
    if (!commit.empty()) {
        out << " (" << commit << ')';
    }
    out << '\n';
}

}  // namespace tamga::cli
