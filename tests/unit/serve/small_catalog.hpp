// SPDX-License-Identifier: MIT
#pragma once

#include "engine/archive/archive.hpp"
#include "engine/base/compress.hpp"
#include "engine/base/error.hpp"
#include "engine/serve/catalog.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>

namespace tamga::serve::test {

/// A tile set in memory: one packed tile (3/4/5), one that is not packed (2/1/1), and one that is
/// damaged (2/0/0).
class MemoryReader : public archive::Reader {
public:
    explicit MemoryReader(archive::Format format = archive::Format::pmtiles) : format_{format} {
        about_.name = "Journeys";
        about_.attribution = "<b>Made</b> up";
        about_.min_zoom = 1;
        about_.max_zoom = 3;
        about_.bounds = {{-10, -20}, {30, 40}};
        about_.center = {.lon = 5, .lat = 6};
        about_.center_zoom = 2;
        about_.json = R"({"vector_layers":[{"id":"lines","fields":{"count":"Number"}}],
                          "tilestats":{"layerCount":1},"tamga":{"routes":{}},"tilejson":"9"})";
    }

    archive::Format format() const override { return format_; }
    const archive::Description& description() const override { return about_; }
    std::optional<Bytes> tile(tile::TileId id) const override {
        if (id == tile::TileId{3, 4, 5}) {
            return base::Compressor{}.gzip(as_bytes(content));
        }
        if (id == tile::TileId{2, 1, 1}) {
            return Bytes{content.begin(), content.end()};
        }
        if (id == tile::TileId{2, 0, 0}) {
            return Bytes{0x1f, 0x8b, 8, 0, 0};
        }
        return std::nullopt;
    }
    void visit_runs(const VisitRun& /*visit*/) const override {}
    archive::TileCount count() const override { return {3, 3}; }

    static constexpr std::string_view content = "the bytes of a tile, which nobody here decodes";

private:
    archive::Format format_;
    archive::Description about_;
};

/// A file that is there for as long as the object lives; its name is this process's own, because
/// tests run side by side.
class TemporaryFile {
public:
    TemporaryFile(const std::string& name, std::string_view content)
        : path_{(std::filesystem::temp_directory_path() /
                 ("tamga-" + std::to_string(::getpid()) + "-" + name))
                    .string()} {
        replace(content);
    }
    ~TemporaryFile() { std::filesystem::remove(path_); }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    const std::string& path() const { return path_; }
    /// As our writers do it: a new file takes the name.
    void replace(std::string_view content) const {
        std::ofstream{path_ + ".new", std::ios::binary} << content;
        std::filesystem::rename(path_ + ".new", path_);
    }

private:
    std::string path_;
};

/// "journeys" with an archive of ten bytes, and a name that needs escaping without one.
inline Catalog small_catalog(const TemporaryFile& file) {
    Catalog catalog;
    catalog.add("journeys", std::make_unique<MemoryReader>(), base::RawFile{file.path()});
    catalog.add("Жол 1", std::make_unique<MemoryReader>(archive::Format::mbtiles));
    catalog.add_style_text("day", R"({"version":8,"name":"Day","layers":[],"sources":{
        "a":{"type":"vector","url":"pmtiles://data/journeys.pmtiles"},
        "b":{"type":"vector","tiles":["https://elsewhere.org/journeys/{z}/{x}/{y}.pbf"],"maxzoom":3},
        "c":{"type":"vector","url":"https://elsewhere.org/others.json"}}})");
    return catalog;
}

}  // namespace tamga::serve::test
