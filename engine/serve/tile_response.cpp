// SPDX-License-Identifier: MIT
#include "engine/serve/tile_response.hpp"

#include "engine/base/compress.hpp"
#include "engine/base/error.hpp"
#include "engine/serve/http/content.hpp"
#include "engine/serve/http/etag.hpp"
#include "engine/serve/http/printable.hpp"
#include "engine/serve/settled.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace tamga::serve {
namespace {

constexpr std::uint64_t largest_tile = std::uint64_t{64} << 20U;

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

Coding coding_of(const Edition& edition, ByteView tile) {
    return edition.coding.value_or(base::is_gzip(tile) ? Coding::gzip : Coding::identity);
}

std::shared_ptr<const StoredTile> read_tile(const Edition& edition, tile::TileId id) {
    auto bytes = edition.reader->tile(id);
    if (!bytes) {
        return std::make_shared<const StoredTile>();
    }
    StoredTile tile{.is_there = true,
                    .coding = coding_of(edition, *bytes),
                    .media_type = edition.media_type.empty() ? std::string{tile_media_type(*bytes)}
                                                             : edition.media_type,
                    .hash = content_hash(*bytes)};
    tile.bytes = std::move(*bytes);
    return std::make_shared<const StoredTile>(std::move(tile));
}

/// How large a gzip member says that its content is: its last four bytes (RFC 1952, 2.3.1).
std::uint64_t claimed_size(ByteView member) {
    std::uint64_t size = 0;
    for (std::size_t i = 1; i <= std::min<std::size_t>(4, member.size()); ++i) {
        size = size << 8U | member[member.size() - i];
    }
    return size;
}

/// Unpacks into the budget; false if there is no room in it. Most members say their size; for those
/// that do not, as much is taken as a tile may have.
bool unpack(ByteView stored, Budget& budget, Content& content) {
    const std::uint64_t left =
        budget.limit() - std::min<std::uint64_t>(budget.limit(), stored.size());
    const std::uint64_t most = std::min(largest_tile, left);
    for (const std::uint64_t size : {std::min(claimed_size(stored), most), most}) {
        auto share = budget.take(size);
        if (!share) {
            return false;
        }
        try {
            Bytes bytes = base::gunzip(stored, size);
            share->shrink_to(bytes.size());
            content.body = std::move(bytes);
            content.share = std::move(*share);
            return true;
        } catch (const Error&) {
            if (size == most) {
                throw;
            }
        }
    }
    return false;
}

Response no_tile() {
    Response response{.status = 204, .body = Bytes{}};
    response.add("Cache-Control", "no-cache");
    return response;
}

Response no_room() { return try_again("too many answers are under way"); }

Response resting() {
    Response response =
        plain(503, fmt::format("this tile set's database takes more than {} s for a "
                               "tile and rests; perhaps a view of it has no end",
                               longest_question.count()));
    response.add("Retry-After", std::to_string(rest_time.count()));
    return response;
}

Response wrong_coding(Coding coding) {
    const std::string_view name = token(coding);
    Response response = plain(406, fmt::format("the tiles of this tile set are packed with {}, "
                                               "which this request's Accept-Encoding refuses",
                                               name));
    response.add("Vary", "Accept-Encoding");
    return response;
}

/// What to send of a stored tile, without the body.
Content tile_head(const Request& request, const StoredTile& tile) {
    Content content{.media_type = tile.media_type, .coding = tile.coding};
    content.has_codings = tile.coding != Coding::identity;
    if (tile.coding == Coding::gzip) {
        content.coding = preferred_coding(request.accept_encoding);
    }
    // All tags come from the stored bytes, so that a 304 costs no unpacking.
    const std::string_view name = token(content.coding);
    content.tag = entity_tag(tile.hash, name.empty() ? "" : fmt::format("-{}", name));
    return content;
}

/// The answer if it takes no body.
std::optional<Response> bodiless(const Request& request, const StoredTile& tile) {
    if (!tile.is_there) {
        return no_tile();
    }
    const bool fixed = tile.coding == Coding::brotli || tile.coding == Coding::zstd;
    if (fixed && !takes(request.accept_encoding, tile.coding)) {
        return wrong_coding(tile.coding);
    }
    return early_response(request, tile_head(request, tile));
}

Body shared_body(const std::shared_ptr<const StoredTile>& tile) {
    return std::shared_ptr<const Bytes>{tile, &tile->bytes};
}

/// The tile that an address means, or why it means none.
struct Address {
    std::optional<tile::TileId> tile{};
    std::string why{};
};

Address address_of(const TileWish& wish, const archive::Description& about) {
    const std::uint32_t zoom = wish.zoom;
    const auto lowest = static_cast<std::uint32_t>(about.min_zoom);
    const auto deepest = static_cast<std::uint32_t>(std::min(about.max_zoom, tile::max_zoom));
    if (zoom < lowest || zoom > deepest) {
        return {.why = fmt::format("'{}' has zooms {} to {}, not {}", printable(wish.name),
                                   about.min_zoom, about.max_zoom, zoom)};
    }
    const std::uint32_t across = std::uint32_t{1} << zoom;
    if (wish.x >= across || wish.y >= across) {
        return {.why = fmt::format("no tile {}/{}/{}: at zoom {} columns and rows are 0 to {}",
                                   zoom, wish.x, wish.y, zoom, across - 1)};
    }
    return {.tile =
                tile::TileId{.zoom = static_cast<std::uint8_t>(zoom), .x = wish.x, .y = wish.y}};
}

TileCache::Key key_of(const Edition& edition, tile::TileId id) {
    return {.edition = edition.number, .tile = hilbert_id(id)};
}

/// The same wish, to one edition.
struct TileReading {
    const Catalog& catalog;
    const Request& request;
    std::shared_ptr<const Edition> edition;
    tile::TileId id;
};

/// Where memory is tight, clients may take their time with the archive, but not with a copy of it.
std::optional<Content> content_of(const TileReading& reading,
                                  const std::shared_ptr<const StoredTile>& tile,
                                  const archive::TilePlace& place, Budget::Share share,
                                  bool is_tight) {
    Content content = tile_head(reading.request, *tile);
    if (content.coding != tile->coding) {
        const bool unpacked =
            !is_tight && unpack(tile->bytes, reading.catalog.stock().answers, content);
        return unpacked ? std::optional{std::move(content)} : std::nullopt;
    }
    if (is_tight && place.offset && reading.edition->file) {
        content.body = FileSlice{reading.edition, *place.offset, place.size};
    } else {
        content.body = shared_body(tile);
        content.share = std::move(share);
    }
    return content;
}

/// Nothing of a tile is read before there is room for it.
Response read_response(const TileReading& reading) {
    const Edition& edition = *reading.edition;
    Budget& budget = reading.catalog.stock().answers;
    const auto place = edition.reader->tile_place(reading.id).value_or(archive::TilePlace{});
    if (place.size > budget.limit()) {
        return plain(500, fmt::format("this tile has {} bytes, and there is memory for {}",
                                      place.size, budget.limit()));
    }
    const bool is_tight = budget.is_tight();
    auto share = budget.take(place.size);
    if (!share) {
        return no_room();
    }
    const auto tile = read_tile(edition, reading.id);
    if (tile->bytes.size() > place.size) {
        throw Error{Fault::input, fmt::format("the tile has {} bytes, and not {} as its container "
                                              "says",
                                              tile->bytes.size(), place.size)};
    }
    // Other containers may change by the tile.
    if (archive::row_of(edition.reader->format()).is_replaced_whole && edition.intact()) {
        reading.catalog.stock().tiles.put(key_of(edition, reading.id), tile);
    }
    if (auto response = bodiless(reading.request, *tile)) {
        return std::move(*response);
    }
    auto content = content_of(reading, tile, place, std::move(*share), is_tight);
    return content ? content_response(reading.request, std::move(*content)) : no_room();
}

}  // namespace

std::optional<Response> tile_response_at_hand(const TileWish& wish) {
    const auto edition = wish.tile_set.edition();
    const Address address = address_of(wish, edition->reader->description());
    if (!address.tile) {
        return plain(404, address.why);
    }
    const auto tile = wish.catalog.stock().tiles.find(key_of(*edition, *address.tile));
    if (tile == nullptr || !edition->intact()) {
        return std::nullopt;
    }
    if (auto response = bodiless(wish.request, *tile)) {
        return response;
    }
    Budget& budget = wish.catalog.stock().answers;
    Content content = tile_head(wish.request, *tile);
    auto share = content.coding == tile->coding && !budget.is_tight()
                     ? budget.take(tile->bytes.size())
                     : std::nullopt;
    if (!share) {
        return std::nullopt;
    }
    content.body = shared_body(tile);
    content.share = std::move(*share);
    return content_response(wish.request, std::move(content));
}

Response tile_response(const TileWish& wish) {
    return settled(wish.tile_set, [&](const std::shared_ptr<const Edition>& edition) {
        const Address address = address_of(wish, edition->reader->description());
        if (!address.tile) {
            return plain(404, address.why);
        }
        if (edition->rest->lasts()) {
            return resting();
        }
        try {
            return read_response({wish.catalog, wish.request, edition, *address.tile});
        } catch (const archive::TooSlow&) {
            edition->rest->begin();
            return resting();
        }
    });
}

}  // namespace tamga::serve
