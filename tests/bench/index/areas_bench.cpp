// SPDX-License-Identifier: MIT
//
// How long an AreaSet takes for the questions of migration research, on all cores: which areas hold
// each of many towns, which routes between towns meet one area and how far they are in it, and the
// same for all areas in one call.
//
//     areas_bench AREAS TOWNS [COLUMN=NAME]
//
// AREAS is a file of polygons, TOWNS one of points; of the polygons, the last word names one
// (name=Kazakhstan). Each time is the best of five. In the same run, by what a program without an
// library does that has no geodesics through areas: GeographicLib's positions every 10 km of a route
// (of a hundred routes, for all), each held against Boost.Geometry's R-tree of the areas' boxes and
// its polygons. That finds most areas and no lengths; a ratio above 1 says that ours is faster.
#include "engine/base/parallel.hpp"
#include "engine/geo/geodesic.hpp"
#include "engine/index/area_set.hpp"
#include "engine/ingest/read.hpp"

#include <fmt/format.h>
#include <boost/geometry/algorithms/covered_by.hpp>
#include <boost/geometry/algorithms/envelope.hpp>
#include <boost/geometry/algorithms/intersects.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/multi_polygon.hpp>
#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/geometries/polygon.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/geometry/strategies/strategies.hpp>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <limits>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace {

namespace bg = boost::geometry;
using namespace tamga;
using geo::LonLat;
using Point = bg::model::point<double, 2, bg::cs::cartesian>;
using Polygon = bg::model::polygon<Point>;
using Polygons = bg::model::multi_polygon<Polygon>;
using Box = bg::model::box<Point>;

void for_each_feature(const std::string& path,
                      const std::function<void(const model::FeatureView&)>& use) {
    ingest::read({.path = path}, [&](model::Features&& batch) -> ingest::Finish {
        auto kept = std::make_shared<model::Features>(std::move(batch));
        return [&use, kept] {
            for (std::size_t i = 0; i < kept->size(); ++i) {
                use((*kept)[i]);
            }
        };
    });
}

/// The same areas for us and for Boost.Geometry.
struct Areas {
    index::AreaSet set;
    std::vector<Polygons> peers;
    bg::index::rtree<std::pair<Box, std::uint32_t>, bg::index::rstar<16>> boxes;

    void add(const model::FeatureView& feature) {
        index::Area area;
        area.add(feature);
        set.add(area);
        Polygons& peer = peers.emplace_back();
        for (std::size_t i = 0; i < feature.parts.size(); ++i) {
            if (!feature.parts[i].hole) {
                peer.emplace_back();
            }
            auto& ring =
                feature.parts[i].hole ? peer.back().inners().emplace_back() : peer.back().outer();
            for (const LonLat at : feature.part(i)) {
                ring.emplace_back(at.lon, at.lat);
            }
            ring.push_back(ring.front());
        }
    }
    void build_peers() {
        for (std::uint32_t i = 0; i < peers.size(); ++i) {
            boxes.insert({bg::return_envelope<Box>(peers[i]), i});
        }
    }
    void peer_at(LonLat position, std::vector<std::uint32_t>& found) const {
        const Point point{position.lon, position.lat};
        for (auto at = boxes.qbegin(bg::index::intersects(point)); at != boxes.qend(); ++at) {
            if (bg::covered_by(point, peers[at->second])) {
                found.push_back(at->second);
            }
        }
    }
};

struct Route {
    LonLat from;
    LonLat to;
};

std::vector<Route> routes_between(const std::vector<LonLat>& towns, std::size_t count) {
    std::mt19937_64 random{1};
    std::vector<Route> routes(count);
    for (Route& route : routes) {
        route = {towns[random() % towns.size()], towns[random() % towns.size()]};
    }
    return routes;
}

/// By the clock, and by what all cores worked: the same on a machine with other work to do.
struct Seconds {
    double wall = std::numeric_limits<double>::infinity();
    double work = std::numeric_limits<double>::infinity();
};

Seconds best_seconds(int rounds, const std::function<void()>& work) {
    Seconds best;
    for (int round = 0; round < rounds; ++round) {
        const auto start = std::chrono::steady_clock::now();
        const std::clock_t worked = std::clock();
        work();
        best.work =
            std::min(best.work, static_cast<double>(std::clock() - worked) / CLOCKS_PER_SEC);
        const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
        best.wall = std::min(best.wall, taken.count());
    }
    return best;
}

struct Sum {
    std::size_t pairs = 0;
    double length_m = 0;
};

/// Adds up work(i) for all i below `count`, in blocks on all cores.
Sum in_parallel(std::size_t count,
                const std::function<void(std::size_t, std::size_t, Sum&)>& work) {
    constexpr std::size_t block = 1000;
    std::vector<Sum> sums((count + block - 1) / block);
    base::parallel_for(sums.size(), [&](std::size_t b) {
        work(b * block, std::min(count, (b + 1) * block), sums[b]);
    });
    Sum all;
    for (const Sum& sum : sums) {
        all.pairs += sum.pairs;
        all.length_m += sum.length_m;
    }
    return all;
}

void report(const std::string& what, Seconds ours, Seconds theirs, const Sum& sum) {
    fmt::print(
        "{:<32} {:>8.1f} ms, {:>8.1f} ms of work   peer {:>9.0f} ms of work, ratio {:>6.0f}   "
        "{} pairs, {:.3f} km\n",
        what, ours.wall * 1e3, ours.work * 1e3, theirs.work * 1e3, theirs.work / ours.work,
        sum.pairs, sum.length_m / 1e3);
}

void ask_for_towns(const Areas& areas, const std::vector<LonLat>& towns) {
    Sum sum;
    const Seconds ours = best_seconds(5, [&] {
        sum = in_parallel(towns.size(), [&](std::size_t begin, std::size_t end, Sum& part) {
            std::vector<index::Hit> hits;
            for (std::size_t i = begin; i < end; ++i) {
                areas.set.at(towns[i], hits);
                part.pairs += hits.size();
            }
        });
    });
    const Seconds theirs = best_seconds(1, [&] {
        in_parallel(towns.size(), [&](std::size_t begin, std::size_t end, Sum& part) {
            std::vector<std::uint32_t> found;
            for (std::size_t i = begin; i < end; ++i) {
                found.clear();
                areas.peer_at(towns[i], found);
                part.pairs += found.size();
            }
        });
    });
    report(fmt::format("{} towns in areas", towns.size()), ours, theirs, sum);
}

/// Of a few routes, for all.
Seconds peer_seconds(const Areas& areas, const std::vector<Route>& routes) {
    constexpr std::size_t asked = 100;
    Seconds seconds = best_seconds(1, [&] {
        in_parallel(asked, [&](std::size_t begin, std::size_t end, Sum& part) {
            std::vector<std::uint32_t> found;
            for (std::size_t i = begin; i < end; ++i) {
                found.clear();
                const geo::GeodesicLine line{routes[i].from, routes[i].to};
                const auto steps = static_cast<int>(line.length_m() / 10'000) + 1;
                for (int step = 0; step <= steps; ++step) {
                    areas.peer_at(line.at(static_cast<double>(step) / steps), found);
                }
                part.pairs += found.size();
            }
        });
    });
    seconds.work *= static_cast<double>(routes.size()) / asked;
    return seconds;
}

void ask_for_routes(const Areas& areas, const std::vector<Route>& routes, const char* what) {
    Sum sum;
    const Seconds met = best_seconds(5, [&] {
        sum = in_parallel(routes.size(), [&](std::size_t begin, std::size_t end, Sum& part) {
            std::vector<std::uint32_t> found;
            for (std::size_t i = begin; i < end; ++i) {
                areas.set.met_by(routes[i].from, routes[i].to, found);
                part.pairs += found.size();
            }
        });
    });
    const Seconds theirs = peer_seconds(areas, routes);
    report(fmt::format("{} routes meet {}", routes.size(), what), met, theirs, sum);
    const Seconds lengths = best_seconds(5, [&] {
        sum = in_parallel(routes.size(), [&](std::size_t begin, std::size_t end, Sum& part) {
            std::vector<index::Stay> stays;
            for (std::size_t i = begin; i < end; ++i) {
                areas.set.stays(routes[i].from, routes[i].to, stays);
                for (std::size_t s = 0; s < stays.size(); ++s) {
                    part.pairs += std::none_of(stays.begin(), stays.begin() + std::ptrdiff_t(s),
                                               [&](const index::Stay& other) {
                                                   return other.area == stays[s].area;
                                               })
                                      ? 1U
                                      : 0U;
                    part.length_m += stays[s].length_m;
                }
            }
        });
    });
    report("   with entry, exit and length", lengths, theirs, sum);
}

}  // namespace

int main(int argc, char* argv[]) {
    if (argc < 3) {
        fmt::print(stderr, "areas_bench AREAS TOWNS [COLUMN=NAME]\n");
        return 2;
    }
    const std::string wanted = argc > 3 ? argv[3] : "name=Kazakhstan";
    Areas all;
    Areas one;
    for_each_feature(argv[1], [&](const model::FeatureView& feature) {
        all.add(feature);
        for (const model::Attribute& attribute : feature.attributes) {
            const auto* text = std::get_if<std::string_view>(&attribute.value);
            if (text != nullptr && fmt::format("{}={}", attribute.name, *text) == wanted) {
                one.add(feature);
            }
        }
    });
    std::vector<LonLat> towns;
    for_each_feature(argv[2], [&](const model::FeatureView& feature) {
        towns.insert(towns.end(), feature.positions.begin(), feature.positions.end());
    });
    const auto start = std::chrono::steady_clock::now();
    all.set.build();
    const std::chrono::duration<double> built = std::chrono::steady_clock::now() - start;
    fmt::print("{} areas, {} towns; the areas are built in {:.0f} ms\n", all.set.size(),
               towns.size(), built.count() * 1e3);
    one.set.build();
    all.build_peers();
    one.build_peers();
    ask_for_towns(all, towns);
    ask_for_routes(one, routes_between(towns, 200'000), "one area");
    ask_for_routes(all, routes_between(towns, 20'000), "all areas");
}
