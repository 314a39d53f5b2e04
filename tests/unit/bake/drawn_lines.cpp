// SPDX-License-Identifier: MIT
#include "tests/unit/bake/drawn_lines.hpp"

#include "engine/archive/archive.hpp"
#include "engine/mvt/decode.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <variant>

namespace tamga::tests {
namespace {

/// On the grid of all tiles of a zoom.
using Point = std::pair<std::int64_t, std::int64_t>;
using Edges = std::map<Point, Point>;  ///< Directed, by where they begin.

struct Gathered {
    DrawnLine line;
    Edges edges;
};

double number_of(const std::vector<model::Attribute>& attributes, const char* name) {
    for (const auto& [key, value] : attributes) {
        if (key == name) {
            const auto* whole = std::get_if<std::int64_t>(&value);
            const auto* real = std::get_if<double>(&value);
            return whole != nullptr ? static_cast<double>(*whole) : real != nullptr ? *real : 0;
        }
    }
    return 0;
}

class Gatherer {
public:
    Gatherer(const std::string& tileset, std::string layer, int zoom)
        : reader_{archive::open(tileset)}, layer_{std::move(layer)} {
        drawing_.zoom = zoom;
    }

    Drawing run() {
        reader_->visit([this](tile::TileId id, std::uint64_t) {
            if (static_cast<int>(id.zoom) == drawing_.zoom) {
                read(id);
            }
        });
        for (auto& [id, gathered] : lines_) {
            join(gathered);
            drawing_.lines.push_back(std::move(gathered.line));
        }
        std::ranges::stable_sort(drawing_.lines,
                                 [](const auto& a, const auto& b) { return a.weight > b.weight; });
        return std::move(drawing_);
    }

private:
    std::int64_t width() const { return extent_ << drawing_.zoom; }

    Pixel pixel(Point p, std::int64_t turns) const {
        const double scale = 512.0 / static_cast<double>(extent_);
        return {static_cast<double>(p.first + turns * width()) * scale,
                static_cast<double>(p.second) * scale};
    }

    void read(tile::TileId id) {
        const auto stored = reader_->tile(id);
        const Bytes bytes = mvt::unpacked(stored.value());
        for (const mvt::Layer& layer : mvt::decode(bytes)) {
            extent_ = layer.extent;
            for (const mvt::Feature& feature : layer.features) {
                if (layer.name == layer_) {
                    add_line(id, layer, feature);
                } else if (layer.name == layer_ + "_places") {
                    add_place(id, feature);
                }
            }
        }
    }

    void add_place(tile::TileId id, const mvt::Feature& feature) {
        for (const auto& p : mvt::geometry_of(feature).points) {
            if (p.x >= 0 && p.y >= 0 && p.x < extent_ && p.y < extent_) {
                drawing_.places[feature.id.value()] =
                    pixel({id.x * extent_ + p.x, id.y * extent_ + p.y}, 0);
            }
        }
    }

    void add_line(tile::TileId id, const mvt::Layer& layer, const mvt::Feature& feature) {
        Gathered& gathered = lines_[feature.id.value()];
        const auto attributes = mvt::attributes_of(layer, feature);
        gathered.line.id = feature.id.value();
        gathered.line.from = static_cast<std::uint64_t>(number_of(attributes, "from_id"));
        gathered.line.to = static_cast<std::uint64_t>(number_of(attributes, "to_id"));
        gathered.line.weight = number_of(attributes, "count");
        gathered.line.beside = number_of(attributes, "side") > 0;
        const mvt::Geometry geometry = mvt::geometry_of(feature);
        for (std::size_t part = 0; part < geometry.parts.size(); ++part) {
            const auto points = geometry.part(part);
            for (std::size_t i = 1; i < points.size(); ++i) {
                add_edge(id, points[i - 1], points[i], gathered.edges);
            }
        }
    }

    /// Keeps what lies in the tile itself: what its buffer shows belongs to a neighbour.
    void add_edge(tile::TileId id, mvt::GridPoint a, mvt::GridPoint b, Edges& edges) const {
        const auto inside = [this](std::int64_t sum) { return sum >= 0 && sum <= 2 * extent_; };
        if (inside(std::int64_t{a.x} + b.x) && inside(std::int64_t{a.y} + b.y)) {
            edges[{id.x * extent_ + a.x, id.y * extent_ + a.y}] = {id.x * extent_ + b.x,
                                                                   id.y * extent_ + b.y};
        }
    }

    /// The point of the map's other side, for one on its east or west edge.
    Point other_side(Point p) const { return {width() - p.first, p.second}; }
    bool on_date_line(Point p) const { return p.first == 0 || p.first == width(); }

    void join(Gathered& gathered) const {
        Edges& edges = gathered.edges;
        std::set<Point> ends;
        for (const auto& [from, to] : edges) {
            ends.insert(to);
            if (on_date_line(to)) {
                ends.insert(other_side(to));
            }
        }
        while (!edges.empty()) {
            const auto first = std::ranges::find_if(
                edges, [&](const auto& edge) { return !ends.contains(edge.first); });
            ++gathered.line.pieces;
            follow(first == edges.end() ? edges.begin()->first : first->first, gathered);
        }
    }

    void follow(Point at, Gathered& gathered) const {
        std::int64_t turns = 0;
        gathered.line.points.push_back(pixel(at, turns));
        while (true) {
            auto next = gathered.edges.find(at);
            if (next == gathered.edges.end() && on_date_line(at)) {
                next = gathered.edges.find(other_side(at));
                if (next != gathered.edges.end()) {
                    turns += at.first == 0 ? -1 : 1;
                    gathered.line.date_line_y.push_back(pixel(at, 0).y);
                }
            }
            if (next == gathered.edges.end()) {
                return;
            }
            at = next->second;
            gathered.edges.erase(next);
            gathered.line.points.push_back(pixel(at, turns));
        }
    }

    std::unique_ptr<archive::Reader> reader_;
    std::string layer_;
    std::int64_t extent_ = 4096;
    std::map<std::uint64_t, Gathered> lines_;
    Drawing drawing_;
};

}  // namespace

Drawing read_drawing(const std::string& tileset, const std::string& layer, int zoom) {
    return Gatherer{tileset, layer, zoom}.run();
}

}  // namespace tamga::tests
