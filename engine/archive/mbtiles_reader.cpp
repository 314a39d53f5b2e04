// SPDX-License-Identifier: MIT
#include "engine/archive/content_table.hpp"
#include "engine/archive/formats.hpp"
#include "engine/archive/known_contents.hpp"
#include "engine/archive/mbtiles_file.hpp"
#include "engine/archive/metadata.hpp"
#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>

namespace tamga::archive {
namespace {

using base::Database;
using base::Statement;

/// What `read` says of the row that answers for `id`, or nothing.
template <class Read>
auto first_row(Statement& statement, tile::TileId id, const Read& read) {
    const std::uint32_t row_from_south = (std::uint32_t{1} << id.zoom) - 1 - id.y;
    statement.bind(1, std::int64_t{id.zoom})
        .bind(2, std::int64_t{id.x})
        .bind(3, std::int64_t{row_from_south});
    std::optional<decltype(read(statement))> found;
    if (statement.step()) {
        found = read(statement);
    }
    statement.reset();
    return found;
}

/// One open database; SQLite lets one thread at a time use it.
struct Connection {
    Connection(const std::string& path, Patience patience)
        : file{path, patience},
          tile{file.database.prepare(question("tile_data"))},
          size{file.database.prepare(question("length(tile_data)"))} {}

    /// Nothing if there is no such tile.
    std::optional<Bytes> content(tile::TileId id) {
        return first_row(tile, id, [](const Statement& row) {
            const ByteView blob = row.blob(0);
            return Bytes{blob.begin(), blob.end()};
        });
    }
    std::optional<TilePlace> content_place(tile::TileId id) {
        return first_row(size, id, [](const Statement& row) {
            const std::int64_t bytes = std::max<std::int64_t>(row.integer(0), 0);
            return TilePlace{.size = static_cast<std::uint64_t>(bytes)};
        });
    }

    static std::string question(std::string_view what) {
        return fmt::format(
            "SELECT {} FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?", what);
    }

    MbtilesFile file;
    Statement tile;
    Statement size;
};

/// Connections for several threads that read at once, each by its own.
class Pool {
public:
    Pool(std::string path, Patience patience) : path_{std::move(path)}, patience_{patience} {}

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
            connection = std::make_unique<Connection>(path_, patience_);
        }
        connection->file.allow_question();
        try {
            auto answer = use(*connection);
            const std::lock_guard lock{mutex_};
            idle_.push_back(std::move(connection));
            return answer;
        } catch (const Error& error) {
            base::stop_if_interrupted("");
            if (connection->file.database.out_of_time()) {
                throw TooSlow{Fault::input, error.what()};
            }
            throw Error{Fault::input, error.what()};
        }
    }

private:
    std::string path_;
    Patience patience_;
    std::mutex mutex_;  // Of `idle_`.
    std::vector<std::unique_ptr<Connection>> idle_;
};

Rows metadata_rows(Database& database) {
    constexpr std::size_t bytes_of_row = 100;  // In memory, besides its texts.
    Rows rows;
    std::size_t bytes = 0;
    auto statement = database.prepare("SELECT name, value FROM metadata");
    while (statement.step()) {
        bytes += statement.text(0).size() + statement.text(1).size() + bytes_of_row;
        if (bytes > most_metadata_bytes) {
            throw Error{Fault::input,
                        fmt::format("the metadata has over {} bytes", most_metadata_bytes)};
        }
        rows.emplace_back(statement.text(0), statement.text(1));
    }
    return rows;
}

/// A view's SQL without what SQL does not care about.
std::string plain_sql(std::string_view sql) {
    std::string plain;
    for (const char c : sql) {
        if (std::string_view{" \t\r\n\"`[];"}.find(c) == std::string_view::npos) {
            plain += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        }
    }
    return plain;
}

/// True if `tiles` is for certain a join of addresses with contents by the number of the content,
/// as several programs write it, so that equal numbers are equal contents.
bool has_content_numbers(Database& database) {
    auto view = database.prepare(
        "SELECT sql FROM sqlite_master WHERE name = 'tiles' AND "
        "type = 'view'");
    if (!view.step()) {
        return false;
    }
    const std::string sql = plain_sql(view.text(0));
    const std::string start =
        "createviewtilesasselectmap.zoom_levelaszoom_level,map.tile_columnastile_column,"
        "map.tile_rowastile_row,images.tile_dataastile_datafrommapjoinimageson";
    if (sql != start + "images.tile_id=map.tile_id" &&
        sql != start + "map.tile_id=images.tile_id") {
        return false;
    }
    auto unique = database.prepare(
        "SELECT 1 FROM pragma_table_info('images') GROUP BY 1 "
        "HAVING max(pk) = 1 AND sum(name = 'tile_id' AND pk = 1) = 1 "
        "UNION ALL SELECT 1 FROM pragma_index_list('images') AS i "
        "WHERE i.\"unique\" = 1 AND i.partial = 0 AND "
        "(SELECT max(seqno) FROM pragma_index_info(i.name)) = 0 AND "
        "(SELECT name FROM pragma_index_info(i.name)) = 'tile_id'");
    return unique.step();
}

/// A content's number with its type: SQL tells the text 1 from the bytes of it.
std::string content_name(const Statement& row, int column) {
    return std::string{row.text(column)} + (row.is_blob(column) ? "b" : "t");
}

/// Rows from the north, as in URLs; MBTiles counts them from the south.
tile::TileId address(const Statement& row) {
    const std::int64_t zoom = row.integer(0);
    const std::int64_t side = std::int64_t{1} << std::clamp<std::int64_t>(zoom, 0, tile::max_zoom);
    const auto is_inside = [&](std::int64_t at) { return at >= 0 && at < side; };
    if (zoom < 0 || zoom > tile::max_zoom || !is_inside(row.integer(1)) ||
        !is_inside(row.integer(2))) {
        throw Error{Fault::input, fmt::format("there is no tile at zoom {}, column {}, row {}",
                                              zoom, row.integer(1), row.integer(2))};
    }
    return {static_cast<std::uint8_t>(zoom), static_cast<std::uint32_t>(row.integer(1)),
            static_cast<std::uint32_t>(side - 1 - row.integer(2))};
}

struct Tile {
    std::uint64_t id = 0;
    std::uint64_t content = 0;
};

/// Every tile in hilbert_id order.
std::vector<Tile> list_tiles(Connection& connection) {
    Database& database = connection.file.database;
    const bool numbered = has_content_numbers(database);
    connection.file.allow_question();
    auto row = database.prepare(
        numbered ? "SELECT zoom_level, tile_column, tile_row, tile_id FROM map"
                 : "SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles");
    KnownContents contents;
    std::vector<Tile> tiles;
    // A statement of its own: looking a tile up leaves `row` where it is.
    const auto first_with = [&](std::uint64_t id) {
        return connection.content(tile::tile_of_hilbert_id(id)).value_or(Bytes{});
    };
    while (row.step()) {
        const std::uint64_t id = hilbert_id(address(row));
        tiles.push_back({id, numbered ? contents.number_of_name(as_bytes(content_name(row, 3)))
                                      : contents.number_of(row.blob(3), id, first_with)});
    }
    std::ranges::sort(tiles, {}, &Tile::id);
    return tiles;
}

class MbtilesReader final : public Reader {
public:
    MbtilesReader(const std::string& path, Patience patience)
        : pool_{path, patience}, description_{pool_.with([](Connection& it) {
              return from_mbtiles_metadata(metadata_rows(it.file.database));
          })} {}

    Format format() const override { return Format::mbtiles; }
    const Description& description() const override { return description_; }

    std::optional<Bytes> tile(tile::TileId id) const override {
        return pool_.with([&](Connection& connection) { return connection.content(id); });
    }
    std::optional<TilePlace> tile_place(tile::TileId id) const override {
        return pool_.with([&](Connection& connection) { return connection.content_place(id); });
    }

    void visit_runs(const VisitRun& visit) const override {
        for (const Tile& tile : tiles()) {
            visit({.first = tile.id, .count = 1, .content = tile.content});
        }
    }

private:
    const std::vector<Tile>& tiles() const {
        std::call_once(listed_,
                       [&] { tiles_ = pool_.with([](Connection& it) { return list_tiles(it); }); });
        return tiles_;
    }

    mutable Pool pool_;
    Description description_;
    mutable std::once_flag listed_;
    mutable std::vector<Tile> tiles_;
};

}  // namespace

std::unique_ptr<Reader> mbtiles_reader(const std::string& path, Patience patience) {
    try {
        return std::make_unique<MbtilesReader>(path, patience);
    } catch (const Error& error) {
        throw Error{Fault::input, fmt::format("is not a readable MBTiles file: {}", error.what())};
    }
}

}  // namespace tamga::archive
