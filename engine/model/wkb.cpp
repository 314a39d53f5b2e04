// SPDX-License-Identifier: MIT
#include "engine/model/wkb.hpp"

#include "engine/base/error.hpp"

#include <algorithm>
#include <bit>

namespace tamga::model {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are copied as they are");

void append_count(Bytes& out, std::size_t count) {
    append_number(out, static_cast<std::uint32_t>(count));
}

void append_positions(Bytes& out, std::span<const geo::LonLat> run) {
    for (const geo::LonLat position : run) {
        append_number(out, position.lon);
        append_number(out, position.lat);
    }
}

void append_line(Bytes& out, std::span<const geo::LonLat> line) {
    append_count(out, line.size());
    append_positions(out, line);
}

/// The part after the last hole of the polygon that begins with part `first`.
std::size_t polygon_end(const FeatureView& feature, std::size_t first) {
    std::size_t end = first + 1;
    while (end < feature.parts.size() && feature.parts[end].hole) {
        ++end;
    }
    return end;
}

/// A ring's first position comes again at its end.
void append_polygon(Bytes& out, const FeatureView& feature, std::size_t first) {
    const std::size_t end = polygon_end(feature, first);
    append_count(out, end - first);
    for (std::size_t i = first; i < end; ++i) {
        const auto ring = feature.part(i);
        append_count(out, ring.size() + 1);
        append_positions(out, ring);
        append_positions(out, ring.first(1));
    }
}

/// Appends parts, of one kind, after what says so.
class Parts {
public:
    Parts(Bytes& out, GeometryType kind, std::uint8_t before_part)
        : out_{out}, kind_{kind}, before_part_{before_part} {}

    Bytes& next() {
        append_number(out_, before_part_);
        append_number(out_, static_cast<std::uint32_t>(kind_));
        return out_;
    }

private:
    Bytes& out_;
    GeometryType kind_;
    std::uint8_t before_part_;
};

void append_points(Bytes& out, const FeatureView& feature, std::uint8_t before_part) {
    Parts parts{out, GeometryType::point, before_part};
    append_count(out, feature.positions.size());
    for (std::size_t i = 0; i < feature.positions.size(); ++i) {
        append_positions(parts.next(), feature.positions.subspan(i, 1));
    }
}

void append_lines(Bytes& out, const FeatureView& feature, std::uint8_t before_part) {
    Parts parts{out, GeometryType::line, before_part};
    append_count(out, feature.parts.size());
    for (std::size_t i = 0; i < feature.parts.size(); ++i) {
        append_line(parts.next(), feature.part(i));
    }
}

void append_polygons(Bytes& out, const FeatureView& feature, std::uint8_t before_part) {
    Parts parts{out, GeometryType::polygon, before_part};
    append_count(out,
                 static_cast<std::size_t>(std::ranges::count(feature.parts, false, &Part::hole)));
    for (std::size_t i = 0; i < feature.parts.size(); i = polygon_end(feature, i)) {
        append_polygon(parts.next(), feature, i);
    }
}

}  // namespace

std::string_view wkt_name(GeometryType type) {
    switch (type) {
        case GeometryType::point:
            return "POINT";
        case GeometryType::line:
            return "LINESTRING";
        case GeometryType::polygon:
            return "POLYGON";
        case GeometryType::multi_point:
            return "MULTIPOINT";
        case GeometryType::multi_line:
            return "MULTILINESTRING";
        case GeometryType::multi_polygon:
            return "MULTIPOLYGON";
    }
    return {};
}

void append_wkb_body(Bytes& out, const FeatureView& feature, GeometryType type,
                     std::uint8_t before_part) {
    switch (type) {
        case GeometryType::point:
            return append_positions(out, feature.positions.first(1));
        case GeometryType::line:
            return append_line(out, feature.part(0));
        case GeometryType::polygon:
            return append_polygon(out, feature, 0);
        case GeometryType::multi_point:
            return append_points(out, feature, before_part);
        case GeometryType::multi_line:
            return append_lines(out, feature, before_part);
        case GeometryType::multi_polygon:
            return append_polygons(out, feature, before_part);
    }
}

const std::uint8_t* WkbReader::taken(std::size_t size) {
    if (size > bytes_.size() - at_) {
        throw Error{Fault::input, "a geometry ends early"};
    }
    at_ += size;
    return bytes_.data() + at_ - size;
}

geo::LonLat WkbReader::position() {
    const auto lon = take<double>();
    return {.lon = lon, .lat = take<double>()};
}

void WkbReader::run(Features& features, std::uint32_t count) {
    for (std::uint32_t i = 0; i < count; ++i) {
        features.position(position());
    }
}

void WkbReader::line(Features& features) {
    run(features, take<std::uint32_t>());
    features.end_part();
}

void WkbReader::polygon(Features& features) {
    const auto rings = take<std::uint32_t>();
    for (std::uint32_t ring = 0; ring < rings; ++ring) {
        const auto count = take<std::uint32_t>();
        run(features, std::max(count, 1U) - 1);
        if (count > 0) {
            position();  // The first again.
        }
        features.end_part(ring > 0);
    }
}

template <class Part>
void WkbReader::parts(GeometryType part, std::uint8_t before_part, const Part& read) {
    const auto count = take<std::uint32_t>();
    for (std::uint32_t i = 0; i < count; ++i) {
        if (take<std::uint8_t>() != before_part || take<GeometryType>() != part) {
            throw Error{Fault::input, "a geometry is not what its kind says"};
        }
        read();
    }
}

Shape WkbReader::body(GeometryType type, Features& features, std::uint8_t before_part) {
    const auto read_point = [&] { features.position(position()); };
    switch (type) {
        case GeometryType::point:
            read_point();
            features.end_part();
            return Shape::points;
        case GeometryType::line:
            line(features);
            return Shape::lines;
        case GeometryType::polygon:
            polygon(features);
            return Shape::polygons;
        case GeometryType::multi_point:
            parts(GeometryType::point, before_part, read_point);
            features.end_part();
            return Shape::points;
        case GeometryType::multi_line:
            parts(GeometryType::line, before_part, [&] { line(features); });
            return Shape::lines;
        case GeometryType::multi_polygon:
            parts(GeometryType::polygon, before_part, [&] { polygon(features); });
            return Shape::polygons;
    }
    throw Error{Fault::input, "a geometry is of a kind that is not read"};
}

}  // namespace tamga::model
