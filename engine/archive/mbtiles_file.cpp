// SPDX-License-Identifier: MIT
#include "engine/archive/mbtiles_file.hpp"

#include "engine/base/error.hpp"
#include "engine/base/files/raw_file.hpp"
#include "engine/mvt/decode.hpp"

#include <fmt/format.h>

#include <array>

namespace tamga::archive {
namespace {

constexpr std::size_t header_size = 100;

std::uint32_t big_endian(std::string_view bytes) {
    std::uint32_t value = 0;
    for (const char byte : bytes) {
        value = value << 8 | static_cast<std::uint8_t>(byte);
    }
    return value;
}

/// SQLite reads zeros where the last page is cut, so this compares the size with that of the
/// header (https://www.sqlite.org/fileformat.html, 1.3).
void check_is_whole(const base::RawFile& file) {
    std::array<char, header_size> room{};
    if (file.read(0, room) < room.size()) {
        throw Error{Fault::input, "is cut short within its header"};
    }
    const std::string_view header{room.data(), room.size()};
    const std::uint64_t stated = big_endian(header.substr(16, 2));
    const std::uint64_t page = stated == 1 ? 65536 : stated;
    const bool counted = header.substr(24, 4) == header.substr(92, 4);
    const std::uint64_t pages = counted ? big_endian(header.substr(28, 4)) : 0;
    if (page != 0 && (file.size() % page != 0 || file.size() < pages * page)) {
        throw Error{Fault::input,
                    fmt::format("is cut short: it has {} bytes, not {} pages of {}", file.size(),
                                pages != 0 ? std::to_string(pages) : "whole", page)};
    }
}

}  // namespace

MbtilesFile::MbtilesFile(const std::string& path, Patience patience)
    : database{path, base::Database::Mode::read_only}, time{patience} {
    const base::RawFile file{path};
    check_is_whole(file);
    // A row that is there takes ten bytes and more, and a view with a join some thirty steps.
    constexpr std::uint64_t always = std::uint64_t{1} << 25;
    steps = always + 64 * file.size();
    database.distrust(mvt::most_tile_bytes);
    allow_question();
}

void MbtilesFile::allow_question() {
    database.allow_steps(steps);
    if (time) {
        database.allow_time(*time);
    }
}

}  // namespace tamga::archive
