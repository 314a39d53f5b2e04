// SPDX-License-Identifier: MIT
#include "engine/serve/tile_set.hpp"

#include "engine/archive/pmtiles.hpp"
#include "engine/base/error.hpp"
#include "engine/serve/documents.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <thread>
#include <utility>

namespace tamga::serve {
namespace {

using namespace std::chrono_literals;
using archive::pmtiles::Compression;
using archive::pmtiles::TileType;

/// So long a file must be left alone before it is taken up: who copies a file over another writes
/// every few milliseconds.
constexpr auto calm_time = 150ms;
/// Who keeps a file open for writing for so long, and does not write, has forgotten it.
constexpr auto forgotten_time = 5s;
/// From a replaced file's removal to the next's appearance it may take so long.
constexpr auto replacing_time = 1s;

std::uint64_t next_number() {
    static std::atomic<std::uint64_t> last = 0;  // Editions are opened by several threads.
    return ++last;
}

/// A write in the same tick of the system's clock as the last one would leave the stamp as it is.
void wait_for_next_tick(const base::FileStamp& stamp) {
    constexpr std::chrono::nanoseconds tick = 20ms;
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto age = now - std::chrono::nanoseconds{std::max(stamp.changed_ns, stamp.written_ns)};
    if (age >= 0ns && age < tick) {
        std::this_thread::sleep_for(tick - age);
    }
}

Coding coding_of(Compression compression) {
    switch (compression) {
        case Compression::none:
            return Coding::identity;
        case Compression::gzip:
            return Coding::gzip;
        case Compression::brotli:
            return Coding::brotli;
        case Compression::zstd:
            return Coding::zstd;
        default:
            throw Error{Fault::input,
                        fmt::format("its header says that tiles are compressed by method {}; 1 "
                                    "(none), 2 (gzip), 3 (brotli) and 4 (zstd) can be served",
                                    static_cast<int>(compression))};
    }
}

std::string_view media_type_of(TileType type) {
    switch (type) {
        case TileType::mvt:
            return "application/vnd.mapbox-vector-tile";
        case TileType::png:
            return "image/png";
        case TileType::jpeg:
            return "image/jpeg";
        case TileType::webp:
            return "image/webp";
        case TileType::avif:
            return "image/avif";
        case TileType::mlt:
            return "application/vnd.maplibre-tile";
        default:
            return {};
    }
}

/// A client that has a part of the archive must not take another for the rest of it.
std::string tag_of(const base::FileStamp& stamp) {
    return fmt::format("\"{:x}-{:x}-{:x}-{:x}\"", stamp.number, stamp.size, stamp.written_ns,
                       stamp.changed_ns);
}

/// What the header of a PMTiles file says about its tiles.
void add_header(Edition& edition) {
    using namespace archive::pmtiles;
    const Header header = decode_header(edition.file->bytes(0, header_size));
    const Coding coding = coding_of(header.tile_compression);
    // The first bytes of a tile tell gzip for sure, which headers at times do not.
    if (coding == Coding::brotli || coding == Coding::zstd) {
        edition.coding = coding;
    }
    edition.media_type = media_type_of(header.tile_type);
}

std::shared_ptr<Edition> new_edition(const std::string& name,
                                     std::unique_ptr<const archive::Reader> reader,
                                     std::optional<base::RawFile> file) {
    const archive::Description& about = reader->description();
    const archive::Format format = reader->format();
    auto edition =
        std::make_shared<Edition>(Edition{.number = next_number(),
                                          .reader = std::move(reader),
                                          .file = std::move(file),
                                          .tilejson = tilejson(name, about),
                                          .catalog_entry = catalog_entry(name, about, format)});
    if (edition->file && !archive::row_of(format).media_type.empty()) {
        edition->archive_tag = tag_of(edition->file->stamp());
    }
    return edition;
}

std::string watched_file(const std::string& path) {
    std::error_code ignored;
    return std::filesystem::is_directory(path, ignored)
               ? (std::filesystem::path{path} / "metadata.json").string()
               : path;
}

}  // namespace

bool Edition::intact() const {
    if (!file) {
        return true;
    }
    const base::FileStamp now = file->stamp_now();
    const bool is_folder = archive::row_of(reader->format()).is_folder();
    if (now == file->stamp() && !is_folder) {
        return true;
    }
    const auto named = base::stamp_of(path);
    if (is_folder) {
        return named == file->stamp();  // Its tiles are found by their names.
    }
    // A file loses its name by a change of its own, too.
    return now.same_content(file->stamp()) && !(named && named->same_file(now));
}

std::shared_ptr<const Edition> edition_of(const std::string& name,
                                          std::unique_ptr<const archive::Reader> reader,
                                          std::optional<base::RawFile> file) {
    return new_edition(name, std::move(reader), std::move(file));
}

std::shared_ptr<const Edition> open_edition(const std::string& name, const std::string& path) {
    for (int attempt = 0; attempt < 3; ++attempt) {
        const std::string watched = watched_file(path);
        base::RawFile file{watched};
        wait_for_next_tick(file.stamp());
        auto edition = new_edition(name, archive::open(path, longest_question), std::move(file));
        edition->path = watched;
        if (edition->reader->format() == archive::Format::pmtiles) {
            add_header(*edition);
        }
        if (base::stamp_of(watched) == edition->file->stamp()) {
            return edition;
        }
    }
    throw Error{Fault::input, "is being written to"};
}

TileSet::TileSet(std::shared_ptr<const Edition> first, Open open)
    : open_{std::move(open)}, edition_{std::move(first)} {}

std::shared_ptr<const Edition> TileSet::edition() const {
    const std::lock_guard lock{holding_};
    return edition_;
}

std::string TileSet::take_news() const {
    const std::lock_guard lock{holding_};
    return std::exchange(news_, {});
}

void TileSet::look_again() const {
    if (!open_) {
        return;
    }
    const std::lock_guard lock{looking_};
    const auto current = edition();
    const auto now = base::stamp_of(current->path);
    if (!now) {
        missing_since_ = missing_since_.value_or(Clock::now());
        return;
    }
    missing_since_.reset();
    if (*now == current->file->stamp()) {
        seen_.reset();
        return;
    }
    if (seen_ != now) {
        seen_ = now;
        seen_since_ = Clock::now();
        refused_ = false;
    }
    // Where nothing was written, there is nothing to wait for; and of a folder that took the place
    // of another, the tiles are found already.
    const bool new_folder = !now->same_file(current->file->stamp()) &&
                            archive::row_of(current->reader->format()).is_folder();
    const bool calm = new_folder || now->same_content(current->file->stamp()) ||
                      Clock::now() - seen_since_ >= calm_time;
    if (calm && !refused_) {
        take_up();
    }
}

void TileSet::take_up() const {
    std::string news;
    std::shared_ptr<const Edition> next;
    try {
        const bool forgotten = Clock::now() - seen_since_ >= forgotten_time;
        if (!forgotten && base::RawFile{edition()->path}.is_being_written()) {
            return;
        }
        next = open_();
        news = "has changed and is served as it is now";
    } catch (const std::exception& error) {
        refused_ = true;
        news =
            std::string{
                "has changed and cannot be read, so the one before is served while "
                "it is there: "} +
            error.what();
    }
    const std::lock_guard lock{holding_};
    edition_ = next ? std::move(next) : edition_;
    news_ = std::move(news);
}

bool TileSet::is_between_editions() const {
    const std::lock_guard lock{looking_};
    return missing_since_ && Clock::now() - *missing_since_ < replacing_time;
}

}  // namespace tamga::serve
