// SPDX-License-Identifier: MIT
#include "engine/place/build.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/source_folder.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>

namespace tamga::fuzz {

const std::string& small_gazetteer() {
    static const std::string path = [] {
        const auto folder = std::filesystem::temp_directory_path();
        const std::string file = folder / ("fuzz-" + std::to_string(::getpid()) + ".tamga");
        place::build_gazetteer(in_source("fixtures/place"), file);
        const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
        std::filesystem::remove(file);  // Its name is that of the open descriptor from now on.
        return "/proc/self/fd/" + std::to_string(descriptor);
    }();
    return path;
}

}  // namespace tamga::fuzz
