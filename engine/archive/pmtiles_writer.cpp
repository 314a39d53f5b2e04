// SPDX-License-Identifier: MIT
#include "engine/archive/content_table.hpp"
#include "engine/archive/formats.hpp"
#include "engine/archive/metadata.hpp"
#include "engine/archive/pmtiles.hpp"
#include "engine/base/compress.hpp"
#include "engine/base/error.hpp"
#include "engine/base/files/output_file.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace tamga::archive {
namespace {

using namespace pmtiles;

constexpr double e7 = 1e7;

std::int32_t at_most(double degrees, double limit) {
    return static_cast<std::int32_t>(std::floor(std::clamp(degrees, -limit, limit) * e7));
}
std::int32_t at_least(double degrees, double limit) {
    return static_cast<std::int32_t>(std::ceil(std::clamp(degrees, -limit, limit) * e7));
}

/// Makes room between two sides that are equal: readers refuse a box without area.
void widen(std::int32_t& low, std::int32_t& high, double limit) {
    if (low == high) {
        (high < limit * e7 ? high : low) += high < limit * e7 ? 1 : -1;
    }
}

/// Rounded outwards, so that the box still holds what it held.
std::array<std::int32_t, 4> bounds_e7(const geo::Box& box) {
    std::array<std::int32_t, 4> bounds = {
        at_most(box.south_west.lon, 180), at_most(box.south_west.lat, 90),
        at_least(box.north_east.lon, 180), at_least(box.north_east.lat, 90)};
    widen(bounds[0], bounds[2], 180);
    widen(bounds[1], bounds[3], 90);
    return bounds;
}

bool continues(const Entry& run, std::uint64_t id, std::uint64_t offset) {
    constexpr auto longest = std::numeric_limits<std::uint32_t>::max();
    return run.offset == offset && run.id + run.run == id && run.run < longest;
}

/// Tile data is streamed behind the space kept for header and root; metadata and leaf directories
/// follow it. The specification leaves the order of sections open, and so nothing is copied twice.
class PmtilesWriter final : public Writer {
public:
    PmtilesWriter(const std::string& path, std::pmr::memory_resource* memory)
        : file_{path}, contents_{memory}, entries_{memory} {
        file_.write(Bytes(root_end));
    }

    void put(tile::TileId id, ByteView gzipped) override {
        const std::uint64_t number = hilbert_id(id);
        assert(entries_.empty() || number >= entries_.back().id + entries_.back().run);
        const std::uint64_t end = file_.size() - root_end;
        const std::uint64_t offset = contents_.place_of(base::hash128(gzipped), end);
        if (offset == end) {
            file_.write(gzipped);
        }
        if (!entries_.empty() && continues(entries_.back(), number, offset)) {
            ++entries_.back().run;
        } else {
            entries_.push_back({number, offset, static_cast<std::uint32_t>(gzipped.size()), 1});
        }
        ++addressed_;
    }

    void finish(const Description& description) override {
        if (entries_.empty()) {
            throw Error{Fault::input, "there are no tiles, and PMTiles needs one at least"};
        }
        file_.begin_flush();
        const Directories made = directories(entries_);
        const Bytes metadata = base::Compressor{9}.gzip(as_bytes(pmtiles_metadata(description)));
        Header header = header_of(description);
        header.tiles = {root_end, file_.size() - root_end};
        header.metadata = {file_.size(), metadata.size()};
        file_.write(metadata);
        header.leaves = {file_.size(), made.leaves.size()};
        file_.write(made.leaves);
        header.root = {header_size, made.root.size()};
        file_.write_at(0, encode(header));
        file_.write_at(header_size, made.root);
        file_.commit();
    }

private:
    Header header_of(const Description& about) const {
        Header header;
        header.addressed = addressed_;
        header.entries = entries_.size();
        header.contents = contents_.size();
        header.clustered = true;
        header.internal_compression = Compression::gzip;
        header.tile_compression = Compression::gzip;
        header.tile_type = TileType::mvt;
        header.min_zoom = tile::tile_of_hilbert_id(entries_.front().id).zoom;
        header.max_zoom =
            tile::tile_of_hilbert_id(entries_.back().id + entries_.back().run - 1).zoom;
        header.bounds_e7 = bounds_e7(about.bounds);
        header.center_zoom = static_cast<std::uint8_t>(
            std::clamp<int>(about.center_zoom, header.min_zoom, header.max_zoom));
        header.center_e7 = {
            std::clamp(at_most(about.center.lon, 180), header.bounds_e7[0], header.bounds_e7[2]),
            std::clamp(at_most(about.center.lat, 90), header.bounds_e7[1], header.bounds_e7[3])};
        return header;
    }

    base::OutputFile file_;
    ContentTable contents_;
    std::pmr::vector<Entry> entries_;
    std::uint64_t addressed_ = 0;
};

}  // namespace

std::unique_ptr<Writer> pmtiles_writer(const std::string& path, std::pmr::memory_resource* memory) {
    return std::make_unique<PmtilesWriter>(path, memory);
}

}  // namespace tamga::archive
