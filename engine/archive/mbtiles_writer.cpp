// SPDX-License-Identifier: MIT
#include "engine/archive/content_table.hpp"
#include "engine/archive/formats.hpp"
#include "engine/archive/metadata.hpp"
#include "engine/base/error.hpp"
#include "engine/base/files/pending_output.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/base/sqlite.hpp"

#include <cassert>
#include <optional>

namespace tamga::archive {
namespace {

// Equal contents are stored once: `tiles` is a view over addresses and contents. MBTiles 1.3 says
// under "Database" that a view with the columns of a table is as valid as the table, and readers
// have known these two names for years. The addresses get their index at the end, by one sort.
constexpr const char* schema = R"(
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA application_id = 0x4d504258;
    BEGIN;
    CREATE TABLE metadata (name text, value text);
    CREATE TABLE images (tile_id integer PRIMARY KEY, tile_data blob);
    CREATE TABLE map (zoom_level integer, tile_column integer, tile_row integer, tile_id integer);
    CREATE VIEW tiles AS
        SELECT map.zoom_level AS zoom_level, map.tile_column AS tile_column,
               map.tile_row AS tile_row, images.tile_data AS tile_data
        FROM map JOIN images ON images.tile_id = map.tile_id;)";

constexpr const char* ending = R"(
    CREATE UNIQUE INDEX name ON metadata (name);
    CREATE UNIQUE INDEX tile_index ON map (zoom_level, tile_column, tile_row);
    COMMIT;)";

/// The open database with what writes its rows; closed as one.
struct Output {
    explicit Output(const std::string& path) : database{path, base::Database::Mode::create} {
        database.execute(schema);
        image.emplace(database.prepare("INSERT INTO images VALUES (?, ?)"));
        address.emplace(database.prepare("INSERT INTO map VALUES (?, ?, ?, ?)"));
    }

    base::Database database;
    std::optional<base::Statement> image;
    std::optional<base::Statement> address;
};

class MbtilesWriter final : public Writer {
public:
    MbtilesWriter(const std::string& path, std::pmr::memory_resource* memory)
        : path_{path},
          pending_{path},
          output_{in_context(path, [&] { return make_output(); })},
          contents_{memory} {}

    void put(tile::TileId id, ByteView gzipped) override {
        write([&] { insert(id, gzipped); });
    }

    void finish(const Description& description) override {
        write([&] { insert(description); });
        output_.reset();
        pending_.commit();
    }

private:
    /// What goes wrong is said with the path, but not that a statement heard that it shall stop.
    template <class Work>
    void write(const Work& work) {
        try {
            in_context(path_, work);
        } catch (const Error&) {
            base::stop_if_interrupted();
            throw;
        }
    }

    std::unique_ptr<Output> make_output() {
        pending_.make_file();
        return std::make_unique<Output>(pending_.path());
    }

    void insert(tile::TileId id, ByteView gzipped) {
        assert(!last_ || hilbert_id(*last_) < hilbert_id(id));
        const std::uint64_t next = contents_.size();
        const std::uint64_t content = contents_.place_of(base::hash128(gzipped), next);
        const auto number = static_cast<std::int64_t>(content);
        if (content == next) {
            output_->image->bind(1, number).bind(2, gzipped).run();
        }
        const std::uint32_t row_from_south = (std::uint32_t{1} << id.zoom) - 1 - id.y;
        output_->address->bind(1, std::int64_t{id.zoom})
            .bind(2, std::int64_t{id.x})
            .bind(3, std::int64_t{row_from_south})
            .bind(4, number)
            .run();
        min_zoom_ = last_ ? min_zoom_ : id.zoom;
        last_ = id;
    }

    void insert(const Description& description) {
        Description about = description;
        if (last_) {
            about.min_zoom = min_zoom_;
            about.max_zoom = last_->zoom;
        }
        for (const auto& [name, value] : mbtiles_metadata(about)) {
            output_->database.prepare("INSERT INTO metadata VALUES (?, ?)")
                .bind(1, std::string_view{name})
                .bind(2, std::string_view{value})
                .run();
        }
        output_->database.execute(ending);
    }

    std::string path_;
    base::PendingOutput pending_;  // Removed after the database is closed.
    std::unique_ptr<Output> output_;
    ContentTable contents_;
    std::optional<tile::TileId> last_;
    std::uint8_t min_zoom_ = 0;
};

}  // namespace

std::unique_ptr<Writer> mbtiles_writer(const std::string& path, std::pmr::memory_resource* memory) {
    return std::make_unique<MbtilesWriter>(path, memory);
}

}  // namespace tamga::archive
