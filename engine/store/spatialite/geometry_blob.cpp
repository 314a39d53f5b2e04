// SPDX-License-Identifier: MIT
#include "engine/store/spatialite/geometry_blob.hpp"

#include "engine/base/error.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace tamga::store {
namespace {

static_assert(std::endian::native == std::endian::little, "BLOBs are written little-endian");

constexpr std::uint8_t blob_start = 0x00;
constexpr std::uint8_t little_endian = 0x01;
constexpr std::uint8_t mbr_end = 0x7C;
constexpr std::uint8_t entity = 0x69;
constexpr std::uint8_t blob_end = 0xFE;
constexpr std::int32_t wgs84 = 4326;

constexpr std::uint32_t line_string = 2;
constexpr std::uint32_t polygon = 3;

class Writer {
public:
    explicit Writer(Bytes& out) : out_{out} {}

    template <class T>
    void put(T value) {
        const std::size_t at = out_.size();
        out_.resize(at + sizeof value);
        std::memcpy(out_.data() + at, &value, sizeof value);
    }
    void put(geo::LonLat position) {
        put(position.lon);
        put(position.lat);
    }
    void count(std::size_t value) { put(static_cast<std::uint32_t>(value)); }
    void type(GeometryType value) { put(static_cast<std::uint32_t>(value)); }

private:
    Bytes& out_;
};

geo::Box bounds(std::span<const geo::LonLat> positions) {
    geo::Box box{positions[0], positions[0]};
    for (const geo::LonLat p : positions) {
        box.south_west = {.lon = std::min(box.south_west.lon, p.lon),
                          .lat = std::min(box.south_west.lat, p.lat)};
        box.north_east = {.lon = std::max(box.north_east.lon, p.lon),
                          .lat = std::max(box.north_east.lat, p.lat)};
    }
    return box;
}

void put_points(Writer& writer, const model::FeatureView& feature) {
    writer.count(feature.positions.size());
    for (const geo::LonLat position : feature.positions) {
        writer.put(entity);
        writer.put(static_cast<std::uint32_t>(GeometryType::point));
        writer.put(position);
    }
}

void put_lines(Writer& writer, const model::FeatureView& feature) {
    writer.count(feature.parts.size());
    for (std::size_t i = 0; i < feature.parts.size(); ++i) {
        writer.put(entity);
        writer.put(line_string);
        const auto line = feature.part(i);
        writer.count(line.size());
        std::ranges::for_each(line, [&](geo::LonLat position) { writer.put(position); });
    }
}

/// A polygon of rings `first` up to the next exterior ring; returns that one's index.
std::size_t put_polygon(Writer& writer, const model::FeatureView& feature, std::size_t first) {
    std::size_t end = first + 1;
    while (end < feature.parts.size() && feature.parts[end].hole) {
        ++end;
    }
    writer.put(entity);
    writer.put(polygon);
    writer.count(end - first);
    for (std::size_t i = first; i < end; ++i) {
        const auto ring = feature.part(i);
        writer.count(ring.size() + 1);
        std::ranges::for_each(ring, [&](geo::LonLat position) { writer.put(position); });
        writer.put(ring.front());
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

class Reader {
public:
    explicit Reader(ByteView blob) : blob_{blob} {}

    template <class T>
    T take() {
        if (at_ + sizeof(T) > blob_.size()) {
            throw Error{Fault::input, "a geometry in the store ends early"};
        }
        T value;
        std::memcpy(&value, blob_.data() + at_, sizeof value);
        at_ += sizeof value;
        return value;
    }
    geo::LonLat position() {
        const auto lon = take<double>();
        return {.lon = lon, .lat = take<double>()};
    }
    /// Nothing follows the mark at the end.
    void end() {
        if (take<std::uint8_t>() != blob_end || at_ != blob_.size()) {
            throw Error{Fault::input, "a geometry in the store goes on after its end"};
        }
    }
    void expect(std::uint32_t type) {
        if (take<std::uint8_t>() != entity || take<std::uint32_t>() != type) {
            throw Error{Fault::input, "a geometry in the store is not what its kind says"};
        }
    }

private:
    ByteView blob_;
    std::size_t at_ = 0;
};

void read_run(Reader& reader, model::Features& features, std::uint32_t count) {
    for (std::uint32_t i = 0; i < count; ++i) {
        features.position(reader.position());
    }
}

void read_polygon(Reader& reader, model::Features& features) {
    const auto rings = reader.take<std::uint32_t>();
    for (std::uint32_t ring = 0; ring < rings; ++ring) {
        const auto count = reader.take<std::uint32_t>();
        read_run(reader, features, std::max(count, 1U) - 1);
        if (count > 0) {
            reader.position();  // The first again.
        }
        features.end_part(ring > 0);
    }
}

void read_parts(Reader& reader, model::Features& features, GeometryType type) {
    const auto count = reader.take<std::uint32_t>();
    for (std::uint32_t i = 0; i < count; ++i) {
        if (type == GeometryType::multi_point) {
            reader.expect(static_cast<std::uint32_t>(GeometryType::point));
            features.position(reader.position());
        } else if (type == GeometryType::multi_line) {
            reader.expect(line_string);
            read_run(reader, features, reader.take<std::uint32_t>());
            features.end_part();
        } else {
            reader.expect(polygon);
            read_polygon(reader, features);
        }
    }
    features.end_part();  // Of points; nothing is left of lines and polygons.
}

}  // namespace

std::string_view sql_name(GeometryType type) {
    switch (type) {
        case GeometryType::point:
            return "POINT";
        case GeometryType::multi_point:
            return "MULTIPOINT";
        case GeometryType::multi_line:
            return "MULTILINESTRING";
        case GeometryType::multi_polygon:
            return "MULTIPOLYGON";
    }
    return {};
}

Bytes encode_geometry(const model::FeatureView& feature, GeometryType type) {
    Bytes blob;
    blob.reserve(64 + feature.positions.size() * 24 + feature.parts.size() * 16);
    Writer writer{blob};
    const geo::Box box = bounds(feature.positions);
    writer.put(blob_start);
    writer.put(little_endian);
    writer.put(wgs84);
    writer.put(box.south_west);
    writer.put(box.north_east);
    writer.put(mbr_end);
    writer.type(type);
    if (type == GeometryType::point) {
        writer.put(feature.positions[0]);
    } else if (type == GeometryType::multi_point) {
        put_points(writer, feature);
    } else if (type == GeometryType::multi_line) {
        put_lines(writer, feature);
    } else {
        put_polygons(writer, feature);
    }
    writer.put(blob_end);
    return blob;
}

model::Shape decode_geometry(ByteView blob, model::Features& features) {
    Reader reader{blob};
    const bool ours = reader.take<std::uint8_t>() == blob_start &&
                      reader.take<std::uint8_t>() == little_endian &&
                      reader.take<std::int32_t>() == wgs84;
    reader.position();
    reader.position();
    const bool framed = reader.take<std::uint8_t>() == mbr_end;
    const auto type = static_cast<GeometryType>(reader.take<std::uint32_t>());
    if (!ours || !framed || sql_name(type).empty()) {
        throw Error{Fault::input, "a geometry in the store is not of a kind that ingest writes"};
    }
    if (type == GeometryType::point) {
        features.position(reader.position());
        features.end_part();
        reader.end();
        return model::Shape::points;
    }
    read_parts(reader, features, type);
    reader.end();
    return type == GeometryType::multi_point  ? model::Shape::points
           : type == GeometryType::multi_line ? model::Shape::lines
                                              : model::Shape::polygons;
}

bool looks_like_geometry(ByteView blob) {
    constexpr std::size_t header_size = 39;
    if (blob.size() <= header_size) {
        return false;
    }
    Reader reader{blob};
    return reader.take<std::uint8_t>() == blob_start &&
           reader.take<std::uint8_t>() == little_endian && reader.take<std::int32_t>() == wgs84 &&
           blob[header_size - 1] == mbr_end && blob.back() == blob_end;
}

}  // namespace tamga::store
