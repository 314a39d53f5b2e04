// SPDX-License-Identifier: MIT
#include "engine/store/questions/screen.hpp"

#include "engine/geo/geodesic.hpp"
#include "engine/geo/orientation.hpp"
#include "engine/index/area_set.hpp"
#include "engine/index/surroundings.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace tamga::store {
namespace {

// As for areas: a chord of 64 m leaves its geodesic by 0.08 mm times the tangent of the latitude.
constexpr double chord_m = 64;
constexpr double chord_lon_deg = 1;

/// A line that is drawn past 180 is met from both sides.
constexpr std::array turns{0.0, 360.0, -360.0};

geo::LonLat turned(geo::LonLat position, double turn) {
    return {.lon = position.lon + turn, .lat = position.lat};
}

/// What is on the line is on its left.
bool is_left(geo::LonLat from, geo::LonLat to, geo::LonLat p) {
    return geo::orientation(from, to, p) >= 0;
}

/// How far along from-to, which it crosses, the line through `a` and `b` is met.
double fraction_at(geo::LonLat from, geo::LonLat to, geo::LonLat a, geo::LonLat b) {
    const double lon = b.lon - a.lon;
    const double lat = b.lat - a.lat;
    const double before = lon * (from.lat - a.lat) - lat * (from.lon - a.lon);
    const double behind = lon * (to.lat - a.lat) - lat * (to.lon - a.lon);
    return before == behind ? 0 : std::clamp(before / (before - behind), 0.0, 1.0);
}

}  // namespace

/// Halves a geodesic until a piece is far from every line, or short enough to be a chord.
class ScreenWalk {
public:
    ScreenWalk(const geo::GeodesicLine& route, const Screen& screen)
        : route_{route}, screen_{screen} {
        search(sample(0), sample(1));
    }

    /// What is at one place is one crossing, or a touch.
    Screen::Count count() {
        std::ranges::sort(crossings_, {}, &Crossing::fraction);
        Screen::Count count;
        for (std::size_t i = 0; i < crossings_.size();) {
            const double begin = crossings_[i].fraction;
            int sum = 0;
            while (i < crossings_.size() &&
                   (crossings_[i].fraction - begin) * route_.length_m() <= index::touch_m) {
                sum += crossings_[i++].to_right ? 1 : -1;
            }
            count.to_right += sum > 0 ? 1 : 0;
            count.to_left += sum < 0 ? 1 : 0;
        }
        return count;
    }

private:
    struct Sample {
        double fraction = 0;
        geo::LonLat position;
    };
    struct Crossing {
        double fraction = 0;
        bool to_right = false;
    };

    Sample sample(double fraction) const { return {fraction, route_.at(fraction)}; }

    void search(const Sample& from, const Sample& to) {
        const double length_m = (to.fraction - from.fraction) * route_.length_m();
        const Sample middle = sample((from.fraction + to.fraction) / 2);
        const auto boxes = index::boxes_around(middle.position, length_m / 2 + index::touch_m);
        if (std::ranges::none_of(boxes, [&](auto& box) { return screen_.has_piece_near(box); })) {
            return;
        }
        const double lon = std::remainder(to.position.lon - from.position.lon, 360);
        const bool is_short = length_m <= chord_m && std::abs(lon) <= chord_lon_deg;
        if (is_short || length_m < index::touch_m) {
            add_chord(from, to, {.lon = from.position.lon + lon, .lat = to.position.lat});
            return;
        }
        search(from, middle);
        search(middle, to);
    }

    void add_chord(const Sample& from, const Sample& to, geo::LonLat end) {
        for (const double turn : turns) {
            const geo::LonLat a = turned(from.position, turn);
            const geo::LonLat b = turned(end, turn);
            screen_.tree_.search(index::box_of(a, b), [&](std::uint32_t number) {
                const Screen::Piece& piece = screen_.pieces_[number];
                const bool begins_left = is_left(piece.from, piece.to, a);
                const bool crosses = begins_left != is_left(piece.from, piece.to, b) &&
                                     is_left(a, b, piece.from) != is_left(a, b, piece.to);
                if (crosses) {
                    const double along = fraction_at(a, b, piece.from, piece.to);
                    crossings_.push_back(
                        {std::lerp(from.fraction, to.fraction, along), begins_left});
                }
                return true;
            });
        }
    }

    const geo::GeodesicLine& route_;
    const Screen& screen_;
    std::vector<Crossing> crossings_;
};

void Screen::add_line(std::span<const geo::LonLat> line) {
    double turn = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        // Whole turns are added to what is written, so that pieces meet in the very same position.
        const double step = line[i].lon - line[i - 1].lon;
        const double next = std::abs(step) > 180 ? turn - 360 * std::round(step / 360) : turn;
        pieces_.push_back({turned(line[i - 1], turn), turned(line[i], next)});
        turn = std::abs(next) > 360 ? 0 : next;
    }
}

void Screen::build() {
    std::vector<geo::Box> boxes;
    for (const Piece& piece : pieces_) {
        boxes.push_back(index::box_of(piece.from, piece.to));
    }
    tree_ = index::BoxTree{boxes};
}

bool Screen::has_piece_near(const geo::Box& window) const {
    return std::ranges::any_of(turns, [&](double turn) {
        return tree_.touches({turned(window.south_west, turn), turned(window.north_east, turn)});
    });
}

std::vector<geo::Box> Screen::windows() const {
    constexpr std::size_t most = 64;
    const std::size_t run = (pieces_.size() + most - 1) / most;
    std::vector<geo::Box> windows;
    for (std::size_t begin = 0; begin < pieces_.size(); begin += run) {
        geo::Box box = index::box_of(pieces_[begin].from, pieces_[begin].to);
        for (std::size_t i = begin; i < std::min(begin + run, pieces_.size()); ++i) {
            box = index::united(box, index::box_of(pieces_[i].from, pieces_[i].to));
        }
        for (const double turn : turns) {
            geo::Box part{turned(box.south_west, turn), turned(box.north_east, turn)};
            part.south_west.lon = std::max(part.south_west.lon, -180.0);
            part.north_east.lon = std::min(part.north_east.lon, 180.0);
            if (part.south_west.lon <= part.north_east.lon) {
                windows.push_back(part);
            }
        }
    }
    return windows;
}

Screen::Count Screen::count(geo::LonLat from, geo::LonLat to) const {
    const geo::GeodesicLine route{from, to};
    return route.length_m() <= 0 || tree_.empty() ? Count{} : ScreenWalk{route, *this}.count();
}

}  // namespace tamga::store
