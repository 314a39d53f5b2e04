// SPDX-License-Identifier: MIT
#include "engine/bake/read/make_chunks.hpp"

#include "engine/bake/read/columns.hpp"
#include "engine/bake/read/label_points.hpp"
#include "engine/bake/read/world_geometry.hpp"
#include "engine/bake/table/hilbert_sort.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace tamga::bake {
namespace {

using model::Shape;

bool is_of_kind(Shape shape, plan::Kind kind) {
    return kind == plan::Kind::points     ? shape == Shape::points
           : kind == plan::Kind::lines    ? shape == Shape::lines
           : kind == plan::Kind::polygons ? shape == Shape::polygons
                                          : true;
}

/// Where a row's arrays begin, until the chunk's vectors have stopped moving.
struct Offsets {
    std::size_t vertices;
    std::size_t parts;
    std::size_t attributes;
};

Offsets ends_of(const Chunk& chunk) {
    return {chunk.vertices.size(), chunk.parts.size(), chunk.attributes.size()};
}

/// Fills one chunk.
class ChunkBuilder {
public:
    explicit ChunkBuilder(ChunkPool& pool) : pool_{pool}, chunk_{pool.take()} {}
    ~ChunkBuilder() { pool_.give_back(std::move(chunk_)); }
    ChunkBuilder(const ChunkBuilder&) = delete;
    ChunkBuilder& operator=(const ChunkBuilder&) = delete;

    /// Counts a feature that gives no row.
    void drop(const char* reason) {
        ++chunk_->features;
        ++chunk_->dropped[reason];
    }

    /// Adds the geometry of a feature, or counts it as dropped; false then. Parts of which nothing
    /// is left, where others are, are added to `lost`.
    bool add_geometry(const model::FeatureView& feature, FeatureRow& row,
                      std::vector<ingest::LostPart>& lost) {
        at_ = ends_of(*chunk_);
        WorldGeometry geometry{*chunk_};
        geometry.add(feature);
        if (chunk_->parts.size() == at_.parts) {
            drop(geometry.off_map() > 0 ? "beyond the Mercator limit" : "of no extent");
            return false;
        }
        row.shape = feature.shape;
        row.longest_side = geometry.longest_side();
        const bool line = feature.shape == Shape::lines;
        for (const geo::LonLat at : geometry.vanished()) {
            lost.push_back({feature.record, ingest::name_of(feature), at,
                            line ? "a line has no length" : "a ring encloses nothing"});
        }
        return true;
    }

    /// Adds a point instead.
    void add_point(tile::WorldPoint point, FeatureRow& row) {
        at_ = ends_of(*chunk_);
        chunk_->vertices.push_back(point);
        chunk_->parts.push_back({1, false});
        row.shape = Shape::points;
    }

    /// Completes the row whose geometry was added last.
    void add_row(Columns& columns, FeatureRow row, std::optional<double> keep_value) {
        columns.encode(*chunk_);
        if (keep_value) {
            chunk_->keep_values.push_back(*keep_value);
        }
        const Offsets end = ends_of(*chunk_);
        row.vertex_count = static_cast<std::uint32_t>(end.vertices - at_.vertices);
        row.part_count = static_cast<std::uint32_t>(end.parts - at_.parts);
        row.attribute_bytes = static_cast<std::uint32_t>(end.attributes - at_.attributes);
        chunk_->rows.push_back(row);
        ++chunk_->features;
        offsets_.push_back(at_);
    }

    std::shared_ptr<Chunk> finish(std::pmr::memory_resource* memory) {
        const bool waits = std::ranges::all_of(
            chunk_->rows, [](const FeatureRow& row) { return row.shape == Shape::points; });
        for (std::size_t i = 0; i < chunk_->rows.size(); ++i) {
            point_into(*chunk_, offsets_[i], chunk_->rows[i]);
        }
        // What waits to be sorted is soon given up.
        auto stored = waits ? pool_.sorted(*chunk_)
                            : std::make_shared<Chunk>(stored_in(memory, std::move(*chunk_)));
        for (std::size_t i = 0; i < stored->rows.size(); ++i) {
            point_into(*stored, offsets_[waits ? stored->places[i].input : i], stored->rows[i]);
        }
        return stored;
    }

private:
    static void point_into(const Chunk& chunk, const Offsets& at, FeatureRow& row) {
        row.vertices = chunk.vertices.data() + at.vertices;
        row.parts = chunk.parts.data() + at.parts;
        row.attributes = chunk.attributes.data() + at.attributes;
    }

    ChunkPool& pool_;
    std::unique_ptr<Chunk> chunk_;
    Offsets at_{};
    std::vector<Offsets> offsets_;
};

/// The chunks of one layer.
struct LayerBuilder {
    explicit LayerBuilder(ChunkPool& pool) : features{pool}, labels{pool} {}

    ChunkBuilder features;
    ChunkBuilder labels;
};

class BatchReader {
public:
    explicit BatchReader(const ChunkPlan& plan)
        : layer_{plan.layer},
          columns_{plan.layer, plan.joins, plan.keys},
          memory_{plan.memory},
          pool_{plan.pool} {
        builder("");  // There is one even if nothing goes into it.
    }

    void add(const model::FeatureView& feature) {
        columns_.read(feature);
        LayerBuilder& into = builder(columns_.layer_name());
        if (!is_of_kind(feature.shape, layer_.kind)) {
            return into.features.drop("not of the layer's kind");
        }
        FeatureRow row;
        if (!columns_.is_wanted()) {
            return into.features.drop(left_out_by_where);
        }
        row.has_id = columns_.id().has_value();
        row.id = columns_.id().value_or(0);
        row.min_zoom = static_cast<std::int8_t>(columns_.min_zoom());
        row.max_zoom = static_cast<std::int8_t>(columns_.max_zoom());
        if (!into.features.add_geometry(feature, row, lost_parts_)) {
            return;
        }
        const auto keep_value =
            layer_.keep_by.empty() ? std::nullopt : std::optional{columns_.keep_value()};
        into.features.add_row(columns_, row, keep_value);
        if (layer_.label_points && feature.shape == Shape::polygons) {
            add_label(feature, row, into.labels);
        }
    }

    BatchChunks finish() {
        BatchChunks chunks;
        for (auto& [name, builder] : layers_) {
            auto& chunk = chunks.by_layer[name] = builder.features.finish(memory_);
            if (layer_.label_points) {
                chunk->labels = builder.labels.finish(memory_);
            }
        }
        chunks.notes = columns_.take_notes();
        chunks.notes.lost_parts = std::move(lost_parts_);
        return chunks;
    }

private:
    LayerBuilder& builder(const std::string& layer) {
        return layers_.try_emplace(layer, pool_).first->second;
    }

    void add_label(const model::FeatureView& feature, const FeatureRow& polygon,
                   ChunkBuilder& into) {
        FeatureRow row = polygon;
        row.longest_side = 0;
        const LabelPoint label = label_point(feature);
        into.add_point(label.at, row);
        const bool by_attribute = layer_.keep == plan::Keep::heaviest;
        into.add_row(columns_, row, by_attribute ? columns_.keep_value() : label.area);
    }

    const plan::Layer& layer_;
    Columns columns_;
    std::pmr::memory_resource* memory_;
    ChunkPool& pool_;
    std::map<std::string, LayerBuilder> layers_;
    std::vector<ingest::LostPart> lost_parts_;
};

}  // namespace

BatchChunks make_chunks(const model::Features& batch, const ChunkPlan& plan) {
    BatchReader reader{plan};
    for (std::size_t i = 0; i < batch.size(); ++i) {
        reader.add(batch[i]);
    }
    return reader.finish();
}

std::shared_ptr<Chunk> make_chunk(const model::Features& batch, const plan::Layer& layer,
                                  KeyNames& keys, std::pmr::memory_resource* memory) {
    ChunkPool pool;
    return make_chunks(batch, {layer, {}, keys, memory, pool}).by_layer[""];
}

}  // namespace tamga::bake
