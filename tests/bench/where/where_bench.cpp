// SPDX-License-Identifier: MIT
//
// How many positions a second the gazetteer answers, on all cores: the nearest town along the
// geodesic, and the country and unit whose polygons hold the position.
//
//     where_bench GAZETTEER [COUNT]
//
// Asks twice: for positions all over the globe, two thirds of them at sea, and for positions within
// a quarter of a degree of towns, where people are. Each rate is the best of three.
#include "engine/base/parallel.hpp"
#include "engine/place/gazetteer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <numbers>
#include <random>

namespace {

using tamga::geo::LonLat;
using tamga::place::Gazetteer;
using tamga::place::Kind;

std::vector<LonLat> on_the_globe(std::size_t count) {
    std::mt19937_64 random{1};
    std::uniform_real_distribution<double> height{-1, 1};
    std::uniform_real_distribution<double> lon{-180, 180};
    std::vector<LonLat> positions(count);
    for (LonLat& at : positions) {
        at = {.lon = lon(random), .lat = std::asin(height(random)) * 180 / std::numbers::pi};
    }
    return positions;
}

std::vector<LonLat> near_towns(const Gazetteer& gazetteer, std::size_t count) {
    std::mt19937_64 random{2};
    std::uniform_real_distribution<double> jitter{-0.25, 0.25};
    std::vector<LonLat> positions;
    while (positions.size() < count) {
        const auto place = gazetteer.place(static_cast<std::uint32_t>(random() % gazetteer.size()));
        if (place.kind == Kind::town) {
            positions.push_back(
                {.lon = std::clamp(place.position.lon + jitter(random), -180.0, 180.0),
                 .lat = std::clamp(place.position.lat + jitter(random), -90.0, 90.0)});
        }
    }
    return positions;
}

/// Positions a second by the clock, with all cores, and for each second that a core worked: the
/// same on a machine with other work to do.
struct Rate {
    double wall = 0;
    double core = 0;
};

template <class Ask>
Rate per_second(const std::vector<LonLat>& positions, Ask ask) {
    constexpr std::size_t piece = 1024;
    Rate best;
    for (int round = 0; round < 3; ++round) {
        const auto start = std::chrono::steady_clock::now();
        const std::clock_t work = std::clock();
        tamga::base::parallel_for((positions.size() + piece - 1) / piece, [&](std::size_t i) {
            const std::size_t end = std::min(positions.size(), (i + 1) * piece);
            for (std::size_t at = i * piece; at < end; ++at) {
                ask(positions[at]);
            }
        });
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
        const double worked =
            static_cast<double>(std::clock() - work) / static_cast<double>(CLOCKS_PER_SEC);
        const auto count = static_cast<double>(positions.size());
        best.wall = std::max(best.wall, count / took.count());
        best.core = std::max(best.core, count / worked);
    }
    return best;
}

void report(const Gazetteer& gazetteer, const char* what, const std::vector<LonLat>& positions) {
    const Rate nearest =
        per_second(positions, [&](LonLat at) { return gazetteer.nearest_town(at).has_value(); });
    const Rate inside =
        per_second(positions, [&](LonLat at) { return gazetteer.at(at).country.has_value(); });
    fmt::print("{}: {} positions\n", what, positions.size());
    fmt::print("  nearest town      {:>9.0f} a second, {:>9.0f} a core-second\n", nearest.wall,
               nearest.core);
    fmt::print("  country and unit  {:>9.0f} a second, {:>9.0f} a core-second\n", inside.wall,
               inside.core);
}

}  // namespace

int main(int argc, char* argv[]) {
    if (argc < 2) {
        fmt::print(stderr, "usage: where_bench GAZETTEER [COUNT]\n");
        return 2;
    }
    const Gazetteer gazetteer{argv[1]};
    const std::size_t count = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1'000'000;
    report(gazetteer, "globe", on_the_globe(count));
    report(gazetteer, "near towns", near_towns(gazetteer, count));
    return 0;
}
