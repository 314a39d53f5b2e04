// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/layers.hpp"
#include "engine/bake/table/options.hpp"
#include "engine/base/compress.hpp"
#include "engine/mvt/writer.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace tamga::bake {

/// One tile and the pieces of each layer in it.
struct TileJob {
    std::uint64_t tile = 0;
    std::vector<std::span<const Piece>> layers;  ///< One for each layer of the map, may be empty.
};

/// Which features are left out of a tile: those of a layer whose importance is `limits[layer]` or
/// more. Empty: none.
using Limits = std::vector<std::uint32_t>;

/// Writes tiles. One object serves one thread.
class Encoder {
public:
    Encoder(std::span<const std::unique_ptr<SlicedLayer>> layers, const Options& options);

    struct Tile {
        Bytes content;               ///< A gzip member; empty if there are no features.
        std::uint64_t features = 0;  ///< How many are in it.
    };
    /// The tile without the features beyond the limits.
    Tile encode(const TileJob& job, const Limits& limits);
    /// How many bytes the tile would have with this layer only.
    std::uint64_t layer_bytes(const TileJob& job, std::size_t layer);

private:
    /// Appends a layer to `tile_`; how many features are in it.
    std::uint64_t append_layer(const TileJob& job, std::size_t layer, const Limits& limits);
    void add(std::size_t layer, std::span<const Piece> same_feature);
    void leave_out_keys(const std::vector<plan::ZoomSpan>& key_zooms);

    std::span<const std::unique_ptr<SlicedLayer>> layers_;
    std::uint32_t extent_;
    int zoom_ = 0;  ///< Of the tile at hand.
    std::vector<std::unique_ptr<mvt::LayerWriter>> writers_;
    base::Compressor compressor_;
    std::vector<mvt::Tag> tags_;
    std::vector<tile::GridPoint> points_;
    Bytes geometry_;
    Bytes tile_;
};

/// An encoder for each thread, made when it first asks: they keep their working memory from zoom to
/// zoom.
class Encoders {
public:
    Encoders(std::span<const std::unique_ptr<SlicedLayer>> layers, const Options& options);
    ~Encoders();
    Encoders(const Encoders&) = delete;
    Encoders& operator=(const Encoders&) = delete;

    Encoder& of_this_thread();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// What fitting and drawing work with.
struct DrawingTools {
    std::span<const std::unique_ptr<SlicedLayer>> layers;
    const Options& options;
    Encoders& encoders;
    base::SpilledMemory& memory;  ///< Where large arrays lie.
};

/// What SlicedLayer::key_zooms is for these keys.
std::vector<plan::ZoomSpan> key_zooms(const plan::Layer& plan,
                                      std::span<const std::string_view> keys);

}  // namespace tamga::bake
