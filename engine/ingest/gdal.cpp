// SPDX-License-Identifier: MIT
//
// Every other vector format, by way of GDAL. One thread reads features, all threads turn them into
// ours. GDAL's calls are made on a thread beside, since some take as long as the file is.
#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/base/side_thread.hpp"
#include "engine/ingest/columns.hpp"
#include "engine/ingest/gdal_feature.hpp"
#include "engine/ingest/gdal_library.hpp"
#include "engine/ingest/gdal_source.hpp"
#include "engine/ingest/parse/kml_tracks.hpp"
#include "engine/ingest/pipeline.hpp"
#include "engine/ingest/readers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace tamga::ingest {
namespace {

constexpr std::size_t most_features = 16384;
constexpr std::size_t most_positions = 100000;

struct FreeText {
    void operator()(char* text) const noexcept { gdal().VSIFree(text); }
};
using Text = std::unique_ptr<char, FreeText>;

/// A feature on its way to a thread.
struct Raw {
    GdalFeature feature;
    const GdalLayer* layer = nullptr;
    std::uint64_t record = 0;
};
using Block = std::vector<Raw>;

Batch convert(const Block& block) {
    const GdalComplaints complaints;
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
    GdalReader(const Source& source, std::shared_ptr<const Input> input)
        : opened_{source, std::move(input)} {
        const GdalComplaints complaints;  // A VRT looks for what it names only now.
        check_columns();
        if (!complaints.failure().empty()) {
            throw Error{Fault::input, fmt::format("{}: cannot be read; GDAL says: {}",
                                                  called(path()), complaints.failure())};
        }
    }

    /// The next features; empty at the end.
    std::shared_ptr<Block> next();

    /// What should be known about the source, at its end.
    std::vector<std::string> notes() const;

private:
    OGRFeatureH next_feature(OGRLayerH& layer);
    bool is_wanted(OGRLayerH layer) const;
    const GdalLayer& layer_of(OGRLayerH handle);
    void check_columns() const;
    void check_complete() const;
    void set_crs(GdalLayer& layer, OGRLayerH handle) const;
    const std::string& path() const { return opened_.source().path; }

    GdalSource opened_;
    std::map<OGRLayerH, GdalLayer> layers_;  // Outlives the features; std::map keeps places.
    std::map<OGRLayerH, std::uint64_t> counts_;
    std::uint64_t records_ = 0;
};

std::vector<std::string> field_names(OGRLayerH layer) {
    std::vector<std::string> names;
    const OGRFeatureDefnH definition = gdal().OGR_L_GetLayerDefn(layer);
    for (int i = 0; i < gdal().OGR_FD_GetFieldCount(definition); ++i) {
        names.emplace_back(gdal().OGR_Fld_GetNameRef(gdal().OGR_FD_GetFieldDefn(definition, i)));
    }
    return names;
}

void GdalReader::check_columns() const {
    std::vector<std::string> known;
    for (const GdalSource::Layer& layer : opened_.layers()) {
        for (std::string& name : field_names(layer.handle)) {
            if (std::ranges::find(known, name) == known.end()) {
                known.push_back(std::move(name));
            }
        }
    }
    require_columns(opened_.source(), known);
}

bool GdalReader::is_wanted(OGRLayerH layer) const {
    return std::ranges::find(opened_.layers(), layer, &GdalSource::Layer::handle) !=
           opened_.layers().end();
}

OGRFeatureH GdalReader::next_feature(OGRLayerH& layer) {
    if (!opened_.source().layer.empty()) {
        layer = opened_.layers().front().handle;
        return gdal().OGR_L_GetNextFeature(layer);
    }
    return gdal().GDALDatasetGetNextFeature(opened_.dataset(), &layer, nullptr, nullptr, nullptr);
}

const GdalLayer& GdalReader::layer_of(OGRLayerH handle) {
    const auto known = layers_.find(handle);
    if (known != layers_.end()) {
        return known->second;
    }
    GdalLayer layer{.table = opened_.source().table};
    const OGRFeatureDefnH definition = gdal().OGR_L_GetLayerDefn(handle);
    for (int i = 0; i < gdal().OGR_FD_GetFieldCount(definition); ++i) {
        const OGRFieldDefnH field = gdal().OGR_FD_GetFieldDefn(definition, i);
        layer.fields.push_back({gdal().OGR_Fld_GetNameRef(field), gdal().OGR_Fld_GetType(field),
                                gdal().OGR_Fld_GetSubType(field) == OFSTBoolean});
    }
    layer.ids = opened_.driver() == "GPKG";
    layer.geodesic =
        std::ranges::find(opened_.layers(), handle, &GdalSource::Layer::handle)->geodesic;
    set_crs(layer, handle);
    return layers_.emplace(handle, std::move(layer)).first->second;
}

void GdalReader::set_crs(GdalLayer& layer, OGRLayerH handle) const {
    const OGRSpatialReferenceH srs = gdal().OGR_L_GetSpatialRef(handle);
    if (!opened_.source().crs.empty()) {
        layer.crs.emplace(opened_.source().crs);
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
        throw Error{
            Fault::input,
            fmt::format("{}: layer '{}' is in the CRS '{}', from which there is no way to "
                        "WGS 84; name the right one with --crs",
                        called(path()), gdal().OGR_L_GetName(handle), gdal().OSRGetName(srs))};
    }
}

/// FlatGeobuf says how many features there are; GDAL does not mind if the file ends before them.
void GdalReader::check_complete() const {
    if (opened_.driver() != "FlatGeobuf") {
        return;
    }
    std::uint64_t announced = 0;
    for (const GdalSource::Layer& layer : opened_.layers()) {
        const GIntBig count = gdal().OGR_L_GetFeatureCount(layer.handle, FALSE);
        announced += count > 0 ? static_cast<std::uint64_t>(count) : 0;
    }
    if (announced > records_) {
        throw Error{Fault::input, fmt::format("{}: ends after {} of {} features; was it cut short "
                                              "by a broken download?",
                                              called(path()), records_, announced)};
    }
}

std::shared_ptr<Block> GdalReader::next() {
    const GdalComplaints complaints;
    auto block = std::make_shared<Block>();  // Shared: a std::function must be copyable.
    for (std::size_t positions = 0; positions < most_positions && block->size() < most_features;) {
        if (base::interrupted()) {
            return block;  // Who waits for it has gone.
        }
        OGRLayerH layer = nullptr;
        Raw raw{.feature = GdalFeature{next_feature(layer)}};
        if (!raw.feature) {
            break;
        }
        if (!is_wanted(layer)) {
            continue;
        }
        raw.layer = &layer_of(layer);
        raw.record = ++records_;
        ++counts_[layer];
        positions += count_positions(raw.feature);
        block->push_back(std::move(raw));
    }
    if (!complaints.failure().empty()) {
        throw Error{Fault::input, fmt::format("{}: after {} features: {}", called(path()), records_,
                                              complaints.failure())};
    }
    if (block->empty()) {
        check_complete();
    }
    return block;
}

std::vector<std::string> GdalReader::notes() const {
    std::vector<std::string> all = opened_.notes();
    std::string together;
    for (const GdalSource::Layer& layer : opened_.layers()) {
        const auto count = counts_.find(layer.handle);
        if (count != counts_.end()) {
            together +=
                fmt::format("{}'{}' ({})", together.empty() ? "" : ", ", layer.name, count->second);
        }
    }
    if (counts_.size() > 1) {
        all.push_back(fmt::format("{} layers were read together: {}; --source-layer chooses one",
                                  counts_.size(), together));
    }
    return all;
}

/// Makes the reader on the thread on which it is used.
std::shared_ptr<GdalReader> opened(base::SideThread& thread, const Source& source,
                                   std::shared_ptr<const Input> input) {
    auto made = std::make_shared<std::shared_ptr<GdalReader>>();
    thread.run([made, source, input = std::move(input)] {
        *made = std::make_shared<GdalReader>(source, input);
    });
    return *made;
}

}  // namespace

Summary read_gdal(const Source& source, std::shared_ptr<const Input> input, const Work& work) {
    base::SideThread thread;
    const std::shared_ptr<GdalReader> reader = opened(thread, source, std::move(input));
    const auto next = [&]() -> Job {
        auto block = std::make_shared<std::shared_ptr<Block>>();
        thread.run([reader, block] { *block = reader->next(); });
        return (*block)->empty() ? Job{} : [read = *block] { return convert(*read); };
    };
    Source rest = source;
    rest.columns.clear();  // The layers' definitions have been asked.
    Summary summary = run(rest, {.next = next, .release = [](std::size_t) {}}, work);
    std::ranges::move(reader->notes(), std::back_inserter(summary.notes));
    return summary;
}

std::vector<std::string> gdal_layers(const Source& source, std::shared_ptr<const Input> input) {
    base::SideThread thread;
    auto names = std::make_shared<std::vector<std::string>>();
    thread.run([names, source, input = std::move(input)] {
        const GdalComplaints complaints;
        const GdalSource opened{source, input};
        if (opened.driver() == "OSM") {
            return;  // Its layers can only be read together.
        }
        for (const GdalSource::Layer& layer : opened.layers()) {
            if (GdalFeature{gdal().OGR_L_GetNextFeature(layer.handle)}) {
                names->push_back(layer.name);
            }
        }
    });
    return *names;
}

}  // namespace tamga::ingest
