// SPDX-License-Identifier: MIT
#include "engine/ingest/gdal_feature.hpp"

#include "engine/base/error.hpp"
#include "engine/base/json.hpp"
#include "engine/base/utf8.hpp"
#include "engine/geo/route_line.hpp"
#include "engine/ingest/columns.hpp"
#include "engine/ingest/feature_name.hpp"
#include "engine/ingest/gdal_library.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdlib>
#include <string_view>

namespace tamga::ingest {
namespace {

struct DestroyGeometry {
    void operator()(OGRGeometryH geometry) const noexcept {
        gdal().OGR_G_DestroyGeometry(geometry);
    }
};

void add_positions(OGRGeometryH line, bool latitude_first, Geometry& geometry) {
    const auto count = static_cast<std::size_t>(gdal().OGR_G_GetPointCount(line));
    std::vector<geo::LonLat> positions(count);
    if (count > 0) {
        constexpr int stride = sizeof(geo::LonLat);
        gdal().OGR_G_GetPoints(line, &positions[0].lon, stride, &positions[0].lat, stride, nullptr,
                               0);
    }
    for (const geo::LonLat at : positions) {
        latitude_first ? geometry.position(at.lat, at.lon) : geometry.position(at.lon, at.lat);
    }
}

void add(OGRGeometryH shape, bool latitude_first, Geometry& geometry) {
    const int members = gdal().OGR_G_GetGeometryCount(shape);
    switch (gdal().OGR_GT_Flatten(gdal().OGR_G_GetGeometryType(shape))) {
        case wkbPoint:
            if (gdal().OGR_G_IsEmpty(shape) == 0) {
                add_positions(shape, latitude_first, geometry);
                geometry.end_points();
            }
            break;
        case wkbLineString:
        case wkbLinearRing:
            add_positions(shape, latitude_first, geometry);
            geometry.end_line();
            break;
        case wkbPolygon:
        case wkbTriangle:
            for (int i = 0; i < members; ++i) {
                add_positions(gdal().OGR_G_GetGeometryRef(shape, i), latitude_first, geometry);
                geometry.end_ring(i > 0);
            }
            break;
        default:  // Collections of any kind, surfaces of polygons and triangles among them.
            for (int i = 0; i < members; ++i) {
                add(gdal().OGR_G_GetGeometryRef(shape, i), latitude_first, geometry);
            }
    }
}

/// The first position of a shape's first line, or the last of its last; empty if it has none.
std::optional<geo::LonLat> end_of(OGRGeometryH shape, bool last) {
    const int members = gdal().OGR_G_GetGeometryCount(shape);
    if (members > 0) {
        return end_of(gdal().OGR_G_GetGeometryRef(shape, last ? members - 1 : 0), last);
    }
    const int count = gdal().OGR_G_GetPointCount(shape);
    if (count == 0) {
        return std::nullopt;
    }
    std::vector<geo::LonLat> positions(static_cast<std::size_t>(count));
    constexpr int stride = sizeof(geo::LonLat);
    gdal().OGR_G_GetPoints(shape, &positions[0].lon, stride, &positions[0].lat, stride, nullptr, 0);
    return last ? positions.back() : positions.front();
}

/// Whatever of it is in the file, a route of a store goes along the geodesic between its ends.
void add_geodesic(OGRGeometryH shape, Geometry& geometry) {
    const auto from = end_of(shape, false);
    const auto to = end_of(shape, true);
    const auto fits = [](geo::LonLat p) { return std::abs(p.lon) <= 180 && std::abs(p.lat) <= 90; };
    if (!from || !to || !fits(*from) || !fits(*to)) {
        return add(shape, false, geometry);
    }
    for (const auto& line : geo::draw_route(*from, *to)) {
        for (const geo::LonLat p : line) {
            geometry.position(p.lon, p.lat);
        }
        geometry.end_line();
    }
}

void add_feature_shape(OGRGeometryH shape, const GdalLayer& layer, Geometry& geometry,
                       Tally& tally) {
    geometry.start(layer.crs ? &*layer.crs : nullptr);
    geometry.dropped(gdal().OGR_G_Is3D(shape) != 0, gdal().OGR_G_IsMeasured(shape) != 0);
    std::unique_ptr<void, DestroyGeometry> linear;
    if (gdal().OGR_G_HasCurveGeometry(shape, TRUE) != 0) {
        linear.reset(gdal().OGR_G_GetLinearGeometry(shape, 0, nullptr));
        shape = linear.get();
    }
    layer.geodesic ? add_geodesic(shape, geometry) : add(shape, layer.latitude_first, geometry);
    geometry.finish(tally);
    if (linear) {
        tally.note(Oddity::curve);
    }
}

std::string iso_text(OGRFeatureH feature, int field, int type) {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
    float second = 0;
    gdal().OGR_F_GetFieldAsDateTimeEx(feature, field, &year, &month, &day, &hour, &minute, &second,
                                      &zone);
    const std::string date = fmt::format("{:04}-{:02}-{:02}", year, month, day);
    const bool whole = second == static_cast<float>(static_cast<int>(second));
    std::string time = fmt::format("{:02}:{:02}:", hour, minute);
    time +=
        whole ? fmt::format("{:02}", static_cast<int>(second)) : fmt::format("{:06.3f}", second);
    if (zone == 100) {
        time += 'Z';
    } else if (zone > 1) {  // Quarters of an hour, counted from 100; 1 is local time.
        const int minutes = std::abs(zone - 100) * 15;
        time += fmt::format("{}{:02}:{:02}", zone < 100 ? '-' : '+', minutes / 60, minutes % 60);
    }
    return type == OFTDate ? date : type == OFTTime ? time : date + "T" + time;
}

std::string_view require_utf8(std::string_view text, const std::string& name) {
    check_length(text);
    if (!base::is_utf8(text)) {
        throw Error{Fault::input, fmt::format("the text in '{}' is not UTF-8", name)};
    }
    return text;
}

/// The numbers that one of GDAL's functions finds in a list field.
template <class Number>
nlohmann::json numbers(OGRFeatureH feature, int field,
                       const Number* (*list_of)(OGRFeatureH, int, int*)) {
    int count = 0;
    const Number* const list = list_of(feature, field, &count);
    return std::vector<Number>(list, list + count);
}

nlohmann::json texts(OGRFeatureH feature, int field, const std::string& name) {
    auto json = nlohmann::json::array();
    char** const list = gdal().OGR_F_GetFieldAsStringList(feature, field);
    for (std::size_t i = 0; list != nullptr && list[i] != nullptr; ++i) {
        json.push_back(std::string{require_utf8(list[i], name)});
    }
    return json;
}

nlohmann::json list_of(OGRFeatureH feature, int field, const GdalLayer::Field& kind) {
    const GdalLibrary& library = gdal();
    switch (kind.type) {
        case OFTIntegerList:
            return numbers(feature, field, library.OGR_F_GetFieldAsIntegerList);
        case OFTInteger64List:
            return numbers(feature, field, library.OGR_F_GetFieldAsInteger64List);
        case OFTRealList:
            return numbers(feature, field, library.OGR_F_GetFieldAsDoubleList);
        default:
            return texts(feature, field, kind.name);
    }
}

void add_attribute(OGRFeatureH feature, int field, const GdalLayer::Field& kind,
                   model::Features& features) {
    const std::string& name = kind.name;
    const auto add_text = [&](std::string_view text) {
        features.attribute(name, require_utf8(text, name));
    };
    if (gdal().OGR_F_IsFieldSetAndNotNull(feature, field) == 0) {
        return features.attribute(name, {});
    }
    switch (kind.type) {
        case OFTInteger:
        case OFTInteger64: {
            const std::int64_t number = gdal().OGR_F_GetFieldAsInteger64(feature, field);
            return kind.boolean ? features.attribute(name, number != 0)
                                : features.attribute(name, number);
        }
        case OFTReal:
            return features.attribute(name, gdal().OGR_F_GetFieldAsDouble(feature, field));
        case OFTDate:
        case OFTTime:
        case OFTDateTime:
            return add_text(iso_text(feature, field, kind.type));
        case OFTIntegerList:
        case OFTInteger64List:
        case OFTRealList:
        case OFTStringList:
            return add_text(base::json_text(list_of(feature, field, kind)));
        case OFTBinary:
            return;  // Nothing a map can show.
        default:
            return add_text(gdal().OGR_F_GetFieldAsString(feature, field));
    }
}

std::size_t positions_in(OGRGeometryH shape) {
    auto count = static_cast<std::size_t>(gdal().OGR_G_GetPointCount(shape));
    for (int i = 0; i < gdal().OGR_G_GetGeometryCount(shape); ++i) {
        count += positions_in(gdal().OGR_G_GetGeometryRef(shape, i));
    }
    return count;
}

}  // namespace

void DestroyGdalFeature::operator()(void* feature) const noexcept { gdal().OGR_F_Destroy(feature); }

std::size_t count_positions(const GdalFeature& feature) {
    const OGRGeometryH shape = gdal().OGR_F_GetGeometryRef(feature.get());
    return shape == nullptr ? 0 : positions_in(shape);
}

std::string name_of(const GdalFeature& feature, const GdalLayer& layer) {
    for (std::size_t i = 0; i < layer.fields.size(); ++i) {
        if (layer.fields[i].type == OFTString && names_feature(layer.fields[i].name)) {
            return gdal().OGR_F_GetFieldAsString(feature.get(), static_cast<int>(i));
        }
    }
    return {};
}

void GdalTarget::add(const GdalFeature& feature, const GdalLayer& layer, std::uint64_t record) {
    model::Features::Header header{.record = record};
    if (layer.ids) {
        const GIntBig id = gdal().OGR_F_GetFID(feature.get());
        header.id = id >= 0 ? std::optional{static_cast<std::uint64_t>(id)} : std::nullopt;
    }
    for (std::size_t i = 0; i < layer.fields.size(); ++i) {
        add_attribute(feature.get(), static_cast<int>(i), layer.fields[i], features);
    }
    const OGRGeometryH shape = gdal().OGR_F_GetGeometryRef(feature.get());
    if (shape != nullptr) {
        add_feature_shape(shape, layer, geometry, tally);
        geometry.commit(features, header, tally);
    } else if (layer.table) {
        features.commit(header);
        ++tally.read;
    } else {
        throw Error{Fault::input, "no geometry"};
    }
}

}  // namespace tamga::ingest
