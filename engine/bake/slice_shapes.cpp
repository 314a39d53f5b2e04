// SPDX-License-Identifier: MIT
#include "engine/bake/slice_shapes.hpp"

#include "engine/bake/shape_pieces.hpp"
#include "engine/base/interrupt.hpp"

#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/parallel_sort.h>

#include <algorithm>

namespace tamga::bake {
namespace {

/// Some features at one zoom.
struct Task {
    int zoom = 0;
    std::uint32_t first_feature = 0;
    std::uint32_t last_feature = 0;  ///< One past it.
    LayerPieces result = {};
};

bool is_shape(const FeatureRow& row) {
    return row.shape == model::Shape::lines || row.shape == model::Shape::polygons;
}

/// Work in portions of about as many vertices, the deepest zoom first since it has the most.
std::vector<Task> portions(const FeatureTable& table, int first_zoom, int last_zoom) {
    constexpr std::uint64_t vertices_at_once = 1 << 15;
    std::vector<Task> tasks;
    for (int zoom = last_zoom; zoom >= first_zoom; --zoom) {
        std::uint64_t vertices = 0;
        std::uint32_t first = 0;
        const auto count = static_cast<std::uint32_t>(table.rows.size());
        for (std::uint32_t i = 0; i < count; ++i) {
            vertices += is_shape(table.rows[i]) ? table.rows[i].vertex_count : 0;
            if (vertices >= vertices_at_once || (i + 1 == count && vertices > 0)) {
                tasks.push_back({zoom, first, i + 1});
                first = i + 1;
                vertices = 0;
            }
        }
    }
    return tasks;
}

void run(Task& task, const FeatureTable& table, const tile::GridSpec& spec, double min_size_px) {
    const tile::ZoomGrid grid{spec, task.zoom};
    const double min_side = grid.world_length(min_size_px);
    ShapeSlicer slicer{grid};
    for (std::uint32_t i = task.first_feature; i < task.last_feature; ++i) {
        const FeatureRow& row = table.rows[i];
        if (!is_shape(row) || row.min_zoom > task.zoom || row.max_zoom < task.zoom) {
            continue;
        }
        base::stop_if_interrupted();
        if (row.longest_side < min_side) {
            task.result.too_small.push_back(i);
            continue;
        }
        if (!slicer.slice(row, i, task.result.pieces)) {
            task.result.vanished.push_back(i);
        }
    }
    const auto memory = std::make_shared<const Bytes>(slicer.take_geometry());
    for (Piece& piece : task.result.pieces) {
        piece.geometry = memory->data() + piece.offset;
    }
    task.result.memory.push_back(memory);
}

void append(LayerPieces& to, LayerPieces from) {
    to.pieces.insert(to.pieces.end(), from.pieces.begin(), from.pieces.end());
    std::ranges::move(from.memory, std::back_inserter(to.memory));
    to.vanished.insert(to.vanished.end(), from.vanished.begin(), from.vanished.end());
    to.too_small.insert(to.too_small.end(), from.too_small.begin(), from.too_small.end());
}

}  // namespace

std::vector<LayerPieces> slice_shapes(const FeatureTable& table, const tile::GridSpec& spec,
                                      const SliceZooms& wanted) {
    std::vector<Task> tasks = portions(table, wanted.first, wanted.last);
    oneapi::tbb::parallel_for(
        oneapi::tbb::blocked_range<std::size_t>{0, tasks.size(), 1},
        [&](const auto& range) {
            for (std::size_t i = range.begin(); i < range.end(); ++i) {
                run(tasks[i], table, spec, wanted.min_size_px);
            }
        },
        oneapi::tbb::simple_partitioner{});
    std::vector<LayerPieces> zooms(static_cast<std::size_t>(wanted.last - wanted.first + 1));
    for (Task& task : tasks) {
        append(zooms[static_cast<std::size_t>(task.zoom - wanted.first)], std::move(task.result));
    }
    for (LayerPieces& zoom : zooms) {
        oneapi::tbb::parallel_sort(zoom.pieces.begin(), zoom.pieces.end());
    }
    return zooms;
}

}  // namespace tamga::bake
