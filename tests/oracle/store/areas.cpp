// SPDX-License-Identifier: MIT
//
// Holds an AreaSet against brute force: which areas a route meets, and how long it is in each.
//
//     areas_oracle AREAS POINTS ROUTES [SEED]
//
// Routes run between random points of the file, or of the whole globe ("globe": some of them on whole
// degrees, so that there are meridians, poles and antipodes among them). GeographicLib gives positions every two kilometres
// at most; between two of them each edge nearby is looked at in sixteen parts, and where the side
// changes, the crossing is found by halving. The even-odd rule at the middle of each stretch, on
// longitudes modulo 360, says whether it is inside. Nothing but the reading of files is shared with
// what is tested. Lengths may differ by 1 mm and a billionth; stretches of less than a millimetre
// count for neither. Fails on any other difference, and names the first ones.
#include "engine/base/parallel.hpp"
#include "engine/index/area_set.hpp"
#include "engine/ingest/read.hpp"

#include <fmt/format.h>
#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/GeodesicLine.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <numbers>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace tamga;
using geo::LonLat;
using GeographicLib::Geodesic;

struct Edge {
    LonLat from;
    double east = 0;  ///< To the other end, in -180..180.
    double north = 0;
    std::uint32_t area = 0;

    /// Of a position from the edge's start.
    double lon(LonLat p) const { return std::remainder(p.lon - from.lon, 360.0); }
    double side(LonLat p) const { return east * (p.lat - from.lat) - north * lon(p); }
};

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

std::vector<LonLat> points_of_file(const std::string& path) {
    std::vector<LonLat> points;
    for_each_feature(path, [&](const model::FeatureView& feature) {
        points.insert(points.end(), feature.positions.begin(), feature.positions.end());
    });
    return points;
}

std::vector<LonLat> points_on_globe(std::mt19937_64& random) {
    std::uniform_real_distribution<double> height{-1, 1};
    std::uniform_real_distribution<double> lon{-180, 180};
    std::vector<LonLat> points(10'000);
    for (std::size_t i = 0; i < points.size(); ++i) {
        points[i] = {.lon = lon(random), .lat = std::asin(height(random)) * 180 / std::numbers::pi};
        if (i % 10 == 0) {
            points[i] = {.lon = 30 * std::round(points[i].lon / 30),
                         .lat = 30 * std::round(points[i].lat / 30)};
        }
    }
    return points;
}

class BruteForce {
public:
    void add(const model::FeatureView& feature) {
        std::vector<Edge>& edges = areas_.emplace_back();
        for (std::size_t p = 0; p < feature.parts.size(); ++p) {
            const auto ring = feature.part(p);
            for (std::size_t i = 0; i < ring.size(); ++i) {
                const LonLat to = ring[(i + 1) % ring.size()];
                const bool along_pole = std::abs(to.lat) == 90 && ring[i].lat == to.lat;
                const double east = std::remainder(to.lon - ring[i].lon, 360.0);
                const Edge edge{ring[i], east, to.lat - ring[i].lat,
                                static_cast<std::uint32_t>(areas_.size() - 1)};
                if (!along_pole && (edge.east != 0 || edge.north != 0)) {
                    edges.push_back(edge);
                    put_in_cells(edge);
                }
            }
        }
    }

    /// Metres in each area that is met.
    std::map<std::uint32_t, double> inside(LonLat from, LonLat to) const {
        const auto line = Geodesic::WGS84().InverseLine(from.lat, from.lon, to.lat, to.lon);
        std::map<std::uint32_t, std::vector<double>> crossings;
        const int steps = static_cast<int>(line.Distance() / 2000) + 1;
        const double step_m = line.Distance() / steps;
        for (int step = 0; step < steps; ++step) {
            cross(line, step * step_m, (step + 1) * step_m, crossings);
        }
        std::map<std::uint32_t, double> lengths;
        for (std::uint32_t area = 0; area < areas_.size(); ++area) {
            std::vector<double>& at = crossings[area];
            std::ranges::sort(at);
            at.push_back(line.Distance());
            double begin = 0;
            double sum = 0;
            for (const double end : at) {
                if (end - begin > 1e-6 && holds(area, position(line, (begin + end) / 2))) {
                    sum += end - begin;
                }
                begin = end;
            }
            if (sum > 0) {
                lengths[area] = sum;
            }
        }
        return lengths;
    }

private:
    using Line = GeographicLib::GeodesicLine;
    using Crossings = std::map<std::uint32_t, std::vector<double>>;

    static LonLat position(const Line& line, double distance_m) {
        LonLat at;
        line.Position(distance_m, at.lat, at.lon);
        return at;
    }
    static int column(double lon) { return static_cast<int>(std::floor(lon)) + 720; }
    static int row(double lat) { return static_cast<int>(std::floor(lat)) + 90; }

    void put_in_cells(const Edge& edge) {
        const auto [west, east] = std::minmax({edge.from.lon, edge.from.lon + edge.east});
        const auto [south, north] = std::minmax({edge.from.lat, edge.from.lat + edge.north});
        for (int y = row(south); y <= row(north); ++y) {
            for (int x = column(west); x <= column(east); ++x) {
                cells_[static_cast<std::size_t>(y * 360 + x % 360)].push_back(edge);
            }
        }
    }

    /// Does an even number of edges lie to the north, or an odd one?
    bool holds(std::uint32_t area, LonLat p) const {
        bool odd = false;
        for (const Edge& edge : areas_[area]) {
            const double lon = edge.lon(p);
            const bool spans =
                edge.east > 0 ? lon >= 0 && lon < edge.east : lon < 0 && lon >= edge.east;
            odd ^= spans && edge.from.lat + edge.north * (lon / edge.east) > p.lat;
        }
        return odd;
    }

    static constexpr int parts = 16;
    /// Two kilometres of a route, and where their parts begin and end.
    struct Piece {
        const Line& line;
        double begin;
        double end;
        std::array<LonLat, parts + 1> at;
    };

    void cross(const Line& line, double begin, double end, Crossings& crossings) const {
        const LonLat p = position(line, begin);
        const LonLat q = position(line, end);
        // Two kilometres leave their chord by less than a thousandth of a degree, but at a pole.
        constexpr double margin = 1e-3;
        const double turn = std::remainder(q.lon - p.lon, 360.0);
        const bool near_pole = std::max(std::abs(p.lat), std::abs(q.lat)) > 89;
        const auto [west, east] = std::minmax({p.lon, p.lon + turn});
        const auto [south, north] = std::minmax(p.lat, q.lat);
        const int first = near_pole ? 0 : column(west - margin);
        const int last = near_pole ? 359 : column(east + margin);
        std::vector<const Edge*> nearby;
        for (int y = std::max(0, row(south - margin)); y <= std::min(180, row(north + margin));
             ++y) {
            for (int x = first; x <= last; ++x) {
                for (const Edge& edge : cells_[static_cast<std::size_t>(y * 360 + x % 360)]) {
                    const auto [low, high] =
                        std::minmax({edge.from.lat, edge.from.lat + edge.north});
                    const bool beside =
                        edge.side(p) * edge.side(q) > 0 &&
                        std::abs(edge.side(p)) > margin * std::hypot(edge.east, edge.north);
                    if (low <= north + margin && high >= south - margin && (near_pole || !beside)) {
                        nearby.push_back(&edge);
                    }
                }
            }
        }
        if (!nearby.empty()) {
            Piece piece{line, begin, end, {}};
            for (int part = 0; part <= parts; ++part) {
                piece.at.at(std::size_t(part)) =
                    position(line, begin + (end - begin) * part / parts);
            }
            for (const Edge* edge : nearby) {
                cross(piece, *edge, crossings[edge->area]);
            }
        }
    }

    static void cross(const Piece& piece, const Edge& edge, std::vector<double>& at) {
        for (std::size_t part = 0; part < parts; ++part) {
            const bool from_left = edge.side(piece.at.at(part)) > 0;
            if (from_left == (edge.side(piece.at.at(part + 1)) > 0)) {
                continue;
            }
            const double size = (piece.end - piece.begin) / parts;
            double low = piece.begin + size * static_cast<double>(part);
            double high = low + size;
            while (high - low > 1e-7) {
                const double middle = (low + high) / 2;
                const bool is_left = edge.side(position(piece.line, middle)) > 0;
                (is_left == from_left ? low : high) = middle;
            }
            if (is_beside(edge, position(piece.line, low))) {
                at.push_back(low);
            }
        }
    }

    static bool is_beside(const Edge& edge, LonLat p) {
        const double along = std::abs(edge.east) > std::abs(edge.north)
                                 ? edge.lon(p) / edge.east
                                 : (p.lat - edge.from.lat) / edge.north;
        const double margin = 1e-7 / std::hypot(edge.east, edge.north);
        return along > -margin && along < 1 + margin;
    }

    std::vector<std::vector<Edge>> areas_;
    std::vector<std::vector<Edge>> cells_{181 * 360};
};

std::map<std::uint32_t, double> lengths(const index::AreaSet& set, LonLat from, LonLat to) {
    std::vector<index::Stay> stays;
    set.stays(from, to, stays);
    std::map<std::uint32_t, double> lengths;
    for (const index::Stay& stay : stays) {
        lengths[stay.area] += stay.length_m;
    }
    std::vector<std::uint32_t> met;
    set.met_by(from, to, met);
    const bool same = std::ranges::equal(met, lengths, {}, {}, [](auto& l) { return l.first; });
    if (!same) {
        lengths[~0U] = 1e9;  // met_by() and stays() differ.
    }
    return lengths;
}

/// The first area of which two answers differ.
std::string difference(const std::map<std::uint32_t, double>& ours,
                       const std::map<std::uint32_t, double>& theirs) {
    std::map<std::uint32_t, std::pair<double, double>> both;
    for (const auto& [area, length] : ours) {
        both[area].first = length;
    }
    for (const auto& [area, length] : theirs) {
        both[area].second = length;
    }
    for (const auto& [area, pair] : both) {
        if (std::abs(pair.first - pair.second) > 1e-3 + 1e-9 * pair.second) {
            return fmt::format("area {}: {:.6f} m, by brute force {:.6f} m", area, pair.first,
                               pair.second);
        }
    }
    return {};
}

}  // namespace

int main(int argc, char* argv[]) {
    if (argc < 4) {
        fmt::print(stderr, "areas_oracle AREAS POINTS ROUTES [SEED]\n");
        return 2;
    }
    index::AreaSet set;
    BruteForce brute;
    for_each_feature(argv[1], [&](const model::FeatureView& feature) {
        index::Area area;
        area.add(feature);
        set.add(area);
        brute.add(feature);
    });
    set.build();
    const std::size_t count = std::strtoul(argv[3], nullptr, 10);
    std::mt19937_64 random{argc > 4 ? std::strtoul(argv[4], nullptr, 10) : 1};
    const std::vector<LonLat> points =
        argv[2] == std::string{"globe"} ? points_on_globe(random) : points_of_file(argv[2]);
    std::vector<std::pair<LonLat, LonLat>> routes(count);
    for (auto& [from, to] : routes) {
        from = points[random() % points.size()];
        to = points[random() % points.size()];
    }
    std::atomic<std::size_t> pairs = 0;  // Only counted, by many threads.
    std::vector<std::string> wrong(count);
    base::parallel_for(count, [&](std::size_t i) {
        const auto& [from, to] = routes[i];
        const auto theirs = brute.inside(from, to);
        pairs += theirs.size();
        wrong[i] = difference(lengths(set, from, to), theirs);
    });
    std::size_t differ = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (!wrong[i].empty() && ++differ <= 10) {
            const auto& [from, to] = routes[i];
            fmt::print("{},{} to {},{}: {}\n", from.lat, from.lon, to.lat, to.lon, wrong[i]);
        }
    }
    fmt::print("{} routes, {} areas, {} pairs: {} routes differ\n", count, set.size(), pairs.load(),
               differ);
    return differ == 0 && pairs > 0 ? 0 : 1;
}
