// SPDX-License-Identifier: MIT
#include "engine/archive/units.hpp"

#include "engine/base/compress.hpp"

#include <algorithm>
#include <bit>
#include <limits>

namespace tamga::archive {
namespace {

/// The hilbert_id of a zoom's first tile: how many there are on the levels above.
std::uint64_t first_id(int zoom) { return ((std::uint64_t{1} << (2 * zoom)) - 1) / 3; }

/// Widens a unit's span by a square of 4^level tiles that the curve passes in one go.
void add_square(Unit& unit, tile::TileId in_it, int level) {
    const std::uint32_t side = std::uint32_t{1} << level;
    const std::uint32_t x = in_it.x / side * side;
    const std::uint32_t y = in_it.y / side * side;
    unit.max_x = std::max(unit.max_x, x + side - 1);
    unit.max_y = std::max(unit.max_y, y + side - 1);
    unit.min_x = std::min(unit.min_x, x);
    unit.min_y = std::min(unit.min_y, y);
}

/// Adds the tiles of one zoom from `first` to before `end`, by the largest squares that they fill.
void add_range(Unit& unit, std::uint64_t first, std::uint64_t end) {
    unit.tiles += end - first;
    const std::uint64_t zoom_begin = first_id(unit.first.zoom);
    while (first < end) {
        const int aligned = std::countr_zero(first - zoom_begin) / 2;
        const int filled = (static_cast<int>(std::bit_width(end - first)) - 1) / 2;
        const int level = std::min({aligned, filled, int{unit.first.zoom}});
        add_square(unit, tile::tile_of_hilbert_id(first), level);
        first += std::uint64_t{1} << (2 * level);
    }
}

class UnitFinder {
public:
    void add(const TileRun& run) {
        count_.addressed += run.count;
        count_.distinct = std::max(count_.distinct, run.content + 1);
        const std::uint64_t end = run.first + run.count;
        for (std::uint64_t first = run.first; first < end;) {
            const tile::TileId id = tile::tile_of_hilbert_id(first);
            const std::uint64_t zoom_end = std::min(end, first_id(id.zoom + 1));
            add_range(unit_of(run.content, id), first, zoom_end);
            first = zoom_end;
        }
    }

    Units take() { return {std::move(units_), count_}; }

private:
    Unit& unit_of(std::uint64_t content, tile::TileId id) {
        if (content >= last_with_.size()) {
            last_with_.resize(content + 1, none);
        }
        std::size_t& known = last_with_[content];
        if (known == none || units_[known].first.zoom != id.zoom) {
            known = units_.size();
            units_.push_back({.first = id,
                              .content = content,
                              .tiles = 0,
                              .max_x = id.x,
                              .max_y = id.y,
                              .min_x = id.x,
                              .min_y = id.y});
        }
        return units_[known];
    }

    static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

    std::vector<Unit> units_;
    std::vector<std::size_t> last_with_;  ///< For each content the last unit that has it.
    TileCount count_;
};

}  // namespace

Units units(const Reader& reader) {
    UnitFinder finder;
    reader.visit_runs([&](const TileRun& run) { finder.add(run); });
    return finder.take();
}

void Unpacker::with(ByteView stored, const std::function<void(ByteView)>& use) {
    constexpr std::size_t small = std::size_t{2} << 20;
    if (base::is_gzip(stored) && stored.size() <= small) {
        if (const auto raw = base::gunzip_within(stored, small)) {
            use(*raw);
            return;
        }
    } else if (stored.size() <= small) {
        use(unpacked(stored, compression_));
        return;
    }
    const std::lock_guard lock{large_};
    use(unpacked(stored, compression_));
}

}  // namespace tamga::archive
