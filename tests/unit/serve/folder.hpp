// SPDX-License-Identifier: MIT
#pragma once

#include "engine/archive/archive.hpp"
#include "engine/base/compress.hpp"
#include "tests/temporary_folder.hpp"

#include <string>

namespace tamga::serve::test {

/// A folder of tile sets, there for as long as the object lives.
class Folder {
public:
    std::string path() const { return folder_.path(); }
    std::string path(const std::string& name) const { return folder_ / name; }
    void put(const std::string& name, std::string_view content) const {
        folder_.put(name, content);
    }
    std::string content(const std::string& name) const { return content_of(path(name)); }
    /// A tile set of zooms 0 to 2; the content of each tile is "tile", its address, and `what`.
    void bake(const std::string& name, const std::string& what = "") const {
        const auto writer = archive::create(path(name), true);
        for (std::uint64_t id = 0; id < 21; ++id) {
            const tile::TileId tile = tile::tile_of_hilbert_id(id);
            const std::string text = "tile " + to_string(tile) + " " + what;
            writer->put(tile, base::Compressor{}.gzip(as_bytes(text)));
        }
        archive::Description about;
        about.name = name;
        about.max_zoom = 2;
        about.description = what;
        writer->finish(about);
    }

private:
    TemporaryFolder folder_;
};

}  // namespace tamga::serve::test
