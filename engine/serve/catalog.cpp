// SPDX-License-Identifier: MIT
#include "engine/serve/catalog.hpp"

#include "engine/archive/formats.hpp"
#include "engine/base/compress.hpp"
#include "engine/base/error.hpp"
#include "engine/base/files/raw_file.hpp"
#include "engine/serve/documents.hpp"
#include "engine/serve/http/etag.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>
#include <vector>

namespace fs = std::filesystem;

namespace tamga::serve {
namespace {

constexpr std::array reserved_names{"assets", "catalog",    "favicon.svg",
                                    "health", "index.html", "styles"};

bool is_archive(const fs::path& path) {
    return archive::format_of_ending(path.filename().string()) != nullptr;
}

bool is_tile_directory(const fs::path& path) {
    std::error_code ignored;  // What cannot be looked into is not a tile set.
    return fs::is_regular_file(path / "metadata.json", ignored);
}

std::vector<fs::path> tile_sets_at(const fs::path& path) {
    std::error_code error;
    const auto status = fs::status(path, error);
    if (!fs::exists(status)) {
        throw Error{Fault::input, error ? error.message() : "no such file or folder"};
    }
    if (!fs::is_directory(status) || is_tile_directory(path)) {
        return {path};
    }
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator{path, error}) {
        const bool hidden = entry.path().filename().string().starts_with('.');
        if (!hidden && (is_archive(entry.path()) || is_tile_directory(entry.path()))) {
            found.push_back(entry.path());
        }
    }
    if (found.empty()) {
        throw Error{Fault::input, error
                                      ? error.message()
                                      : "no tile set in this folder: " + archive::listed_endings() +
                                            " or a directory of tiles with a metadata.json"};
    }
    std::ranges::sort(found);
    return found;
}

/// "data/journeys.pmtiles" and "data/journeys/" are both "journeys".
std::string name_of(fs::path path) {
    path = fs::absolute(path).lexically_normal();
    if (!path.has_filename()) {
        path = path.parent_path();
    }
    return (is_archive(path) ? path.stem() : path.filename()).string();
}

std::string media_type(const std::string& extension) {
    static const std::map<std::string, std::string> types{
        {".css", "text/css; charset=utf-8"},
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript"},
        {".mjs", "text/javascript"},
        {".json", "application/json"},
        {".svg", "image/svg+xml"},
        {".map", "application/json"},
        {".png", "image/png"},
        {".txt", "text/plain; charset=utf-8"},
        {".woff2", "font/woff2"},
    };
    const auto found = types.find(extension);
    return found == types.end() ? "application/octet-stream" : found->second;
}

Asset read_asset(const base::RawFile& file, const std::string& name, base::Compressor& compressor) {
    Asset asset{.media_type = media_type(fs::path{name}.extension().string()),
                .content = base::whole_file(file)};
    asset.tag = entity_tag(asset.content, "");
    Bytes packed = compressor.gzip(asset.content);
    if (packed.size() < asset.content.size() / 10 * 9) {
        asset.gzipped = std::move(packed);
        asset.gzipped_tag = entity_tag(asset.content, "-gzip");
    }
    return asset;
}

std::set<std::string> names_of(const ByName<TileSet>& tile_sets) {
    std::set<std::string> names;
    for (const auto& [name, tile_set] : tile_sets) {
        names.insert(name);
    }
    return names;
}

}  // namespace

void Catalog::add_path(const std::string& path) {
    in_context(path, [&] {
        for (const fs::path& each : tile_sets_at(path)) {
            const std::string name = name_of(each);
            const auto open = [name, each] { return open_edition(name, each.string()); };
            add(name, open(), open);
        }
    });
}

void Catalog::add(const std::string& name, std::unique_ptr<const archive::Reader> reader,
                  std::optional<base::RawFile> file) {
    add(name, edition_of(name, std::move(reader), std::move(file)), {});
}

void Catalog::add(const std::string& name, std::shared_ptr<const Edition> first,
                  TileSet::Open open) {
    if (std::ranges::find(reserved_names, name) != reserved_names.end()) {
        throw Error{Fault::usage, "a tile set cannot be called '" + name +
                                      "': the server has an address of that name"};
    }
    if (!tile_sets_.try_emplace(name, std::move(first), std::move(open)).second) {
        throw Error{Fault::usage, "two tile sets are called '" + name + "'; rename one"};
    }
}

void Catalog::look_again(const std::function<void(const std::string&)>& tell) const {
    for (const auto& [name, tile_set] : tile_sets_) {
        tile_set.look_again();
        if (const std::string news = tile_set.take_news(); !news.empty() && tell) {
            tell("'" + name + "' " + news);
        }
    }
}

void Catalog::add_style(const std::string& name, const std::string& path) {
    const Bytes text = base::whole_file(base::RawFile{path});
    in_context(path, [&] { add_style_text(name, as_text(text)); });
}

void Catalog::add_style_text(const std::string& name, std::string_view json) {
    if (styles_.contains(name)) {
        throw Error{Fault::usage, "two styles are called '" + name + "'; say NAME:FILE"};
    }
    StyleDocument document = style_document(name, json, names_of(tile_sets_));
    styles_.emplace(name, Style{.json = std::move(document.json),
                                .catalog_entry = std::move(document.catalog_entry)});
}

void Catalog::add_viewer(const std::string& folder) {
    if (!fs::is_regular_file(fs::path{folder} / "index.html")) {
        throw Error{Fault::input, folder + ": no index.html; npm run build makes it"};
    }
    base::Compressor compressor{9};
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        if (entry.is_regular_file()) {
            const std::string name = entry.path().lexically_relative(folder).generic_string();
            const auto file = base::RawFile::within(folder, name);
            if (!file) {
                continue;  // Removed since it was listed.
            }
            const auto added = assets_.insert_or_assign(name, read_asset(*file, name, compressor));
            // The build puts a hash into the names there.
            added.first->second.immutable = name.starts_with("assets/");
        }
    }
}

}  // namespace tamga::serve
