// SPDX-License-Identifier: MIT
#include "engine/bake/tiles/encoder.hpp"

#include "engine/base/huge_pages.hpp"
#include "engine/tile/tile_id.hpp"

#include <oneapi/tbb/enumerable_thread_specific.h>

namespace tamga::bake {
namespace {

mvt::GeometryType geometry_type(model::Shape shape) {
    switch (shape) {
        case model::Shape::points:
            return mvt::GeometryType::point;
        case model::Shape::lines:
            return mvt::GeometryType::linestring;
        case model::Shape::polygons:
            return mvt::GeometryType::polygon;
        case model::Shape::none:
            break;
    }
    return mvt::GeometryType::unknown;
}

}  // namespace

Encoder::Encoder(std::span<const std::unique_ptr<SlicedLayer>> layers, const Options& options)
    : layers_{layers},
      extent_{static_cast<std::uint32_t>(options.grid.extent)},
      compressor_{options.compression} {
    for (const auto& layer : layers) {
        writers_.push_back(std::make_unique<mvt::LayerWriter>(layer->key_names));
    }
}

void Encoder::add(std::size_t layer, std::span<const Piece> same_feature) {
    const FeatureRow& row = layers_[layer]->table.rows[same_feature[0].feature];
    mvt::EncodedFeature record;
    record.type = geometry_type(row.shape);
    if (row.has_id) {
        record.id = row.id;
    }
    if (same_feature[0].geometry_bytes > 0) {
        record.geometry = {same_feature[0].geometry, same_feature[0].geometry_bytes};
    } else {
        points_.clear();
        for (const Piece& piece : same_feature) {
            points_.push_back(piece.point);
        }
        geometry_.clear();
        mvt::GeometryWriter{geometry_}.points(points_);
        record.geometry = geometry_;
    }
    read_attributes({row.attributes, row.attribute_bytes}, tags_);
    if (!layers_[layer]->key_zooms.empty()) {
        leave_out_keys(layers_[layer]->key_zooms);
    }
    record.tags = tags_;
    writers_[layer]->add(record);
}

void Encoder::leave_out_keys(const std::vector<plan::ZoomSpan>& key_zooms) {
    std::erase_if(tags_, [&](const mvt::Tag& tag) {
        return zoom_ < key_zooms[tag.key].first || zoom_ > key_zooms[tag.key].last;
    });
}

Encoder::Tile Encoder::encode(const TileJob& job, const Limits& limits) {
    tile_.clear();
    zoom_ = tile::tile_of_hilbert_id(job.tile).zoom;
    std::uint64_t features = 0;
    for (std::size_t layer = 0; layer < layers_.size(); ++layer) {
        if (!job.layers[layer].empty()) {
            features += append_layer(job, layer, limits);
        }
    }
    return {tile_.empty() ? Bytes{} : compressor_.gzip(tile_), features};
}

std::uint64_t Encoder::layer_bytes(const TileJob& job, std::size_t layer) {
    tile_.clear();
    zoom_ = tile::tile_of_hilbert_id(job.tile).zoom;
    append_layer(job, layer, {});
    return tile_.empty() ? 0 : compressor_.gzip(tile_).size();
}

std::uint64_t Encoder::append_layer(const TileJob& job, std::size_t layer, const Limits& limits) {
    const SlicedLayer& from = *layers_[layer];
    const auto pieces = job.layers[layer];
    std::uint64_t features = 0;
    Pace pace{from.table.storage};
    for (std::size_t i = 0; i < pieces.size();) {
        pace.step();
        const std::uint32_t feature = pieces[i].feature;
        std::size_t next = i + 1;
        while (next < pieces.size() && pieces[next].feature == feature) {
            ++next;
        }
        if (limits.empty() || from.importance[feature] < limits[layer]) {
            add(layer, pieces.subspan(i, next - i));
            ++features;
        }
        i = next;
    }
    writers_[layer]->append_to(tile_, from.plan.name, extent_);
    return features;
}

struct Encoders::State {
    oneapi::tbb::enumerable_thread_specific<Encoder> of_thread;
};

Encoders::Encoders(std::span<const std::unique_ptr<SlicedLayer>> layers, const Options& options)
    : state_{new State{oneapi::tbb::enumerable_thread_specific<Encoder>{[layers, &options] {
          base::prepare_heap();
          return Encoder{layers, options};
      }}}} {}

Encoders::~Encoders() = default;

Encoder& Encoders::of_this_thread() { return state_->of_thread.local(); }

std::vector<plan::ZoomSpan> key_zooms(const plan::Layer& plan,
                                      std::span<const std::string_view> keys) {
    if (plan.attributes_at.empty()) {
        return {};
    }
    std::vector<plan::ZoomSpan> zooms;
    for (const std::string_view key : keys) {
        const auto found = plan.attributes_at.find(std::string{key});
        zooms.push_back(found == plan.attributes_at.end() ? plan::ZoomSpan{} : found->second);
    }
    return zooms;
}

}  // namespace tamga::bake
