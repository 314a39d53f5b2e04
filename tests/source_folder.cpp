// SPDX-License-Identifier: MIT
#include "tests/source_folder.hpp"

namespace tamga {

std::string in_source(std::string_view path) {
    return std::string{TAMGA_SOURCE_DIR "/"}.append(path);
}

}  // namespace tamga
