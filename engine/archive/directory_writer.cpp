// SPDX-License-Identifier: MIT
#include "engine/archive/content_table.hpp"
#include "engine/archive/formats.hpp"
#include "engine/archive/metadata.hpp"
#include "engine/archive/tile_folder.hpp"
#include "engine/base/error.hpp"
#include "engine/base/files/pending_output.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <unordered_set>

namespace tamga::archive {
namespace {

[[noreturn]] void fail(int error) { throw Error{Fault::system, std::strerror(error)}; }

void make_folder(const std::string& path) {
    if (::mkdir(path.c_str(), 0777) != 0 && errno != EEXIST) {
        fail(errno);
    }
}

void write_file(const std::string& path, ByteView bytes) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor < 0) {
        fail(errno);
    }
    int error = 0;
    while (!bytes.empty() && error == 0) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written >= 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(written));
        } else if (errno != EINTR) {
            error = errno;
        }
    }
    if (::close(descriptor) != 0 && error == 0) {
        error = errno;
    }
    if (error != 0) {
        fail(error);
    }
}

/// Files z/x/y.pbf with gzipped content, as tippecanoe writes them: a host has to send them with
/// "Content-Encoding: gzip". Equal contents are hard links to one file.
class DirectoryWriter final : public Writer {
public:
    DirectoryWriter(const std::string& path, std::pmr::memory_resource* memory)
        : path_{path}, pending_{path}, contents_{memory} {
        pending_.make_folder();
    }
    /// The tiles at the pending name are those of a set that was replaced, or was not finished.
    ~DirectoryWriter() override { remove_tiles(pending_.path()); }
    DirectoryWriter(const DirectoryWriter&) = delete;
    DirectoryWriter& operator=(const DirectoryWriter&) = delete;

    void put(tile::TileId id, ByteView gzipped) override {
        in_context(path_, [&] { add(id, gzipped); });
    }

    void finish(const Description& description) override {
        Description about = description;
        if (last_) {
            about.min_zoom = min_zoom_;
            about.max_zoom = last_->zoom;
        }
        const std::string metadata = directory_metadata(about);
        in_context(path_,
                   [&] { write_file(pending_.path() + "/metadata.json", as_bytes(metadata)); });
        pending_.commit();
    }

private:
    void add(tile::TileId id, ByteView gzipped) {
        make_folders(id);
        const std::string path = path_of(id);
        const std::uint64_t number = hilbert_id(id);
        const std::uint64_t first = contents_.place_of(base::hash128(gzipped), number);
        // A file system may know no links, or have made as many of this file as it can.
        if (first == number ||
            ::link(path_of(tile::tile_of_hilbert_id(first)).c_str(), path.c_str()) != 0) {
            write_file(path, gzipped);
        }
        min_zoom_ = last_ ? min_zoom_ : id.zoom;
        last_ = id;
    }

    std::string path_of(tile::TileId id) const {
        return fmt::format("{}/{}.pbf", pending_.path(), to_string(id));
    }

    void make_folders(tile::TileId id) {
        const std::uint64_t column = std::uint64_t{id.zoom} << 32 | id.x;
        if (columns_.insert(column).second) {
            make_folder(fmt::format("{}/{}", pending_.path(), id.zoom));
            make_folder(fmt::format("{}/{}/{}", pending_.path(), id.zoom, id.x));
        }
    }

    std::string path_;
    base::PendingOutput pending_;
    ContentTable contents_;
    std::unordered_set<std::uint64_t> columns_;
    std::optional<tile::TileId> last_;
    std::uint8_t min_zoom_ = 0;
};

}  // namespace

std::unique_ptr<Writer> directory_writer(const std::string& path,
                                         std::pmr::memory_resource* memory) {
    return std::make_unique<DirectoryWriter>(path, memory);
}

}  // namespace tamga::archive
