// SPDX-License-Identifier: MIT
//
// How long it takes to add flows up for fifteen zooms: near places become one (40 pixels), and the
// flows between them are summed, zoom 14 first. Needs the files of make_flows.mjs:
//
//     aggregate_bench FOLDER
//
// prints the fastest of five runs, the time of the processor that one takes, and, for each zoom,
// the places and the pairs that are left. The total must be the same at each zoom, or it exits
// with 1.
#include "engine/bake/journeys/flow_reader.hpp"
#include "engine/route/flows/flow_level.hpp"
#include "engine/route/flows/place_clusters.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <string>

using namespace tamga;

namespace {

constexpr int deepest = 14;
constexpr int runs = 5;
constexpr double radius_px = 40;

struct Row {
    int zoom = 0;
    std::size_t places = 0;
    std::size_t pairs = 0;
    route::Weight total;
};

route::FlowTable read(const std::string& folder) {
    bake::ReadLayer layer;
    layer.plan.name = "flows";
    layer.plan.kind = plan::Kind::routes;
    layer.plan.sources = {folder + "/flows.csv"};
    layer.plan.route = {.origin = {"origin"},
                        .destination = {"destination"},
                        .weight = "people",
                        .locations = folder + "/towns.csv"};
    return bake::read_flows(layer, true);
}

std::vector<Row> aggregate(const route::FlowTable& table) {
    std::vector<geo::MercatorPoint> points;
    for (const route::FlowPlace& place : table.places()) {
        points.push_back(geo::mercator(place.position));
    }
    route::FlowSums sums = table.sums();
    route::PlaceClusters clusters{points, route::place_weights(sums, points.size())};
    std::vector<Row> rows;
    for (int zoom = deepest; zoom >= 0; --zoom) {
        clusters.zoom_out(zoom, radius_px);
        relabel(sums, clusters.heads());
        rows.push_back({zoom, clusters.size(), sums.size(), {}});
        for (const route::FlowSum& sum : sums) {
            rows.back().total += sum.weight;
        }
    }
    return rows;
}

double seconds(const auto& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: aggregate_bench FOLDER\n", stderr);
        return 2;
    }
    const route::FlowTable table = read(argv[1]);
    std::vector<Row> rows;
    double best = 1e9;
    const std::clock_t start = std::clock();
    for (int i = 0; i < runs; ++i) {
        best = std::min(best, seconds([&] { rows = aggregate(table); }));
    }
    const double processor = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / runs;
    std::printf("%zu pairs of %zu places, %d zooms: %.3f s, %.3f s of a processor\n",
                table.sums().size(), table.places().size(), deepest + 1, best, processor);
    bool adds_up = true;
    for (const Row& row : rows) {
        std::printf("  %2d  %8zu places  %9zu pairs  total %s\n", row.zoom, row.places, row.pairs,
                    to_string(row.total).c_str());
        adds_up = adds_up && row.total == rows.front().total;
    }
    return adds_up ? 0 : 1;
}
