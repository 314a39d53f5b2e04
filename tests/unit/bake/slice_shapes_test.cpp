// SPDX-License-Identifier: MIT
#include "engine/bake/shapes/slice_shapes.hpp"

#include "engine/bake/read/make_chunks.hpp"
#include "engine/bake/shapes/rank_shapes.hpp"
#include "engine/base/files/spilled_memory.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <string>
#include <tuple>

using tamga::bake::FeatureTable;
using tamga::bake::LayerPieces;
using tamga::bake::Piece;
using tamga::bake::Storage;

namespace model = tamga::model;
namespace plan = tamga::plan;
namespace tile = tamga::tile;

namespace {

/// Stars side by side whose neighbours share a border of many vertices.
FeatureTable stars(const Storage& storage, tamga::bake::KeyNames& keys) {
    FeatureTable table{storage};
    for (int column = 0; column < 12; ++column) {
        model::Features batch;
        for (int row = 0; row < 6; ++row) {
            constexpr int corners = 2000;
            for (int i = 0; i < corners; ++i) {
                const double angle = -2 * 3.14159265358979 * i / corners;
                const double radius = 4 + std::sin(angle * 37 + column) + std::sin(angle * 211);
                batch.position({.lon = -110 + 8.0 * column + radius * std::cos(angle),
                                .lat = -25 + 9.0 * row + radius * std::sin(angle)});
            }
            batch.end_part();
            batch.commit({.shape = model::Shape::polygons, .record = 1});
        }
        table.append(make_chunk(batch, plan::Layer{}, keys, storage.memory));
    }
    collect_rows(table);
    return table;
}

std::vector<LayerPieces> sliced(FeatureTable& table) {
    const tile::GridSpec spec;
    const double unit = tile::ZoomGrid{spec, 0}.world_length(1);
    tamga::bake::rank_shapes(table, {unit, 7}, {unit, unit / 8, 7});
    return tamga::bake::slice_shapes(table, spec, {0, 7, 0});
}

using Drawn = std::tuple<std::uint64_t, std::uint32_t, std::string>;

std::vector<Drawn> drawn(const std::vector<LayerPieces>& zooms) {
    std::vector<Drawn> all;
    for (const LayerPieces& zoom : zooms) {
        for (const Piece& piece : zoom.pieces) {
            all.emplace_back(piece.tile, piece.feature,
                             std::string{piece.geometry, piece.geometry + piece.geometry_bytes});
        }
    }
    return all;
}

}  // namespace

TEST_CASE("polygons are cut alike in ordinary and in spilled memory", "[bake]") {
    tamga::bake::KeyNames keys;
    tamga::base::SpilledMemory memory{{.resident_bytes = 1}};
    FeatureTable ordinary = stars({}, keys);
    FeatureTable spilled = stars({.memory = &memory, .spilled = &memory}, keys);
    const std::vector<LayerPieces> expected = sliced(ordinary);
    const std::vector<LayerPieces> found = sliced(spilled);
    CHECK(memory.most_spilled_bytes() > 1'000'000);
    CHECK(drawn(expected).size() > 1000);
    CHECK(drawn(found) == drawn(expected));
}
