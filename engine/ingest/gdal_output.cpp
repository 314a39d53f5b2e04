// SPDX-License-Identifier: MIT
//
// Layers written by GDAL, in a folder beside the final name: the format's driver goes by the ending,
// and may put temporary files beside it.
#include "engine/ingest/gdal_output.hpp"

#include "engine/base/error.hpp"
#include "engine/base/files/pending_output.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/base/side_thread.hpp"
#include "engine/ingest/gdal_library.hpp"
#include "engine/ingest/gdal_source.hpp"
#include "engine/ingest/parse/whole_flatgeobuf.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

namespace tamga::ingest {
namespace {

struct CloseDataset {
    void operator()(void* dataset) const noexcept { gdal().GDALClose(dataset); }
};
struct ReleaseReference {
    void operator()(void* reference) const noexcept {
        gdal().OSRRelease(static_cast<OGRSpatialReferenceH>(reference));
    }
};
struct DestroyFeature {
    void operator()(void* feature) const noexcept {
        gdal().OGR_F_Destroy(static_cast<OGRFeatureH>(feature));
    }
};

OGRwkbGeometryType single_type(model::Shape shape) {
    return shape == model::Shape::points ? wkbPoint : wkbLineString;
}

OGRwkbGeometryType many_type(model::Shape shape) {
    return shape == model::Shape::points  ? wkbMultiPoint
           : shape == model::Shape::lines ? wkbMultiLineString
                                          : wkbMultiPolygon;
}

OGRwkbGeometryType type_of(const OutputLayer& layer) {
    if (layer.is_mixed) {
        return wkbUnknown;
    }
    if (layer.shape == model::Shape::none) {
        return wkbNone;
    }
    const bool many = layer.has_many || layer.shape == model::Shape::polygons;
    return many ? many_type(layer.shape) : single_type(layer.shape);
}

/// One point, one line or one ring.
OGRGeometryH run(OGRwkbGeometryType type, std::span<const geo::LonLat> positions) {
    const OGRGeometryH geometry = gdal().OGR_G_CreateGeometry(type);
    constexpr int stride = sizeof(geo::LonLat);
    gdal().OGR_G_SetPoints(geometry, static_cast<int>(positions.size()), &positions[0].lon, stride,
                           &positions[0].lat, stride, nullptr, 0);
    return geometry;
}

OGRGeometryH polygons(const model::FeatureView& row) {
    const OGRGeometryH all = gdal().OGR_G_CreateGeometry(wkbMultiPolygon);
    OGRGeometryH polygon = nullptr;
    for (std::size_t i = 0; i < row.parts.size(); ++i) {
        const auto positions = row.part(i);
        const OGRGeometryH ring = run(wkbLinearRing, positions);
        gdal().OGR_G_AddPoint_2D(ring, positions.front().lon, positions.front().lat);
        if (!row.parts[i].hole || polygon == nullptr) {
            polygon = gdal().OGR_G_CreateGeometry(wkbPolygon);
            gdal().OGR_G_AddGeometryDirectly(all, polygon);
        }
        gdal().OGR_G_AddGeometryDirectly(polygon, ring);
    }
    return all;
}

OGRGeometryH geometry_of(const model::FeatureView& row, bool many) {
    if (row.shape == model::Shape::polygons) {
        return polygons(row);
    }
    const bool points = row.shape == model::Shape::points;
    const std::size_t count = points ? row.positions.size() : row.parts.size();
    const OGRwkbGeometryType type = single_type(row.shape);
    if (!many && count == 1) {
        return run(type, row.positions);
    }
    const OGRGeometryH all = gdal().OGR_G_CreateGeometry(many_type(row.shape));
    for (std::size_t i = 0; i < count; ++i) {
        gdal().OGR_G_AddGeometryDirectly(
            all, run(type, points ? row.positions.subspan(i, 1) : row.part(i)));
    }
    return all;
}

struct SetField {
    OGRFeatureH feature;
    int field;

    void operator()(std::monostate) const { gdal().OGR_F_SetFieldNull(feature, field); }
    void operator()(bool value) const {
        gdal().OGR_F_SetFieldInteger(feature, field, value ? 1 : 0);
    }
    void operator()(std::int64_t value) const {
        gdal().OGR_F_SetFieldInteger64(feature, field, value);
    }
    void operator()(std::uint64_t value) const { (*this)(static_cast<std::int64_t>(value)); }
    void operator()(double value) const { gdal().OGR_F_SetFieldDouble(feature, field, value); }
    void operator()(std::string_view value) const {
        gdal().OGR_F_SetFieldString(feature, field, std::string{value}.c_str());
    }
};

OGRFieldType type_of(OutputField::Type type) {
    switch (type) {
        case OutputField::Type::boolean:
            return OFTInteger;
        case OutputField::Type::integer:
            return OFTInteger64;
        case OutputField::Type::real:
            return OFTReal;
        case OutputField::Type::text:
            break;
    }
    return OFTString;
}

/// `wish`, or what comes nearest to it that no field is called.
std::string free_name(std::string wish, const std::vector<OutputField>& fields) {
    const auto is_taken = [&](const OutputField& field) {
        return ::strcasecmp(field.name.c_str(), wish.c_str()) == 0;
    };
    while (std::ranges::any_of(fields, is_taken)) {
        wish += '_';
    }
    return wish;
}

/// Moves a file to where an empty one waits, with its mode. Its bytes are on disk then.
void take_place(const std::string& file, const std::string& place) {
    const auto check = [&](int result) {
        if (result != 0) {
            throw Error{Fault::system, fmt::format("{}: {}", place, std::strerror(errno))};
        }
    };
    struct stat about {};
    check(::stat(place.c_str(), &about));
    // A file system without permissions is no failure.
    [[maybe_unused]] const int ignored = ::chmod(file.c_str(), about.st_mode & 0777);
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    check(descriptor < 0 ? -1 : 0);
    const int flushed = ::fsync(descriptor);
    ::close(descriptor);
    check(flushed);
    check(std::rename(file.c_str(), place.c_str()));
}

}  // namespace

/// What GDAL has open.
struct GdalOutput::Dataset {
    explicit Dataset(std::string path) : called{std::move(path)} {}
    ~Dataset() {
        const GdalComplaints unheard;  // Whoever threw has said what failed.
        dataset.reset();
    }
    Dataset(const Dataset&) = delete;
    Dataset& operator=(const Dataset&) = delete;

    void open(const std::string& path, GdalFormat format, const OutputLayer& described);
    void add_layer(GdalFormat format, const OutputLayer& described);
    void add(const model::FeatureView& row) const;
    void close();
    [[noreturn]] void fail(const GdalComplaints& complaints) const {
        throw Error{Fault::system, fmt::format("{}: cannot be written; GDAL says: {}", called,
                                               complaints.failure())};
    }

    std::string called;
    std::unique_ptr<void, CloseDataset> dataset = {};
    OGRLayerH layer = nullptr;
    bool many = false;
    bool is_database = false;
};

void GdalOutput::Dataset::open(const std::string& path, GdalFormat format,
                               const OutputLayer& described) {
    const GdalComplaints complaints;
    is_database = format == GdalFormat::geopackage;
    // All drivers would take as much memory as some thousand rows, and longer than to write these.
    is_database ? gdal().RegisterOGRGeoPackage() : gdal().RegisterOGRFlatGeobuf();
    // What is not whole is thrown away, so nothing has to survive a failure in between.
    gdal().CPLSetThreadLocalConfigOption("OGR_SQLITE_JOURNAL", "OFF");
    gdal().CPLSetThreadLocalConfigOption("OGR_SQLITE_SYNCHRONOUS", "OFF");
    // Readers forbid GDAL's own functions in triggers, which the index needs.
    gdal().CPLSetThreadLocalConfigOption("OGR_SQLITE_PRAGMA", "trusted_schema=ON");
    const GDALDriverH driver = gdal().GDALGetDriverByName(is_database ? "GPKG" : "FlatGeobuf");
    if (driver == nullptr) {
        throw Error{Fault::system, called + ": this GDAL does not write the format"};
    }
    dataset.reset(gdal().GDALCreate(driver, path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!dataset) {
        fail(complaints);
    }
    add_layer(format, described);
    if (layer == nullptr || !complaints.failure().empty()) {
        fail(complaints);
    }
    if (is_database) {
        gdal().GDALDatasetStartTransaction(dataset.get(), FALSE);
    }
}

void GdalOutput::Dataset::add_layer(GdalFormat format, const OutputLayer& described) {
    const std::unique_ptr<void, ReleaseReference> wgs84{gdal().OSRNewSpatialReference(nullptr)};
    auto* const reference = static_cast<OGRSpatialReferenceH>(wgs84.get());
    gdal().OSRImportFromEPSG(reference, 4326);
    gdal().OSRSetAxisMappingStrategy(reference, OAMS_TRADITIONAL_GIS_ORDER);
    std::vector<std::string> options{
        fmt::format("SPATIAL_INDEX={}", described.is_indexed ? "YES" : "NO")};
    if (format == GdalFormat::geopackage) {
        options.push_back("FID=" + free_name("row", described.fields));
        options.push_back("GEOMETRY_NAME=" + free_name("geom", described.fields));
        options.push_back("DESCRIPTION=" + described.description);
    }
    std::vector<char*> words;
    for (std::string& option : options) {
        words.push_back(option.data());
    }
    words.push_back(nullptr);
    many = described.has_many;
    layer = gdal().GDALDatasetCreateLayer(dataset.get(), described.name.c_str(), reference,
                                          type_of(described), words.data());
    for (const OutputField& field : described.fields) {
        const OGRFieldDefnH made = gdal().OGR_Fld_Create(field.name.c_str(), type_of(field.type));
        if (field.type == OutputField::Type::boolean) {
            gdal().OGR_Fld_SetSubType(made, OFSTBoolean);
        }
        if (layer != nullptr) {
            gdal().OGR_L_CreateField(layer, made, FALSE);
        }
        gdal().OGR_Fld_Destroy(made);
    }
}

void GdalOutput::Dataset::close() {
    const GdalComplaints complaints;
    if (is_database) {
        gdal().GDALDatasetCommitTransaction(dataset.get());
    }
    dataset.reset();
    if (!complaints.failure().empty()) {
        fail(complaints);
    }
}

void GdalOutput::Dataset::add(const model::FeatureView& row) const {
    const GdalComplaints complaints;
    auto* const definition = gdal().OGR_L_GetLayerDefn(layer);
    const std::unique_ptr<void, DestroyFeature> made{gdal().OGR_F_Create(definition)};
    auto* const feature = static_cast<OGRFeatureH>(made.get());
    for (std::size_t i = 0; i < row.attributes.size(); ++i) {
        std::visit(SetField{feature, static_cast<int>(i)}, row.attributes[i].value);
    }
    if (row.shape != model::Shape::none) {
        gdal().OGR_F_SetGeometryDirectly(feature, geometry_of(row, many));
    }
    if (gdal().OGR_L_CreateFeature(layer, feature) != OGRERR_NONE ||
        !complaints.failure().empty()) {
        fail(complaints);
    }
}

GdalOutput::GdalOutput(const std::string& path, GdalFormat format, const OutputLayer& layer)
    : called_{path},
      is_indexed_{layer.is_indexed},
      whole_{path},
      folder_{path},
      dataset_{std::make_shared<Dataset>(path)} {
    whole_.make_file();
    folder_.make_folder();
    path_ = folder_.path() + (format == GdalFormat::geopackage ? "/layer.gpkg" : "/layer.fgb");
    dataset_->open(path_, format, layer);
}

GdalOutput::~GdalOutput() {
    if (dataset_ && base::interrupted()) {
        // To close it is to make its index, and what is asked to stop has no time for that.
        [[maybe_unused]] const void* const left = dataset_->dataset.release();
    }
}

void GdalOutput::add(const model::FeatureView& row) {
    base::stop_if_interrupted();
    dataset_->add(row);
    ++rows_;
}

void GdalOutput::commit() {
    base::SideThread beside;
    const bool is_database = dataset_->is_database;
    beside.run([dataset = std::move(dataset_)] { dataset->close(); });
    if (!is_database) {
        in_context(called_, [&] { require_whole_flatgeobuf(path_, rows_, is_indexed_); });
    }
    take_place(path_, whole_.path());
    whole_.commit();
}

}  // namespace tamga::ingest
