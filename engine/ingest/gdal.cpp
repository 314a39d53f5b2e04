// SPDX-License-Identifier: MIT
//
// Every other vector format, by way of GDAL. One thread reads features, all threads turn them into
// ours.
#include "engine/base/error.hpp"
#include "engine/ingest/describe.hpp"
#include "engine/ingest/gdal_feature.hpp"
#include "engine/ingest/gdal_library.hpp"
#include "engine/ingest/kml_tracks.hpp"
#include "engine/ingest/pipeline.hpp"
#include "engine/ingest/readers.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace tamga::ingest {
namespace {

constexpr std::size_t most_features = 16384;
constexpr std::size_t most_positions = 100000;

struct CloseDataset {
    void operator()(GDALDatasetH dataset) const noexcept { gdal().GDALClose(dataset); }
};
using Dataset = std::unique_ptr<void, CloseDataset>;
struct FreeText {
    void operator()(char* text) const noexcept { gdal().VSIFree(text); }
};
using Text = std::unique_ptr<char, FreeText>;

/// Keeps what GDAL complains about on this thread, instead of letting it print.
class Complaints {
public:
    Complaints() { gdal().CPLPushErrorHandlerEx(&Complaints::keep, this); }
    ~Complaints() { gdal().CPLPopErrorHandler(); }
    Complaints(const Complaints&) = delete;
    Complaints& operator=(const Complaints&) = delete;

    /// The first failure; empty if there was none.
    const std::string& failure() const noexcept { return failure_; }

private:
    static void keep(CPLErr kind, CPLErrorNum, const char* message) {
        auto* self = static_cast<Complaints*>(gdal().CPLGetErrorHandlerUserData());
        if (kind >= CE_Failure && self->failure_.empty()) {
            self->failure_ = message;
        }
    }

    std::string failure_;
};

/// A buffer under a name that GDAL can open.
class MemoryFile {
public:
    MemoryFile(const std::string& path, std::string_view content)
        : name_{fmt::format("/vsimem/tamga-{}/{}", static_cast<const void*>(content.data()),
                            file_name(path))} {
        // GDAL only reads it: the name goes with this object, the bytes stay ours.
        auto* bytes = reinterpret_cast<GByte*>(const_cast<char*>(content.data()));
        gdal().VSIFCloseL(gdal().VSIFileFromMemBuffer(name_.c_str(), bytes, content.size(), FALSE));
    }
    ~MemoryFile() { gdal().VSIUnlink(name_.c_str()); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    const std::string& name() const noexcept { return name_; }

private:
    static std::string file_name(const std::string& path) {
        const std::filesystem::path name = std::filesystem::path{path}.filename();
        return name.extension() == ".gz" ? name.stem().string() : name.string();
    }

    std::string name_;
};

/// A feature on its way to a thread.
struct Raw {
    GdalFeature feature;
    const GdalLayer* layer = nullptr;
    std::uint64_t record = 0;
};

Batch convert(const std::vector<Raw>& block) {
    const Complaints complaints;
    Batch batch;
    GdalTarget target{batch.features, batch.tally};
    for (const Raw& raw : block) {
        try {
            target.add(raw.feature, *raw.layer, raw.record);
        } catch (const Error& error) {  // Counted, with its number.
            batch.features.discard();
            batch.tally.refuse(raw.record, error.what(), name_of(raw.feature, *raw.layer));
        }
    }
    return batch;
}

class GdalReader {
public:
    GdalReader(const Source& source, Dataset dataset);

    Job next();

private:
    OGRFeatureH next_feature(OGRLayerH& layer);
    bool repeats_others(OGRLayerH layer) const;
    const GdalLayer& layer_of(OGRLayerH handle);
    void check_complete() const;
    void set_crs(GdalLayer& layer, OGRLayerH handle) const;

    const Source& source_;
    std::string driver_;
    std::map<OGRLayerH, GdalLayer> layers_;  // Outlives the features; std::map keeps places.
    OGRLayerH only_layer_ = nullptr;
    std::uint64_t records_ = 0;
    Dataset dataset_;
};

GdalReader::GdalReader(const Source& source, Dataset dataset)
    : source_{source},
      driver_{gdal().GDALGetDriverShortName(gdal().GDALGetDatasetDriver(dataset.get()))},
      dataset_{std::move(dataset)} {
    if (source.layer.empty()) {
        return;
    }
    only_layer_ = gdal().GDALDatasetGetLayerByName(dataset_.get(), source.layer.c_str());
    if (only_layer_ == nullptr) {
        std::string names;
        for (int i = 0; i < gdal().GDALDatasetGetLayerCount(dataset_.get()); ++i) {
            const OGRLayerH layer = gdal().GDALDatasetGetLayer(dataset_.get(), i);
            names += fmt::format("{}'{}'", i == 0 ? "" : ", ", gdal().OGR_L_GetName(layer));
        }
        throw Error{Fault::input, fmt::format("{}: has no layer '{}'; it has {}",
                                              called(source.path), source.layer, names)};
    }
}

/// GPX comes with its tracks and routes a second time, as points.
bool GdalReader::repeats_others(OGRLayerH layer) const {
    return driver_ == "GPX" && std::string_view{gdal().OGR_L_GetName(layer)}.ends_with("_points");
}

OGRFeatureH GdalReader::next_feature(OGRLayerH& layer) {
    layer = only_layer_;
    return only_layer_ != nullptr ? gdal().OGR_L_GetNextFeature(only_layer_)
                                  : gdal().GDALDatasetGetNextFeature(dataset_.get(), &layer,
                                                                     nullptr, nullptr, nullptr);
}

const GdalLayer& GdalReader::layer_of(OGRLayerH handle) {
    const auto known = layers_.find(handle);
    if (known != layers_.end()) {
        return known->second;
    }
    GdalLayer layer{.table = source_.table};
    const OGRFeatureDefnH definition = gdal().OGR_L_GetLayerDefn(handle);
    for (int i = 0; i < gdal().OGR_FD_GetFieldCount(definition); ++i) {
        const OGRFieldDefnH field = gdal().OGR_FD_GetFieldDefn(definition, i);
        layer.fields.push_back({gdal().OGR_Fld_GetNameRef(field), gdal().OGR_Fld_GetType(field),
                                gdal().OGR_Fld_GetSubType(field) == OFSTBoolean});
    }
    layer.ids = driver_ == "GPKG";
    set_crs(layer, handle);
    return layers_.emplace(handle, std::move(layer)).first->second;
}

void GdalReader::set_crs(GdalLayer& layer, OGRLayerH handle) const {
    const OGRSpatialReferenceH srs = gdal().OGR_L_GetSpatialRef(handle);
    if (!source_.crs.empty()) {
        layer.crs.emplace(source_.crs);
        return;
    }
    if (srs == nullptr) {
        return;  // WGS 84, or the range check says what to do.
    }
    int count = 0;
    const int* axes = gdal().OSRGetDataAxisToSRSAxisMapping(srs, &count);
    const bool as_its_authority = count >= 2 && axes[0] == 1;
    layer.latitude_first = as_its_authority && (gdal().OSREPSGTreatsAsLatLong(srs) != 0 ||
                                                gdal().OSREPSGTreatsAsNorthingEasting(srs) != 0);
    char* wkt = nullptr;
    const char* options[] = {"FORMAT=WKT2_2019", nullptr};
    gdal().OSRExportToWktEx(srs, &wkt, options);
    const Text owned{wkt};
    try {
        layer.crs.emplace(wkt == nullptr ? "" : wkt);
    } catch (const Error&) {
        throw Error{Fault::input,
                    fmt::format("{}: layer '{}' is in the CRS '{}', from which there is no way to "
                                "WGS 84; name the right one with --crs",
                                called(source_.path), gdal().OGR_L_GetName(handle),
                                gdal().OSRGetName(srs))};
    }
}

/// FlatGeobuf says how many features there are; GDAL does not mind if the file ends before them.
void GdalReader::check_complete() const {
    if (driver_ != "FlatGeobuf") {
        return;
    }
    std::uint64_t announced = 0;
    for (int i = 0; i < gdal().GDALDatasetGetLayerCount(dataset_.get()); ++i) {
        const OGRLayerH layer = gdal().GDALDatasetGetLayer(dataset_.get(), i);
        const GIntBig count = gdal().OGR_L_GetFeatureCount(layer, FALSE);
        const bool wanted = only_layer_ == nullptr || layer == only_layer_;
        announced += wanted && count > 0 ? static_cast<std::uint64_t>(count) : 0;
    }
    if (announced > records_) {
        throw Error{Fault::input, fmt::format("{}: ends after {} of {} features; was it cut short "
                                              "by a broken download?",
                                              called(source_.path), records_, announced)};
    }
}

Job GdalReader::next() {
    const Complaints complaints;
    auto block = std::make_shared<std::vector<Raw>>();  // Shared: a std::function must be copyable.
    for (std::size_t positions = 0; positions < most_positions && block->size() < most_features;) {
        OGRLayerH layer = nullptr;
        Raw raw{.feature = GdalFeature{next_feature(layer)}};
        if (!raw.feature) {
            break;
        }
        if (only_layer_ == nullptr && repeats_others(layer)) {
            continue;
        }
        raw.layer = &layer_of(layer);
        raw.record = ++records_;
        positions += count_positions(raw.feature);
        block->push_back(std::move(raw));
    }
    if (!complaints.failure().empty()) {
        throw Error{Fault::input, fmt::format("{}: after {} features: {}", called(source_.path),
                                              records_, complaints.failure())};
    }
    if (block->empty()) {
        check_complete();
        return {};
    }
    return [block] { return convert(*block); };
}

Dataset open(const std::string& name) {
    static const bool registered = (gdal().GDALAllRegister(), true);
    constexpr unsigned how = GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR;
    return Dataset{registered ? gdal().GDALOpenEx(name.c_str(), how, nullptr, nullptr, nullptr)
                              : nullptr};
}

[[noreturn]] void refuse_unknown(const Source& source, std::string_view text,
                                 const std::string& complaint) {
    std::string what = fmt::format(
        "{}: is no format that can be read: neither GeoJSON nor CSV nor "
        "any vector format of GDAL (GeoPackage, Shapefile, KML, ...)",
        called(source.path));
    if (!text.empty()) {
        what += fmt::format("; it starts with {}", quoted_start(text));
    }
    const bool tells = complaint.find("not recognized as a supported") == std::string::npos;
    throw Error{Fault::input,
                tells && !complaint.empty() ? what + "; GDAL says: " + complaint : what};
}

}  // namespace

Summary read_gdal(const Source& source, const Input* input, const Work& work) {
    const std::string_view text = input == nullptr ? std::string_view{} : input->text();
    check_kml_tracks(text, called(source.path));
    std::optional<MemoryFile> memory;
    if (input != nullptr && input->buffered()) {
        memory.emplace(source.path, text);
    }
    const std::string name = memory ? memory->name() : source.path;
    Dataset dataset;
    std::string complaint;
    {
        const Complaints complaints;
        dataset = open(name);
        if (!dataset && text.starts_with("PK")) {
            dataset = open("/vsizip/" + name);
        }
        complaint = complaints.failure();
    }
    if (!dataset || gdal().GDALDatasetGetLayerCount(dataset.get()) == 0) {
        refuse_unknown(source, text, complaint);
    }
    GdalReader reader{source, std::move(dataset)};
    return run(source, {.next = [&] { return reader.next(); }, .release = [](std::size_t) {}},
               work);
}

}  // namespace tamga::ingest
