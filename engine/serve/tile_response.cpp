// SPDX-License-Identifier: MIT
#include "engine/serve/tile_response.hpp"

#include "engine/base/compress.hpp"
#include "engine/serve/content.hpp"
#include "engine/serve/etag.hpp"
#include "engine/serve/target.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace tamga::serve {
namespace {

constexpr std::size_t largest_tile = std::size_t{1} << 28;

std::string_view tile_media_type(ByteView tile) {
    const std::string_view text = as_text(tile);
    if (text.starts_with("\x89PNG")) {
        return "image/png";
    }
    if (text.starts_with("\xff\xd8\xff")) {
        return "image/jpeg";
    }
    return text.starts_with("RIFF") && text.substr(0, 12).ends_with("WEBP")
               ? "image/webp"
               : "application/vnd.mapbox-vector-tile";
}

Response tile_content(const Request& request, Bytes stored) {
    const bool packed = base::is_gzip(stored);
    Content content{.media_type = std::string{tile_media_type(stored)}, .has_codings = packed};
    if (packed && preferred_coding(request.accept_encoding) == Coding::gzip) {
        content.coding = Coding::gzip;
    }
    // Both tags come from the stored bytes, so that a 304 costs no unpacking.
    content.tag = entity_tag(stored, content.coding == Coding::gzip ? "-gzip" : "");
    const bool unpack = packed && content.coding == Coding::identity;
    content.body = unpack ? base::gunzip(stored, largest_tile) : std::move(stored);
    return content_response(request, std::move(content));
}

/// The row, without the ending that some clients want to see.
std::string_view without_ending(std::string_view row) {
    for (const std::string_view ending : {".mvt", ".pbf"}) {
        if (row.ends_with(ending)) {
            row.remove_suffix(ending.size());
        }
    }
    return row;
}

/// The tile that an address means, or why it means none.
struct Address {
    std::optional<tile::TileId> tile{};
    int status = 200;
    std::string why{};
};

Address address_of(const std::vector<std::string>& segments, const archive::Description& about) {
    const auto zoom = tile_number(segments[1]);
    const auto x = tile_number(segments[2]);
    const auto y = tile_number(without_ending(segments[3]));
    if (!zoom || !x || !y) {
        return {.status = 400,
                .why =
                    "a tile's address is /NAME/ZOOM/COLUMN/ROW, three whole numbers, and may end "
                    "in .mvt or .pbf"};
    }
    const auto lowest = static_cast<std::uint32_t>(about.min_zoom);
    const auto deepest = static_cast<std::uint32_t>(std::min(about.max_zoom, tile::max_zoom));
    if (*zoom < lowest || *zoom > deepest) {
        return {.status = 404,
                .why = fmt::format("'{}' has zooms {} to {}, not {}", segments[0], about.min_zoom,
                                   about.max_zoom, *zoom)};
    }
    const std::uint32_t across = std::uint32_t{1} << *zoom;
    if (*x >= across || *y >= across) {
        return {.status = 404,
                .why = fmt::format("no tile {}/{}/{}: at zoom {} columns and rows are 0 to {}",
                                   *zoom, *x, *y, *zoom, across - 1)};
    }
    return {.tile = tile::TileId{.zoom = static_cast<std::uint8_t>(*zoom), .x = *x, .y = *y}};
}

}  // namespace

Response tile_response(const Catalog& catalog, const Request& request,
                       const std::vector<std::string>& segments) {
    const auto found = catalog.tile_sets().find(segments[0]);
    if (found == catalog.tile_sets().end()) {
        return plain(404,
                     "no tile set is called '" + segments[0] + "'; /catalog lists what there is");
    }
    const archive::Reader& reader = *found->second.reader;
    const Address address = address_of(segments, reader.description());
    if (!address.tile) {
        return plain(address.status, address.why);
    }
    auto stored = reader.tile(*address.tile);
    if (!stored) {
        Response response{.status = 204, .body = Bytes{}};
        response.add("Cache-Control", "no-cache");
        return response;
    }
    return tile_content(request, std::move(*stored));
}

}  // namespace tamga::serve
