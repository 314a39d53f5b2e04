// SPDX-License-Identifier: MIT
//
// Cells of H3 (h3geo.org): hexagons within hexagons on the faces of an icosahedron, each face seen
// from the centre of the Earth (a gnomonic projection). A cell's name is that of a cell of
// resolution 0 and one of seven directions a resolution.
#include "engine/base/text.hpp"
#include "engine/coordinate/h3_grid.hpp"
#include "engine/coordinate/notation.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace tamga::coordinate {
namespace {

using std::numbers::pi;

struct Vector {
    double x = 0;
    double y = 0;
    double z = 0;
};

Vector operator+(const Vector& a, const Vector& b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
Vector operator*(const Vector& a, double s) { return {a.x * s, a.y * s, a.z * s}; }
double dot(const Vector& a, const Vector& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
Vector cross(const Vector& a, const Vector& b) {
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
Vector normal(const Vector& a) { return a * (1 / std::sqrt(dot(a, a))); }

Vector corner(std::uint8_t number) {
    const geo::LonLat at = h3::corners()[number];
    const double lat = at.lat * pi / 180;
    const double lon = at.lon * pi / 180;
    return {std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
}

/// A place on the plane of a face, in distances between cells of resolution 0. A corner is 2 away
/// from the middle of its face, the middle of an edge 1.
struct Point {
    double x = 0;
    double y = 0;
};

Point polar(double radius, double degrees) {
    return {radius * std::cos(degrees * pi / 180), radius * std::sin(degrees * pi / 180)};
}

/// A face, its x axis pointing to the first of its corners; the second is a third of a turn
/// further, counter-clockwise.
class Face {
public:
    explicit Face(std::array<std::uint8_t, 3> corners)
        : corners_{corners},
          middle_{normal(corner(corners[0]) + corner(corners[1]) + corner(corners[2]))} {
        const Vector first = corner(corners[0]);
        x_ = normal(first + middle_ * -dot(first, middle_));
        y_ = cross(middle_, x_);
    }

    /// The place on the globe, as degrees.
    geo::LonLat unprojected(Point at) const {
        const double unit =
            (3 - std::sqrt(5)) / 2;  // Half the tangent from the middle to a corner.
        const Vector v = middle_ + x_ * (at.x * unit) + y_ * (at.y * unit);
        return {.lon = std::atan2(v.y, v.x) * 180 / pi,
                .lat = std::atan2(v.z, std::hypot(v.x, v.y)) * 180 / pi};
    }

    /// The face on the other side of the edge between corners `a` and `b` of this one, turned so
    /// that `first` is its first corner; that of no corner here is the far one.
    Face beyond(std::size_t a, std::size_t b, bool far_first) const {
        for (auto corners : h3::faces()) {
            const auto at = [&](std::uint8_t wanted) { return std::ranges::find(corners, wanted); };
            const bool shares =
                at(corners_[a]) != corners.end() && at(corners_[b]) != corners.end();
            const bool same = std::ranges::all_of(corners, [this](std::uint8_t each) {
                return std::ranges::count(corners_, each) == 1;
            });
            if (shares && !same) {
                const auto far = std::ranges::find_if(corners, [&](std::uint8_t each) {
                    return each != corners_[a] && each != corners_[b];
                });
                std::ranges::rotate(corners, far_first ? far : at(corners_[a]));
                return Face{corners};
            }
        }
        return *this;  // There is always one.
    }

private:
    std::array<std::uint8_t, 3> corners_;
    Vector middle_;
    Vector x_;
    Vector y_;
};

/// The directions of the digits 1 to 6 in degrees: k, j, jk, i, ik, ij.
constexpr std::array<double, 7> digit_degrees{0, 240, 120, 180, 0, 300, 60};

struct Cell {
    int resolution = 0;
    std::size_t base = 0;
    std::array<std::uint8_t, 15> digits{};

    std::span<const std::uint8_t> used() const {
        return std::span{digits}.first(static_cast<std::size_t>(resolution));
    }
    /// The first digit that is not 0, or 0.
    std::uint8_t leading() const {
        const auto first = std::ranges::find_if(used(), [](std::uint8_t d) { return d != 0; });
        return first == used().end() ? std::uint8_t{0} : *first;
    }
};

/// The steps from the middle of the base cell, each shorter by the root of 7 than the one before;
/// every other grid is turned by asin(sqrt(3/28)).
Point steps(const Cell& cell) {
    const double turn = std::asin(std::sqrt(3.0 / 28)) * 180 / pi;
    Point sum;
    for (std::size_t i = 0; i < cell.used().size(); ++i) {
        const std::uint8_t digit = cell.digits[i];
        if (digit != 0) {
            const auto level = static_cast<double>(i + 1);
            const double degrees = digit_degrees[digit] + (i % 2 == 0 ? turn : 0);
            const Point step = polar(std::pow(7.0, -level / 2), degrees);
            sum = {sum.x + step.x, sum.y + step.y};
        }
    }
    return sum;
}

/// A point of the plane that may lie beyond an edge of the face: then it is a point of the face
/// there, as if that were folded into the plane.
geo::LonLat unfolded(const Face& face, Point at) {
    for (std::size_t edge = 0; edge < 3; ++edge) {
        const Point out = polar(1, 60 + 120 * static_cast<double>(edge));
        if (at.x * out.x + at.y * out.y > 1 + 1e-12) {
            const Face next = face.beyond(edge, (edge + 1) % 3, true);
            const Point from{at.x - 2 * out.x, at.y - 2 * out.y};
            return next.unprojected(
                {from.x * out.x + from.y * out.y, from.y * out.x - from.x * out.y});
        }
    }
    return face.unprojected(at);
}

/// A pentagon has a sixth of a turn less than the plane around it: its sectors, clockwise, are the
/// five faces at its corner.
geo::LonLat around_corner(Face face, const Cell& cell, Point offset) {
    if (cell.leading() == 0) {
        return face.unprojected({2, 0});
    }
    double nominal = digit_degrees[cell.leading()];
    nominal -= nominal == 300 ? 360 : 0;
    const double seen = std::atan2(offset.y, offset.x) * 180 / pi;
    const double degrees = nominal + std::remainder(seen - nominal, 360);
    const auto sector = static_cast<int>(std::floor((180 - degrees) / 60 + 0.5));
    for (int turned = 0; turned < (sector + 5) % 5; ++turned) {
        face = face.beyond(0, 1, false);
    }
    const double within = degrees - (180 - 60 * sector);
    const Point at = polar(std::hypot(offset.x, offset.y), 180 + within);
    return face.unprojected({2 + at.x, at.y});
}

bool is_pentagon(const h3::BaseCell& base) { return base.i == 2; }

geo::LonLat middle_of(const Cell& cell) {
    const h3::BaseCell& base = h3::base_cells()[cell.base];
    const Face face{h3::faces()[base.face]};
    const Point offset = steps(cell);
    if (is_pentagon(base)) {
        return around_corner(face, cell, offset);
    }
    return unfolded(face, {base.i - base.j / 2.0 + offset.x, base.j * std::sqrt(3) / 2 + offset.y});
}

/// Takes the bits apart: mode 1, resolution, base cell, and fifteen digits of three bits, 7 where
/// there is none.
std::optional<Cell> parsed(std::uint64_t bits) {
    Cell cell{.resolution = static_cast<int>(bits >> 52U & 0xFU), .base = bits >> 45U & 0x7FU};
    if (bits >> 56U != 0x08 || cell.base >= h3::base_cells().size()) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < cell.digits.size(); ++i) {
        cell.digits[i] = static_cast<std::uint8_t>(bits >> (42 - 3 * i) & 7U);
        const bool used = static_cast<int>(i) < cell.resolution;
        if (used != (cell.digits[i] != 7)) {
            return std::nullopt;
        }
    }
    const bool missing = is_pentagon(h3::base_cells()[cell.base]) && cell.leading() == 1;
    return missing ? std::nullopt : std::optional{cell};
}

}  // namespace

Attempt read_h3(std::string_view text) {
    const bool labelled = base::ascii_lower(text).starts_with("h3:");
    text = base::trimmed(text.substr(labelled ? 3 : 0));
    std::uint64_t bits = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, bits, 16);
    const bool hex = error == std::errc{} && stop == end && text.size() == 15;
    const auto cell = hex ? parsed(bits) : std::nullopt;
    if (!cell) {
        return labelled ? Attempt{Refusal{"an H3 cell is 15 hexadecimal digits, as in "
                                          "8920a92eb27ffff"}}
                        : std::nullopt;
    }
    const geo::LonLat middle = middle_of(*cell);
    constexpr double edge_deg = 11.52;  // Of a hexagon of resolution 0, on average.
    const double unit = 2 * edge_deg * std::pow(7.0, -cell->resolution / 2.0);
    return finish(computed(middle.lat, unit), computed(middle.lon, unit), "h3");
}

}  // namespace tamga::coordinate
