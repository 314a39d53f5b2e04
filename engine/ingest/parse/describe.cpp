// SPDX-License-Identifier: MIT
#include "engine/ingest/parse/describe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace tamga::ingest {
namespace {

struct Magic {
    std::string_view start;
    const char* what;
};
constexpr std::array<Magic, 10> magics{{
    {"\x89PNG\r\n", "a PNG image"},
    {"\xFF\xD8\xFF", "a JPEG image"},
    {"GIF8", "a GIF image"},
    {"%PDF-", "a PDF document"},
    {"PMTiles", "a PMTiles archive, a tile set and not a source"},
    {"\x7F"
     "ELF",
     "a program"},
    {"7z\xBC\xAF", "a 7-zip archive; unpack it first"},
    {"\xFD"
     "7zXZ",
     "compressed with xz; unpack it first"},
    {"BZh", "compressed with bzip2; unpack it first"},
    {"\x28\xB5\x2F\xFD", "compressed with zstd; unpack it first"},
}};

}  // namespace

std::string quoted_start(std::string_view text) {
    constexpr std::size_t most = 16;
    if (text.empty()) {
        return "the end of the file";
    }
    std::string quoted = "'";
    for (const char c : text.substr(0, most)) {
        if (c == '\n' || c == '\r') {
            break;
        }
        const auto byte = static_cast<unsigned char>(c);
        quoted += byte < 0x20 || byte > 0x7E ? fmt::format("\\x{:02x}", byte) : std::string{c};
    }
    return quoted + "'";
}

std::string known_stranger(std::string_view text) {
    for (const Magic& magic : magics) {
        if (text.starts_with(magic.start)) {
            return magic.what;
        }
    }
    std::string start{text.substr(0, 512)};
    std::transform(start.begin(), start.end(), start.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (start.find("<!doctype html") != std::string::npos ||
        start.find("<html") != std::string::npos) {
        return "an HTML page, perhaps a download's error message";
    }
    return {};
}

}  // namespace tamga::ingest
