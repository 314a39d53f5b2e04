// SPDX-License-Identifier: MIT
#include "engine/archive/content_table.hpp"
#include "engine/archive/formats.hpp"
#include "engine/archive/metadata.hpp"
#include "engine/base/error.hpp"
#include "engine/base/sqlite.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>

namespace tamga::archive {
namespace {

using base::Database;
using base::Statement;

/// One open database; SQLite lets one thread at a time use it.
struct Connection {
    explicit Connection(const std::string& path)
        : database{path, Database::Mode::read_only},
          tile{database.prepare("SELECT tile_data FROM tiles WHERE zoom_level = ? AND "
                                "tile_column = ? AND tile_row = ?")} {}

    Database database;
    Statement tile;
};

/// Connections for several threads that read at once, each by its own.
class Pool {
public:
    explicit Pool(std::string path) : path_{std::move(path)} {}

    /// Runs `use` with a connection that no other thread has. SQLite's errors mean that the file is
    /// damaged.
    template <class Use>
    auto with(const Use& use) {
        std::unique_ptr<Connection> connection;
        {
            const std::lock_guard lock{mutex_};
            if (!idle_.empty()) {
                connection = std::move(idle_.back());
                idle_.pop_back();
            }
        }
        if (connection == nullptr) {
            connection = std::make_unique<Connection>(path_);
        }
        try {
            auto answer = use(*connection);
            const std::lock_guard lock{mutex_};
            idle_.push_back(std::move(connection));
            return answer;
        } catch (const Error& error) {
            throw Error{Fault::input, error.what()};
        }
    }

private:
    std::string path_;
    std::mutex mutex_;  // Of `idle_`.
    std::vector<std::unique_ptr<Connection>> idle_;
};

Rows metadata_rows(Database& database) {
    Rows rows;
    auto statement = database.prepare("SELECT name, value FROM metadata");
    while (statement.step()) {
        rows.emplace_back(statement.text(0), statement.text(1));
    }
    return rows;
}

/// True if addresses and contents are tables of their own, so that equal contents have one number.
bool has_content_numbers(Database& database) {
    auto statement = database.prepare(
        "SELECT count(*) FROM sqlite_master WHERE (name = 'tiles' AND type = 'view') OR "
        "(name = 'images' AND type = 'table') OR (name = 'map' AND type = 'table' AND "
        "sql LIKE '%tile_id%')");
    return statement.step() && statement.integer(0) == 3;
}

tile::TileId address(const Statement& row) {
    const std::int64_t zoom = row.integer(0);
    const std::int64_t side = std::int64_t{1} << std::clamp<std::int64_t>(zoom, 0, tile::max_zoom);
    const std::int64_t x = row.integer(1);
    const std::int64_t y = side - 1 - row.integer(2);
    if (zoom < 0 || zoom > tile::max_zoom || x < 0 || x >= side || y < 0 || y >= side) {
        throw Error{Fault::input, fmt::format("there is no tile at zoom {}, column {}, row {}",
                                              zoom, x, row.integer(2))};
    }
    return {static_cast<std::uint8_t>(zoom), static_cast<std::uint32_t>(x),
            static_cast<std::uint32_t>(y)};
}

struct Tile {
    std::uint64_t id = 0;
    std::uint64_t content = 0;
};

/// Every tile in hilbert_id order.
std::vector<Tile> list_tiles(Database& database) {
    const bool numbered = has_content_numbers(database);
    auto row = database.prepare(
        numbered ? "SELECT zoom_level, tile_column, tile_row, tile_id FROM map"
                 : "SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles");
    ContentTable contents;
    std::vector<Tile> tiles;
    while (row.step()) {
        const std::uint64_t next = contents.size();
        const auto name = base::hash128(numbered ? as_bytes(row.text(3)) : row.blob(3));
        tiles.push_back({hilbert_id(address(row)), contents.place_of(name, next)});
    }
    std::ranges::sort(tiles, {}, &Tile::id);
    return tiles;
}

class MbtilesReader final : public Reader {
public:
    explicit MbtilesReader(const std::string& path)
        : pool_{path}, description_{pool_.with([](Connection& it) {
              return from_mbtiles_metadata(metadata_rows(it.database));
          })} {}

    Format format() const override { return Format::mbtiles; }
    const Description& description() const override { return description_; }

    std::optional<Bytes> tile(tile::TileId id) const override {
        return pool_.with([&](Connection& connection) -> std::optional<Bytes> {
            const std::uint32_t row_from_south = (std::uint32_t{1} << id.zoom) - 1 - id.y;
            connection.tile.bind(1, std::int64_t{id.zoom})
                .bind(2, std::int64_t{id.x})
                .bind(3, std::int64_t{row_from_south});
            std::optional<Bytes> content;
            if (connection.tile.step()) {
                const ByteView blob = connection.tile.blob(0);
                content.emplace(blob.begin(), blob.end());
            }
            connection.tile.reset();
            return content;
        });
    }

    void visit(const Visit& visit) const override {
        for (const Tile& tile : tiles()) {
            visit(tile::tile_of_hilbert_id(tile.id), tile.content);
        }
    }

    TileCount count() const override {
        std::uint64_t distinct = 0;
        for (const Tile& tile : tiles()) {
            distinct = std::max(distinct, tile.content + 1);
        }
        return {tiles().size(), distinct};
    }

private:
    const std::vector<Tile>& tiles() const {
        std::call_once(listed_, [&] {
            tiles_ = pool_.with([](Connection& it) { return list_tiles(it.database); });
        });
        return tiles_;
    }

    mutable Pool pool_;
    Description description_;
    mutable std::once_flag listed_;
    mutable std::vector<Tile> tiles_;
};

}  // namespace

std::unique_ptr<Reader> mbtiles_reader(const std::string& path) {
    try {
        return std::make_unique<MbtilesReader>(path);
    } catch (const Error& error) {
        throw Error{Fault::input, fmt::format("is not a readable MBTiles file: {}", error.what())};
    }
}

}  // namespace tamga::archive
