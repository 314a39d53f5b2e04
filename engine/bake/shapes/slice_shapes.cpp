// SPDX-License-Identifier: MIT
#include "engine/bake/shapes/slice_shapes.hpp"

#include "engine/bake/shapes/tile_shapes.hpp"
#include "engine/base/interrupt.hpp"

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_sort.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <iterator>

namespace tamga::bake {
namespace {

bool is_shape(const FeatureRow& row) {
    return row.shape == model::Shape::lines || row.shape == model::Shape::polygons;
}

/// Runs `work` for 0..count-1 on all cores, one index at a time.
template <class Work>
void for_each_index(std::size_t count, const Work& work) {
    oneapi::tbb::parallel_for(
        oneapi::tbb::blocked_range<std::size_t>{0, count, 1},
        [&](const auto& range) {
            for (std::size_t i = range.begin(); i < range.end(); ++i) {
                base::stop_if_interrupted();
                work(i);
            }
        },
        oneapi::tbb::simple_partitioner{});
}

/// What a thread works with.
struct Scratch {
    Scratch(const tile::GridSpec& spec, std::pmr::memory_resource* memory)
        : cutter{memory}, cut{memory}, shapes{spec} {}

    ShapeCutter cutter;
    ShapeParts cut;
    TileShapes shapes;
};
using ScratchOfThreads = oneapi::tbb::enumerable_thread_specific<Scratch>;

/// Slices a layer for one zoom: features into parts, then tile by tile parts into pieces.
class ZoomSlicer {
public:
    ZoomSlicer(const FeatureTable& table, const tile::ZoomGrid& grid, double min_size_px,
               ScratchOfThreads& scratch)
        : table_{table},
          memory_{table.rows.get_allocator().resource()},
          grid_{grid},
          min_side_{grid.world_length(min_size_px)},
          scratch_{scratch},
          parts_{memory_},
          result_{memory_} {}

    LayerPieces run() {
        cut_features();
        finish_tiles();
        draw_vanished();
        std::sort(result_.pieces.begin(), result_.pieces.end());
        return std::move(result_);
    }

private:
    /// Features in portions of about as many vertices.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> portions() {
        constexpr std::uint64_t vertices_at_once = 1 << 14;
        std::vector<std::pair<std::uint32_t, std::uint32_t>> ranges;
        std::uint64_t vertices = 0;
        std::uint32_t first = 0;
        const auto count = static_cast<std::uint32_t>(table_.rows.size());
        for (std::uint32_t i = 0; i < count; ++i) {
            vertices += is_shape(table_.rows[i]) ? table_.rows[i].vertex_count : 0;
            if (vertices >= vertices_at_once || i + 1 == count) {
                ranges.emplace_back(first, i + 1);
                first = i + 1;
                vertices = 0;
            }
        }
        return ranges;
    }

    bool is_wanted(std::uint32_t row) const {
        return is_shape(table_.rows[row]) && table_.in_zoom(row, grid_.zoom);
    }

    void cut_features() {
        const auto ranges = portions();
        cut_.resize(ranges.size());
        for_each_index(ranges.size(), [&](std::size_t r) {
            base::keep_within_limit(memory_);
            Scratch& scratch = scratch_.local();
            scratch.cut.clear();
            for (std::uint32_t i = ranges[r].first; i < ranges[r].second; ++i) {
                const FeatureRow& row = table_.rows[i];
                if (is_wanted(i) && row.longest_side >= min_side_) {
                    scratch.cutter.cut(row, i, {grid_, min_side_}, scratch.cut);
                }
            }
            cut_[r] = std::make_unique<ShapeParts>(scratch.cut, memory_);
        });
        for (const auto& some : cut_) {
            parts_.insert(parts_.end(), some->parts.begin(), some->parts.end());
            some->parts = std::pmr::vector<ShapePart>{memory_};
        }
        oneapi::tbb::parallel_sort(parts_.begin(), parts_.end());
    }

    /// Tiles in portions of about as many parts; a tile is never divided.
    std::vector<std::span<const ShapePart>> tile_portions() const {
        constexpr std::size_t parts_at_once = 512;
        std::vector<std::span<const ShapePart>> spans;
        for (std::size_t begin = 0; begin < parts_.size();) {
            std::size_t end = std::min(begin + parts_at_once, parts_.size());
            while (end < parts_.size() && parts_[end].tile == parts_[end - 1].tile) {
                ++end;
            }
            spans.push_back(std::span{parts_}.subspan(begin, end - begin));
            begin = end;
        }
        return spans;
    }

    void finish_tiles() {
        const auto spans = tile_portions();
        std::vector<LayerPieces> done;
        for (std::size_t s = 0; s < spans.size(); ++s) {
            done.emplace_back(memory_);  // Moved into, not copied: the same memory.
        }
        for_each_index(spans.size(), [&](std::size_t s) { done[s] = finish(spans[s]); });
        std::size_t count = 0;
        for (const LayerPieces& some : done) {
            count += some.pieces.size();
        }
        result_.pieces.reserve(count);
        for (LayerPieces& some : done) {
            std::ranges::copy(some.pieces, std::back_inserter(result_.pieces));
            std::ranges::move(some.geometry, std::back_inserter(result_.geometry));
        }
        parts_ = std::pmr::vector<ShapePart>{memory_};
        cut_.clear();
    }

    LayerPieces finish(std::span<const ShapePart> parts) {
        base::keep_within_limit(memory_);
        LayerPieces done{memory_};
        TileShapes& shapes = scratch_.local().shapes;
        shapes.clear();
        for (std::size_t begin = 0; begin < parts.size();) {
            std::size_t end = begin;
            while (end < parts.size() && parts[end].tile == parts[begin].tile) {
                ++end;
            }
            shapes.add(parts.subspan(begin, end - begin), done.pieces);
            begin = end;
        }
        const Bytes& made = shapes.geometry();
        const auto geometry =
            std::make_shared<const StoredBytes>(made.begin(), made.end(), memory_);
        for (Piece& piece : done.pieces) {
            piece.geometry = geometry->data() + piece.offset;
        }
        done.geometry.push_back(geometry);
        return done;
    }

    /// Polygons of which no tile has anything are drawn as squares; lines have vanished.
    void draw_vanished() {
        std::vector<char> is_drawn(table_.rows.size());
        for (const Piece& piece : result_.pieces) {
            is_drawn[piece.feature] = 1;
        }
        ShapeParts squares{memory_};
        for (std::uint32_t i = 0; i < table_.rows.size(); ++i) {
            const FeatureRow& row = table_.rows[i];
            if (is_drawn[i] != 0 || !is_wanted(i)) {
                continue;
            }
            if (row.longest_side < min_side_) {
                result_.too_small.push_back(i);
            } else if (row.shape == model::Shape::polygons) {
                add_smallest_square(row, i, grid_, squares);
            } else {
                result_.vanished.push_back(i);
            }
        }
        for (const ShapePart& square : squares.parts) {
            LayerPieces one = finish({&square, 1});
            std::ranges::copy(one.pieces, std::back_inserter(result_.pieces));
            std::ranges::move(one.geometry, std::back_inserter(result_.geometry));
        }
    }

    const FeatureTable& table_;
    std::pmr::memory_resource* memory_;
    tile::ZoomGrid grid_;
    double min_side_;
    ScratchOfThreads& scratch_;
    std::vector<std::unique_ptr<ShapeParts>> cut_;
    std::pmr::vector<ShapePart> parts_;  ///< They look at what is in cut_.
    LayerPieces result_;
};

}  // namespace

std::vector<LayerPieces> slice_shapes(const FeatureTable& table, const tile::GridSpec& spec,
                                      const SliceZooms& wanted) {
    std::vector<LayerPieces> zooms;
    for (int zoom = wanted.first; zoom <= wanted.last; ++zoom) {
        zooms.emplace_back(table.storage.memory);  // Moved into, not copied: the same memory.
    }
    ScratchOfThreads scratch{[&] { return Scratch{spec, table.storage.memory}; }};
    // What one zoom does on one core others do beside; a thread that waits for its zoom does not
    // begin another, so that no more zooms are under way than there are cores.
    for_each_index(zooms.size(), [&](std::size_t i) {
        oneapi::tbb::this_task_arena::isolate([&] {
            const int zoom = wanted.first + static_cast<int>(i);
            zooms[i] = ZoomSlicer{table, {spec, zoom}, wanted.min_size_px, scratch}.run();
        });
    });
    return zooms;
}

}  // namespace tamga::bake
