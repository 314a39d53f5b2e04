// SPDX-License-Identifier: MIT
#include "engine/tile/rings/edge_strips.hpp"

#include "engine/tile/rings/noding.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace tamga;
using namespace tamga::tile;

namespace {

/// The edges of a ring through random points, cut wherever they meet.
std::vector<CountedEdge> tangle(std::int32_t width, int points, unsigned seed) {
    std::mt19937 random{seed};
    GridPaths rings;
    for (int i = 0; i < points; ++i) {
        const auto x = static_cast<std::int32_t>(random() % static_cast<unsigned>(width));
        const auto y = static_cast<std::int32_t>(random() % static_cast<unsigned>(width));
        rings.push({x - 5, y - 5});
    }
    rings.end_path(1);
    REQUIRE(Noder{}.node(rings) != Noder::Outcome::not_converged);
    std::vector<CountedEdge> edges;
    append_edges(rings[0], 0, edges);
    std::erase_if(edges, [](const CountedEdge& e) { return e.a == e.b; });
    return edges;
}

}  // namespace

TEST_CASE("rings wind as often round a place, however crowded it is", "[tile][property]") {
    for (const auto& [width, points] : {std::pair{40, 400}, std::pair{25, 90}, std::pair{9, 300}}) {
        const std::vector<CountedEdge> edges = tangle(width, points, 7);
        EdgeStrips strips;
        strips.assign(edges);
        std::size_t wrong = 0;
        for (const CountedEdge& edge : edges) {
            const BesideEdge place{edge};
            std::int32_t winding = 0;
            for (const CountedEdge& other : edges) {
                winding += place.winding_of(other);
            }
            wrong += strips.winding_beside(edge) == winding ? 0U : 1U;
        }
        INFO(edges.size() << " edges in " << width << " columns");
        CHECK(wrong == 0);
    }
}
