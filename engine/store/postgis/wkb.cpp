// SPDX-License-Identifier: MIT
#include "engine/store/postgis/wkb.hpp"

#include "engine/base/error.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace tamga::store::postgis {
namespace {

static_assert(std::endian::native == std::endian::little, "binary is written little-endian");

constexpr std::uint8_t little_endian = 1;
constexpr std::uint32_t has_number = 0x20000000;  ///< Of the reference system.
constexpr std::uint32_t wgs84 = 4326;
constexpr std::uint32_t point = 1;
constexpr std::uint32_t line_string = 2;
constexpr std::uint32_t polygon = 3;
/// A byte order, a type and the number of a reference system.
constexpr std::size_t header_size = 9;

class Writer {
public:
    explicit Writer(Bytes& out) : out_{out} {}

    template <class T>
    void put(T value) {
        const std::size_t at = out_.size();
        out_.resize(at + sizeof value);
        std::memcpy(out_.data() + at, &value, sizeof value);
    }
    void positions(std::span<const geo::LonLat> run) {
        for (const geo::LonLat position : run) {
            put(position.lon);
            put(position.lat);
        }
    }
    void count(std::size_t value) { put(static_cast<std::uint32_t>(value)); }
    void begin(std::uint32_t type) {
        put(little_endian);
        put(type);
    }
    void begin_all(GeometryType type) {
        begin(static_cast<std::uint32_t>(type) | has_number);
        put(wgs84);
    }

private:
    Bytes& out_;
};

/// A polygon of rings `first` up to the next exterior ring; returns that one's index.
std::size_t put_polygon(Writer& writer, const model::FeatureView& feature, std::size_t first) {
    std::size_t end = first + 1;
    while (end < feature.parts.size() && feature.parts[end].hole) {
        ++end;
    }
    writer.begin(polygon);
    writer.count(end - first);
    for (std::size_t i = first; i < end; ++i) {
        const auto ring = feature.part(i);
        writer.count(ring.size() + 1);
        writer.positions(ring);
        writer.positions(ring.first(1));
    }
    return end;
}

void put_polygons(Writer& writer, const model::FeatureView& feature) {
    writer.count(
        static_cast<std::size_t>(std::ranges::count(feature.parts, false, &model::Part::hole)));
    for (std::size_t i = 0; i < feature.parts.size();) {
        i = put_polygon(writer, feature, i);
    }
}

void put_lines(Writer& writer, const model::FeatureView& feature) {
    writer.count(feature.parts.size());
    for (std::size_t i = 0; i < feature.parts.size(); ++i) {
        writer.begin(line_string);
        writer.count(feature.part(i).size());
        writer.positions(feature.part(i));
    }
}

void put_points(Writer& writer, const model::FeatureView& feature) {
    writer.count(feature.positions.size());
    for (std::size_t i = 0; i < feature.positions.size(); ++i) {
        writer.begin(point);
        writer.positions(feature.positions.subspan(i, 1));
    }
}

class Reader {
public:
    explicit Reader(ByteView bytes) : bytes_{bytes} {}

    template <class T>
    T take() {
        if (at_ + sizeof(T) > bytes_.size()) {
            throw Error{Fault::input, "a geometry of the database ends early"};
        }
        T value;
        std::memcpy(&value, bytes_.data() + at_, sizeof value);
        at_ += sizeof value;
        return value;
    }
    geo::LonLat position() {
        const auto lon = take<double>();
        return {.lon = lon, .lat = take<double>()};
    }
    std::uint32_t type() {
        if (take<std::uint8_t>() != little_endian) {
            throw Error{Fault::input, "a geometry of the database has its highest bytes first"};
        }
        return take<std::uint32_t>();
    }
    void expect(std::uint32_t wanted) {
        if (type() != wanted) {
            throw Error{Fault::input, "a geometry of the database is not what its kind says"};
        }
    }
    void run(model::Features& features, std::uint32_t count) {
        for (std::uint32_t i = 0; i < count; ++i) {
            features.position(position());
        }
    }

private:
    ByteView bytes_;
    std::size_t at_ = 0;
};

void read_line(Reader& reader, model::Features& features) {
    reader.run(features, reader.take<std::uint32_t>());
    features.end_part();
}

void read_polygon(Reader& reader, model::Features& features) {
    const auto rings = reader.take<std::uint32_t>();
    for (std::uint32_t ring = 0; ring < rings; ++ring) {
        const auto count = reader.take<std::uint32_t>();
        reader.run(features, std::max(count, 1U) - 1);
        if (count > 0) {
            reader.position();  // The first again.
        }
        features.end_part(ring > 0);
    }
}

/// The parts of a multi-geometry, each of the kind `part`.
template <class Read>
void read_parts(Reader& reader, std::uint32_t part, const Read& read) {
    const auto count = reader.take<std::uint32_t>();
    for (std::uint32_t i = 0; i < count; ++i) {
        reader.expect(part);
        read();
    }
}

}  // namespace

std::string_view sql_name(GeometryType type) {
    switch (type) {
        case GeometryType::point:
            return "Point";
        case GeometryType::multi_point:
            return "MultiPoint";
        case GeometryType::multi_line:
            return "MultiLineString";
        case GeometryType::multi_polygon:
            return "MultiPolygon";
    }
    return {};
}

GeometryType geometry_of(Kind kind) {
    switch (kind) {
        case Kind::points:
            return GeometryType::point;
        case Kind::polygons:
            return GeometryType::multi_polygon;
        case Kind::lines:
        case Kind::routes:
            break;
    }
    return GeometryType::multi_line;
}

Bytes encode_geometry(const model::FeatureView& feature, GeometryType type) {
    Bytes bytes;
    bytes.reserve(32 + feature.positions.size() * 21 + feature.parts.size() * 16);
    Writer writer{bytes};
    writer.begin_all(type);
    if (type == GeometryType::point) {
        writer.positions(feature.positions.first(1));
    } else if (type == GeometryType::multi_point) {
        put_points(writer, feature);
    } else if (type == GeometryType::multi_line) {
        put_lines(writer, feature);
    } else {
        put_polygons(writer, feature);
    }
    return bytes;
}

Bytes as_multi_point(ByteView geometry) {
    std::uint32_t type = 0;
    std::memcpy(&type, geometry.data() + 1, sizeof type);
    if (type != (static_cast<std::uint32_t>(GeometryType::point) | has_number)) {
        return {geometry.begin(), geometry.end()};
    }
    Bytes bytes;
    Writer writer{bytes};
    writer.begin_all(GeometryType::multi_point);
    writer.count(1);
    writer.begin(point);
    bytes.insert(bytes.end(), geometry.begin() + header_size, geometry.end());
    return bytes;
}

bool is_on_wgs84(ByteView geometry) {
    Reader reader{geometry};
    return (reader.type() & has_number) != 0 && reader.take<std::uint32_t>() == wgs84;
}

model::Shape decode_geometry(ByteView geometry, model::Features& features) {
    Reader reader{geometry};
    const std::uint32_t type = reader.type();
    if ((type & has_number) != 0) {
        reader.take<std::uint32_t>();
    }
    const auto read_point = [&] { features.position(reader.position()); };
    switch (type & ~has_number) {
        case point:
            read_point();
            features.end_part();
            return model::Shape::points;
        case line_string:
            read_line(reader, features);
            return model::Shape::lines;
        case polygon:
            read_polygon(reader, features);
            return model::Shape::polygons;
        case static_cast<std::uint32_t>(GeometryType::multi_point):
            read_parts(reader, point, read_point);
            features.end_part();
            return model::Shape::points;
        case static_cast<std::uint32_t>(GeometryType::multi_line):
            read_parts(reader, line_string, [&] { read_line(reader, features); });
            return model::Shape::lines;
        case static_cast<std::uint32_t>(GeometryType::multi_polygon):
            read_parts(reader, polygon, [&] { read_polygon(reader, features); });
            return model::Shape::polygons;
        default:
            throw Error{Fault::input,
                        "a geometry of the database is a collection, or has Z or M; ST_Force2D and "
                        "ST_CollectionExtract make one that can be shown"};
    }
}

}  // namespace tamga::store::postgis
