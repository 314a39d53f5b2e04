// SPDX-License-Identifier: MIT
#include "engine/mvt/parse.hpp"

#include <fmt/format.h>
#include <protozero/varint.hpp>

#include <algorithm>
#include <limits>

namespace tamga::mvt {
namespace {

constexpr std::uint32_t move_to = 1;
constexpr std::uint32_t line_to = 2;
constexpr std::uint32_t close_path = 7;

/// More than any feature has in a tile.
constexpr std::size_t most_points = std::size_t{1} << 21;

struct Command {
    std::uint32_t id = 0;
    std::uint32_t count = 0;
};

/// Commands and parameters, one after the other (MVT 2.1, 4.3.1 and 4.3.2).
class Commands {
public:
    explicit Commands(ByteView bytes) : at_{as_text(bytes).data()}, end_{at_ + bytes.size()} {}

    bool more() const { return at_ != end_; }
    /// More points than there can be: each parameter takes one byte at least.
    std::size_t most() const { return static_cast<std::size_t>(end_ - at_) / 2; }
    bool has_room_for(std::uint32_t points) const { return points <= most(); }
    Command command() {
        const std::uint32_t integer = number();
        return {integer & 7, integer >> 3};
    }
    /// Moves the cursor by the next two parameters.
    GridPoint step() {
        x_ += protozero::decode_zigzag32(number());
        y_ += protozero::decode_zigzag32(number());
        return {held(x_), held(y_)};
    }

private:
    std::uint32_t number() {
        return static_cast<std::uint32_t>(protozero::decode_varint(&at_, end_));
    }
    static std::int32_t held(std::int64_t value) {
        using Limits = std::numeric_limits<std::int32_t>;
        return static_cast<std::int32_t>(
            std::clamp<std::int64_t>(value, Limits::min(), Limits::max()));
    }

    const char* at_;
    const char* end_;
    std::int64_t x_ = 0;
    std::int64_t y_ = 0;
};

/// Reads one feature's geometry. Each member that reads returns false if it cannot go on.
class GeometryParser {
public:
    GeometryParser(ByteView bytes, const Complain& complain)
        : commands_{bytes}, complain_{complain} {
        geometry_.points.reserve(std::min(commands_.most(), most_points));
    }

    void points() {
        const Command command = commands_.command();
        if (command.id != move_to || command.count == 0) {
            return fail("4.3.4.2", fmt::format("a point starts with command {} of count {}, not "
                                               "with a MoveTo",
                                               command.id, command.count));
        }
        if (!commands_.has_room_for(command.count)) {  // What is there can be read.
            complain_({Level::must, "4.3.1",
                       fmt::format("a MoveTo of {} points ends early", command.count)});
        }
        if (std::min<std::size_t>(command.count, commands_.most()) > most_points) {
            return too_many();
        }
        for (std::uint32_t i = 0; i < command.count && commands_.more(); ++i) {
            geometry_.points.push_back(commands_.step());
        }
        end_part();
        if (commands_.more()) {
            complain_({Level::must, "4.3.4.2", "a point goes on after its MoveTo"});
        }
    }

    void lines() {
        while (commands_.more()) {
            if (!move("4.3.4.3") || !draw("4.3.4.3", 1)) {
                return;
            }
            end_part();
        }
    }

    void rings() {
        while (commands_.more()) {
            if (!move("4.3.4.4") || !draw("4.3.4.4", 2) || !close()) {
                return;
            }
            end_ring();
        }
    }

    Geometry take() { return std::move(geometry_); }

private:
    void fail(std::string_view section, std::string message) {
        complain_({Level::fatal, section, std::move(message)});
    }

    void too_many() { fail("4.3", fmt::format("the feature has over {} points", most_points)); }

    std::size_t part_begin() const {
        return geometry_.parts.empty() ? 0 : geometry_.parts.back().end;
    }

    void end_part(bool hole = false) {
        geometry_.parts.push_back({static_cast<std::uint32_t>(geometry_.points.size()), hole});
    }

    bool move(std::string_view section) {
        const Command command = commands_.command();
        if (command.id != move_to || command.count != 1 || !commands_.has_room_for(1)) {
            fail(section, fmt::format("a line or ring starts with command {} of count {}, not with "
                                      "a MoveTo of one point",
                                      command.id, command.count));
            return false;
        }
        if (geometry_.points.size() == most_points) {
            too_many();
            return false;
        }
        geometry_.points.push_back(commands_.step());
        return true;
    }

    bool draw(std::string_view section, std::uint32_t at_least) {
        const Command command = commands_.more() ? commands_.command() : Command{};
        if (command.id != line_to || command.count == 0) {
            fail(section, fmt::format("a MoveTo is followed by command {} of count {}, not by a "
                                      "LineTo",
                                      command.id, command.count));
            return false;
        }
        if (!commands_.has_room_for(command.count)) {
            fail("4.3.1", fmt::format("a LineTo of {} points ends early", command.count));
            return false;
        }
        if (command.count < at_least) {
            complain_({Level::must, section, "a ring has only two points"});
        }
        if (command.count > most_points - geometry_.points.size()) {
            too_many();
            return false;
        }
        take_steps(command.count);
        return true;
    }

    /// Leaves out those that go nowhere. They are one complaint: there may be millions.
    void take_steps(std::uint32_t count) {
        std::uint32_t without_length = 0;
        GridPoint first;
        for (std::uint32_t i = 0; i < count; ++i) {
            const GridPoint point = commands_.step();
            if (point != geometry_.points.back()) {
                geometry_.points.push_back(point);
            } else if (++without_length == 1) {
                first = point;
            }
        }
        if (without_length > 0) {
            complain_(
                {Level::must, "4.3.3.2",
                 fmt::format(
                     "a LineTo at {} {} has no length{}", first.x, first.y,
                     without_length > 1 ? fmt::format(", and {} more", without_length - 1) : "")});
        }
    }

    bool close() {
        const Command command = commands_.more() ? commands_.command() : Command{};
        if (command.id != close_path) {
            fail("4.3.4.4",
                 fmt::format("a ring ends with command {}, not with a ClosePath", command.id));
            return false;
        }
        if (command.count != 1) {
            complain_({Level::must, "4.3.3.3",
                       fmt::format("a ClosePath has the count {}, not 1", command.count)});
        }
        return true;
    }

    void end_ring() {
        const std::size_t begin = part_begin();
        if (geometry_.points.size() > begin + 1 &&
            geometry_.points.back() == geometry_.points[begin]) {
            complain_({Level::must, "4.3.3.3", "a ring's last point is its first again"});
            geometry_.points.pop_back();
        }
        const double area = doubled_area(std::span{geometry_.points}.subspan(begin));
        if (area == 0) {
            const GridPoint at = geometry_.points[begin];
            complain_({Level::should, "4.3.4.4",
                       fmt::format("the ring at {} {} has no area", at.x, at.y)});
            geometry_.points.resize(begin);
            return;
        }
        if (geometry_.parts.empty()) {
            exterior_is_positive_ = area > 0;
            if (area < 0) {
                complain_({Level::must, "4.3.4.4", "the first ring is wound like an interior"});
            }
        }
        end_part((area > 0) != exterior_is_positive_);
    }

    Commands commands_;
    const Complain& complain_;
    Geometry geometry_;
    bool exterior_is_positive_ = true;  // Tiles of version 1 may have it the other way round.
};

}  // namespace

double doubled_area(std::span<const GridPoint> ring) {
    if (ring.size() < 3) {
        return 0;
    }
    double area = 0;  // Relative to the first point, so that integers stay exact.
    for (std::size_t i = 2; i < ring.size(); ++i) {
        const double ax = static_cast<double>(ring[i - 1].x) - ring[0].x;
        const double ay = static_cast<double>(ring[i - 1].y) - ring[0].y;
        const double bx = static_cast<double>(ring[i].x) - ring[0].x;
        const double by = static_cast<double>(ring[i].y) - ring[0].y;
        area += ax * by - bx * ay;
    }
    return area;
}

Geometry parse_geometry(const Feature& feature, const Complain& complain) {
    GeometryParser parser{feature.geometry, complain};
    try {
        if (feature.geometry.empty()) {
            complain({Level::must, "4.2", "the feature has no geometry"});
        } else if (feature.type == GeometryType::point) {
            parser.points();
        } else if (feature.type == GeometryType::linestring) {
            parser.lines();
        } else if (feature.type == GeometryType::polygon) {
            parser.rings();
        }
    } catch (const protozero::exception&) {
        complain({Level::fatal, "4.3.2", "the geometry ends within a parameter"});
    }
    return parser.take();
}

}  // namespace tamga::mvt
