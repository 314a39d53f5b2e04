// SPDX-License-Identifier: MIT
#pragma once

#include "engine/archive/archive.hpp"
#include "engine/base/compress.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace tamga::serve::test {

/// A folder that is there for as long as the object lives; its name is this process's own, because
/// tests run side by side.
class Folder {
public:
    explicit Folder(const std::string& name)
        : path_{std::filesystem::temp_directory_path() /
                (name + "-" + std::to_string(::getpid()))} {
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string path() const { return path_.string(); }
    std::string path(const std::string& name) const { return (path_ / name).string(); }
    void put(const std::string& name, std::string_view content) const {
        std::filesystem::create_directories((path_ / name).parent_path());
        std::ofstream{path_ / name, std::ios::binary} << content;
    }
    std::string content(const std::string& name) const {
        std::ifstream file{path_ / name, std::ios::binary};
        return {std::istreambuf_iterator<char>{file}, {}};
    }
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
    std::filesystem::path path_;
};

}  // namespace tamga::serve::test
