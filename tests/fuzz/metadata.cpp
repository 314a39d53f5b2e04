// SPDX-License-Identifier: MIT
//
// What tile sets say about themselves: the rows of MBTiles (parted by zero bytes), the JSON of
// PMTiles and that of a folder. What was read is written and read again as the same.
#include "engine/archive/metadata.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace tamga;

namespace {

archive::Rows rows_of(std::string_view text) {
    archive::Rows rows;
    while (!text.empty()) {
        std::string cells[2];
        for (std::string& cell : cells) {
            const std::size_t end = std::min(text.find('\0'), text.size());
            cell = text.substr(0, end);
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        rows.emplace_back(cells[0], cells[1]);
    }
    return rows;
}

archive::Rows rewritten(const archive::Rows& rows) {
    return archive::mbtiles_metadata(archive::from_mbtiles_metadata(rows));
}

/// What was written once is written the same way for ever.
void check(const archive::Description& read) {
    const archive::Rows rows = rewritten(archive::mbtiles_metadata(read));
    fuzz::require(rewritten(rows) == rows, "the same rows");
    const std::string json = archive::pmtiles_metadata(read);
    const auto again = archive::from_pmtiles_metadata(json);
    fuzz::require(archive::pmtiles_metadata(again) == json, "the same JSON");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text(data, size);
    fuzz::accepted([&] { check(archive::from_mbtiles_metadata(rows_of(text))); });
    fuzz::accepted([&] { check(archive::from_pmtiles_metadata(text)); });
    fuzz::accepted([&] { check(archive::from_directory_metadata(text)); });
    return 0;
}
