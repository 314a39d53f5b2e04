// SPDX-License-Identifier: MIT
#include "tests/unit/bake/date_line.hpp"

#include "engine/geo/geodesic.hpp"
#include "engine/geo/mercator.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>

namespace tamga::tests {
namespace {

class DateLine {
public:
    explicit DateLine(const Drawing& drawing)
        : drawing_{drawing}, world_{512 * std::ldexp(1, drawing.zoom)} {}

    DateLineFindings run() {
        for (const DrawnLine& line : drawing_.lines) {
            ++findings_.lines;
            const auto from = drawing_.places.find(line.from);
            const auto to = drawing_.places.find(line.to);
            if (from == drawing_.places.end() || to == drawing_.places.end()) {
                fault(line, "has an end that is no place");
            } else if (line.pieces != 1) {
                fault(line, fmt::format("is in {} pieces", line.pieces));
            } else {
                look_at(line, from->second, to->second);
            }
        }
        return std::move(findings_);
    }

private:
    void fault(const DrawnLine& line, const std::string& what) {
        findings_.faults.push_back(
            fmt::format("line {} from {} to {} {}", line.id, line.from, line.to, what));
    }

    geo::LonLat position(Pixel p) const {
        return geo::lonlat({.x = p.x / world_, .y = p.y / world_});
    }

    /// The same place of the map, whichever copy of the world it is in.
    bool meets(Pixel a, Pixel b) const {
        return std::abs(std::remainder(a.x - b.x, world_)) <= 1 && std::abs(a.y - b.y) <= 1;
    }

    void look_at(const DrawnLine& line, Pixel from, Pixel to) {
        const Pixel first = line.points.front();
        const Pixel last = line.points.back();
        if (!meets(first, from) || !meets(last, to)) {
            fault(line, "does not begin and end at its places");
        }
        const geo::GeodesicLine way{position(from), position(to)};
        const double degrees = way.unrolled_at(1).lon - way.unrolled_at(0).lon;
        if (std::abs((last.x - first.x) - degrees / 360 * world_) > 2) {
            fault(line, fmt::format("goes {:.1f} pixels to the east, not {:.1f}", last.x - first.x,
                                    degrees / 360 * world_));
        }
        const auto crossing = crossing_of(way);
        findings_.over_it += crossing ? 1U : 0U;
        const std::size_t expected = crossing ? 1 : 0;
        if (line.date_line_y.size() != expected) {
            fault(line, fmt::format("crosses the date line {} times, not {}",
                                    line.date_line_y.size(), expected));
        } else if (crossing && std::abs(line.date_line_y[0] - *crossing) > 1) {
            fault(line, fmt::format("crosses the date line at pixel {:.2f}, not {:.2f}",
                                    line.date_line_y[0], *crossing));
        }
    }

    /// How far down the map the geodesic crosses 180 degrees, if it does.
    std::optional<double> crossing_of(const geo::GeodesicLine& way) const {
        const auto turn = [&](double t) {
            return std::floor((way.unrolled_at(t).lon + 180) / 360);
        };
        double low = 0;
        double high = 1;
        if (turn(low) == turn(high)) {
            return std::nullopt;
        }
        for (int i = 0; i < 60; ++i) {
            const double middle = (low + high) / 2;
            (turn(middle) == turn(0) ? low : high) = middle;
        }
        return geo::mercator(way.unrolled_at(low)).y * world_;
    }

    const Drawing& drawing_;
    double world_;  ///< Its width in pixels.
    DateLineFindings findings_;
};

}  // namespace

DateLineFindings look_at_date_line(const Drawing& drawing) { return DateLine{drawing}.run(); }

}  // namespace tamga::tests
