// SPDX-License-Identifier: MIT
#include "engine/ingest/wkt.hpp"

#include "engine/base/error.hpp"
#include "engine/ingest/parse/describe.hpp"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <charconv>
#include <string>

namespace tamga::ingest {
namespace {

/// A recursive-descent parser, a member function for each production.
class Wkt {
public:
    Wkt(std::string_view text, Geometry& geometry) : rest_{text}, geometry_{geometry} {}

    void all() {
        srid();
        tagged(0);
        skip_space();
        if (!rest_.empty()) {
            fail("the end");
        }
    }

private:
    void skip_space() {
        while (!rest_.empty() && std::isspace(static_cast<unsigned char>(rest_.front())) != 0) {
            rest_.remove_prefix(1);
        }
    }

    [[noreturn]] void fail(const char* wanted) const {
        throw Error{Fault::input,
                    fmt::format("not well-known text: expected {} but found {}", wanted,
                                rest_.empty() ? "its end" : quoted_start(rest_))};
    }

    bool accept(char c) {
        skip_space();
        if (!rest_.starts_with(c)) {
            return false;
        }
        rest_.remove_prefix(1);
        return true;
    }

    std::string word() {
        skip_space();
        std::string upper;
        while (!rest_.empty() && std::isalpha(static_cast<unsigned char>(rest_.front())) != 0) {
            upper += static_cast<char>(std::toupper(static_cast<unsigned char>(rest_.front())));
            rest_.remove_prefix(1);
        }
        return upper;
    }

    void srid() {
        skip_space();
        if (rest_.starts_with("SRID=")) {
            constexpr std::string_view usual{"SRID=4326;"};
            if (!rest_.starts_with(usual)) {
                fail("SRID=4326; (for another CRS leave it out, and name the CRS with --crs)");
            }
            rest_.remove_prefix(usual.size());
        }
    }

    /// Calls `item` for each of a list in parentheses; not at all for EMPTY.
    template <class Item>
    void list(Item item) {
        if (!accept('(')) {
            if (word() != "EMPTY") {
                fail("( or EMPTY");
            }
            return;
        }
        do {
            item();
        } while (accept(','));
        if (!accept(')')) {
            fail(") or a comma");
        }
    }

    void position() {
        std::array<double, 4> numbers{};
        std::size_t count = 0;
        for (skip_space(); count < numbers.size(); ++count, skip_space()) {
            const char* end = rest_.data() + rest_.size();
            const auto [after, error] = std::from_chars(rest_.data(), end, numbers[count]);
            if (error != std::errc{}) {
                break;
            }
            rest_.remove_prefix(static_cast<std::size_t>(after - rest_.data()));
        }
        if (count < 2) {
            fail("a position of two numbers");
        }
        if (count > 2) {
            geometry_.dropped(!only_m_, only_m_ || count > 3);
        }
        geometry_.position(numbers[0], numbers[1]);
    }

    void positions() {
        list([&] { position(); });
    }

    void line() {
        positions();
        geometry_.end_line();
    }

    void polygon() {
        bool hole = false;
        list([&] {
            positions();
            geometry_.end_ring(hole);
            hole = true;
        });
    }

    void multipoint() {  // MULTIPOINT (1 2, 3 4) and MULTIPOINT ((1 2), (3 4)) are both in use.
        list([&] {
            skip_space();
            const char first = rest_.empty() ? '\0' : rest_.front();
            first == '(' || first == 'E' || first == 'e' ? positions() : position();
        });
        geometry_.end_points();
    }

    /// A type's name with the dimensions that may stick to it: POINTZ, POINT Z.
    std::string type() {
        std::string name = word();
        const auto ends = [&](std::string_view tail) {
            return name.size() > tail.size() + 3 && name.ends_with(tail);
        };
        std::string dimensions = ends("ZM") ? "ZM" : ends("Z") ? "Z" : ends("M") ? "M" : "";
        name.resize(name.size() - dimensions.size());
        const Wkt before{*this};
        if (dimensions.empty()) {
            dimensions = word();
            if (dimensions != "Z" && dimensions != "M" && dimensions != "ZM") {
                rest_ = before.rest_;
            }
        }
        only_m_ = dimensions == "M";
        return name;
    }

    void tagged(int depth) {
        constexpr int deepest = 32;
        const std::string_view start = rest_;
        const std::string name = type();
        if (name == "POINT") {
            positions();
            geometry_.end_points();
        } else if (name == "LINESTRING") {
            line();
        } else if (name == "POLYGON") {
            polygon();
        } else if (name == "MULTIPOINT") {
            multipoint();
        } else if (name == "MULTILINESTRING") {
            list([&] { line(); });
        } else if (name == "MULTIPOLYGON") {
            list([&] { polygon(); });
        } else if (name == "GEOMETRYCOLLECTION" && depth < deepest) {
            list([&] { tagged(depth + 1); });
        } else {
            rest_ = start;
            fail("a geometry type like POINT");
        }
    }

    std::string_view rest_;
    Geometry& geometry_;
    bool only_m_ = false;
};

}  // namespace

void parse_wkt(std::string_view text, Geometry& geometry) { Wkt{text, geometry}.all(); }

}  // namespace tamga::ingest
