// SPDX-License-Identifier: MIT
#include "tools/python/wkb.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

namespace tamga::python {
namespace {

static_assert(std::endian::native == std::endian::little, "WKB is written little-endian");

enum class Type : std::uint32_t { point = 1, line = 2, polygon = 3 };
constexpr std::uint32_t multi = 3;  // Added to a type.

class Writer {
public:
    std::string text;

    template <class T>
    void put(T value) {
        char bytes[sizeof value];
        std::memcpy(bytes, &value, sizeof value);
        text.append(bytes, sizeof bytes);
    }
    void count(std::size_t number) { put(static_cast<std::uint32_t>(number)); }
    void begin(std::uint32_t type) {
        text += '\x01';
        put(type);
    }
    void begin(Type type) { begin(static_cast<std::uint32_t>(type)); }
    void position(geo::LonLat at) {
        put(at.lon);
        put(at.lat);
    }

    /// Announces the parts, unless there is one.
    void begin_all(Type type, std::size_t parts) {
        if (parts != 1) {
            begin(static_cast<std::uint32_t>(type) + multi);
            count(parts);
        }
    }
};

void put_points(Writer& out, const model::FeatureView& feature) {
    out.begin_all(Type::point, feature.positions.size());
    for (const geo::LonLat at : feature.positions) {
        out.begin(Type::point);
        out.position(at);
    }
}

void put_lines(Writer& out, const model::FeatureView& feature) {
    out.begin_all(Type::line, feature.parts.size());
    for (std::size_t i = 0; i < feature.parts.size(); ++i) {
        const auto line = feature.part(i);
        out.begin(Type::line);
        out.count(line.size());
        for (const geo::LonLat at : line) {
            out.position(at);
        }
    }
}

/// WKB repeats a ring's first position at its end.
void put_ring(Writer& out, std::span<const geo::LonLat> ring) {
    out.count(ring.size() + 1);
    for (const geo::LonLat at : ring) {
        out.position(at);
    }
    out.position(ring.front());
}

void put_polygons(Writer& out, const model::FeatureView& feature) {
    const auto& parts = feature.parts;
    out.begin_all(Type::polygon,
                  static_cast<std::size_t>(std::ranges::count(parts, false, &model::Part::hole)));
    for (std::size_t first = 0; first < parts.size();) {
        std::size_t end = first + 1;
        while (end < parts.size() && parts[end].hole) {
            ++end;
        }
        out.begin(Type::polygon);
        out.count(end - first);
        for (; first < end; ++first) {
            put_ring(out, feature.part(first));
        }
    }
}

}  // namespace

std::string wkb_of(const model::FeatureView& feature) {
    Writer out;
    switch (feature.shape) {
        case model::Shape::none:
            break;
        case model::Shape::points:
            put_points(out, feature);
            break;
        case model::Shape::lines:
            put_lines(out, feature);
            break;
        case model::Shape::polygons:
            put_polygons(out, feature);
            break;
    }
    return std::move(out.text);
}

}  // namespace tamga::python
