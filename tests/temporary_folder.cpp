// SPDX-License-Identifier: MIT
#include "tests/temporary_folder.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace tamga {
namespace {

namespace fs = std::filesystem;

fs::path made() {
    std::string name = (fs::temp_directory_path() / "tamga-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
        throw std::runtime_error{"no temporary folder"};
    }
    return name;
}

}  // namespace

std::string content_of(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

TemporaryFolder::TemporaryFolder() : path_{made()} {}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

std::string TemporaryFolder::put(std::string_view name, std::string_view content) const {
    const fs::path path = path_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream{path, std::ios::binary} << content;
    return path.string();
}

std::vector<std::string> TemporaryFolder::names() const {
    std::vector<std::string> result;
    for (const auto& entry : fs::directory_iterator{path_}) {
        result.push_back(entry.path().filename().string());
    }
    std::ranges::sort(result);
    return result;
}

}  // namespace tamga
