// SPDX-License-Identifier: MIT
#include "engine/ingest/gdal_source.hpp"

#include "engine/base/error.hpp"
#include "engine/base/sqlite.hpp"
#include "engine/ingest/columns.hpp"
#include "engine/ingest/gdal_formats.hpp"
#include "engine/ingest/gdal_library.hpp"
#include "engine/ingest/kmz.hpp"
#include "engine/ingest/parse/describe.hpp"
#include "engine/ingest/parse/kml_tracks.hpp"
#include "engine/ingest/parse/scan.hpp"
#include "engine/ingest/parse/sqlite_schema.hpp"
#include "engine/ingest/parse/topology.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <utility>

namespace tamga::ingest {

/// GDAL's handler is told of its own object by GDAL only.
struct GdalComplaintKeeper {
    static void keep(CPLErr kind, CPLErrorNum, const char* message) {
        auto* self = static_cast<GdalComplaints*>(gdal().CPLGetErrorHandlerUserData());
        if (kind >= CE_Failure && self->failure_.empty()) {
            self->failure_ = message;
        }
    }
};

GdalComplaints::GdalComplaints() { gdal().CPLPushErrorHandlerEx(&GdalComplaintKeeper::keep, this); }
GdalComplaints::~GdalComplaints() { gdal().CPLPopErrorHandler(); }

/// A buffer under a name that GDAL can open.
class GdalSource::MemoryFile {
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

/// What GDAL may fetch while a source is open: nothing, unless its name is an address.
class GdalSource::Network {
public:
    explicit Network(const GdalFormats& formats) {
        constexpr const char* only = "CPL_VSIL_CURL_ALLOWED_FILENAME";
        gdal().CPLSetConfigOption(only, formats.network ? nullptr : "/none");
        if (!formats.names_others) {
            return;
        }
        for (const char* name : remote_drivers()) {
            if (const GDALDriverH driver = gdal().GDALGetDriverByName(name)) {
                gdal().GDALDeregisterDriver(driver);
                removed_.push_back(driver);
            }
        }
    }
    ~Network() {
        for (const GDALDriverH driver : removed_) {
            gdal().GDALRegisterDriver(driver);
        }
    }
    Network(const Network&) = delete;
    Network& operator=(const Network&) = delete;

private:
    std::vector<GDALDriverH> removed_;
};

namespace {

void register_drivers() {
    gdal().GDALAllRegister();
    gdal().CPLSetConfigOption("GML_DOWNLOAD_SCHEMA", "NO");
    // Views and triggers of a file get none of the functions that reach beyond it.
    gdal().CPLSetConfigOption("OGR_SQLITE_PRAGMA", "trusted_schema=OFF");
}

GDALDatasetH open_with(const std::string& name, const GdalFormats& formats,
                       const std::string& encoding) {
    static const bool registered = (register_drivers(), true);
    constexpr unsigned how = GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR;
    const std::string option = "ENCODING=" + encoding;
    const char* options[] = {option.c_str(), nullptr};
    const bool shapefile = formats.expected == "a Shapefile" && !encoding.empty();
    return registered ? gdal().GDALOpenEx(name.c_str(), how, formats.drivers.data(),
                                          shapefile ? options : nullptr, nullptr)
                      : nullptr;
}

bool has_driver(const GdalFormats& formats, std::string_view driver) {
    return std::ranges::any_of(formats.drivers,
                               [&](const char* name) { return name != nullptr && name == driver; });
}

void leave_out(GdalFormats& formats, std::string_view driver) {
    std::erase_if(formats.drivers,
                  [&](const char* name) { return name != nullptr && name == driver; });
}

/// Formats of one text, in which a complaint means that it is damaged.
bool is_one_text(const std::string& driver) {
    for (const char* name : {"GPX", "KML", "LIBKML", "GML", "GeoRSS", "TopoJSON", "GeoJSON"}) {
        if (driver == name) {
            return true;
        }
    }
    return false;
}

}  // namespace

GdalSource::GdalSource(Source source, std::shared_ptr<const Input> input)
    : source_{std::move(source)}, input_{std::move(input)} {
    ::unsetenv("SPATIALITE_SECURITY");  // Before GDAL loads it.
    open();
    const GdalComplaints complaints;
    driver_ = gdal().GDALGetDriverShortName(gdal().GDALGetDatasetDriver(dataset_.get()));
    choose_layers();
    if (!complaints.failure().empty()) {
        throw Error{Fault::input, fmt::format("{}: cannot be read; GDAL says: {}",
                                              called(source_.path), complaints.failure())};
    }
}

GdalSource::~GdalSource() = default;

void GdalSource::CloseDataset::operator()(void* dataset) const noexcept {
    gdal().GDALClose(dataset);
}

/// What is in a KMZ, and nothing else of the archive: it is read as any KML is.
std::string_view GdalSource::kml_in(std::string_view zip, GdalFormats& formats) {
    const MemoryFile archive{source_.path, zip};
    in_context(called(source_.path), [&] {
        kml_ = unpacked_kml(archive.name(), zip.size(), source_.temporary);
        if (!kml_ && formats.expected == "KML") {
            throw Error{Fault::input, "is a zip archive without a file of KML in it"};
        }
    });
    if (!kml_) {
        leave_out(formats, "LIBKML");  // It looks into archives itself.
        return zip;
    }
    const std::string_view text = as_text(kml_->bytes());
    memory_ = std::make_unique<MemoryFile>(layer_name(source_.path) + ".kml", text);
    return text;
}

/// The source as text or bytes, and where GDAL finds it.
std::string_view GdalSource::content(GdalFormats& formats) {
    if (input_ == nullptr) {
        leave_out(formats, "LIBKML");  // What it would read was not looked at.
        return {};
    }
    const std::string_view text = input_->text();
    if (text.starts_with("PK") && has_driver(formats, "LIBKML")) {
        const std::string_view kml = kml_in(text, formats);
        if (kml_) {
            return kml;
        }
    }
    if (input_->buffered()) {
        memory_ = std::make_unique<MemoryFile>(source_.path, text);
    }
    return text;
}

void GdalSource::check_text(std::string_view text) {
    if (is_sqlite(text)) {
        check_database(text);
    }
    check_kml_tracks(text, called(source_.path));
    in_context(called(source_.path), [&] { check_topology(text); });
    constexpr std::size_t deepest = 1000;
    if (text.substr(0, 16).find('<') != std::string_view::npos && is_deeper(text, deepest)) {
        throw Error{Fault::input, fmt::format("{}: its XML is nested more than {} deep",
                                              called(source_.path), deepest)};
    }
    if (kml_ && text.find("<NetworkLink") != std::string_view::npos) {
        notes_.emplace_back("its NetworkLinks name other files, which are not read");
    }
}

void GdalSource::open() {
    std::error_code ignored;  // What cannot be looked at is no folder.
    const bool folder = std::filesystem::is_directory(source_.path, ignored);
    GdalFormats formats = gdal_formats(source_.path, folder);
    const std::string_view text = content(formats);
    check_text(text);
    const std::string name = memory_ ? memory_->name() : formats.name;
    const GdalComplaints complaints;
    network_ = std::make_unique<Network>(formats);
    dataset_.reset(open_with(name, formats, source_.encoding));
    if (dataset_ == nullptr && text.starts_with("PK")) {
        dataset_.reset(open_with("/vsizip/" + name, formats, source_.encoding));
    }
    if (dataset_ == nullptr || gdal().GDALDatasetGetLayerCount(dataset_.get()) == 0) {
        refuse(complaints.failure(), formats.expected);
    }
    if (!complaints.failure().empty()) {
        const char* driver =
            gdal().GDALGetDriverShortName(gdal().GDALGetDatasetDriver(dataset_.get()));
        if (is_one_text(driver)) {
            throw Error{Fault::input, fmt::format("{}: is damaged or cut short: {}",
                                                  called(source_.path), complaints.failure())};
        }
        notes_.push_back("GDAL says: " + complaints.failure());
    }
}

void GdalSource::check_database(std::string_view text) {
    const auto look_at = [&](base::Database& database) {
        check_schema(database);
        store_layers_ = store_layers(database);
    };
    in_context(called(source_.path), [&] {
        if (input_->buffered()) {
            base::Database database{as_bytes(text)};
            look_at(database);
        } else {
            base::Database database{source_.path, base::Database::Mode::read_only};
            look_at(database);
        }
    });
}

void GdalSource::refuse(const std::string& complaint, const std::string& expected) const {
    const std::string_view text = input_ == nullptr ? std::string_view{} : input_->text();
    std::string what = called(source_.path) + ": ";
    if (text.substr(0, 4096).find("VRTDataset>") != std::string_view::npos ||
        text.substr(0, 4096).find("<OGRVRTDataSource") != std::string_view::npos ||
        text.substr(0, 4096).find("<VRTDataset") != std::string_view::npos) {
        throw Error{Fault::input, what +
                                      "is a VRT, which names other files; it is read only under "
                                      "a name that ends in .vrt"};
    }
    what += expected.empty()
                ? "is no format that can be read: neither GeoJSON nor CSV nor any vector format of "
                  "GDAL (GeoPackage, Shapefile, KML, ...)"
                : fmt::format("is not {}, as its name says", expected);
    if (!text.empty()) {
        what += fmt::format("; it starts with {}", quoted_start(text));
    }
    const bool tells = complaint.find("not recognized as a supported") == std::string::npos;
    throw Error{Fault::input,
                tells && !complaint.empty() ? what + "; GDAL says: " + complaint : what};
}

/// To those that are read, or to the tables that are not.
void GdalSource::add_layer(std::vector<Layer>& all, std::vector<Layer>& tables,
                           void* handle) const {
    Layer layer{handle, gdal().OGR_L_GetName(handle)};
    const StoreLayer* const stored = layer_called(store_layers_, layer.name);
    if (stored != nullptr) {
        layer.name = stored->name;
        layer.geodesic = stored->routes;
    }
    const bool hidden = (driver_ == "GPX" && layer.name.ends_with("_points")) ||
                        (stored == nullptr && !store_layers_.empty());
    const bool table = gdal().OGR_L_GetGeomType(handle) == wkbNone && !source_.table;
    if (!source_.layer.empty() || !(hidden || table)) {
        all.push_back(layer);
    } else if (table) {
        tables.push_back(layer);
    }
}

void GdalSource::choose_layers() {
    std::vector<Layer> all;
    std::vector<Layer> tables;
    for (int i = 0; i < gdal().GDALDatasetGetLayerCount(dataset_.get()); ++i) {
        add_layer(all, tables, gdal().GDALDatasetGetLayer(dataset_.get(), i));
    }
    if (source_.layer.empty()) {
        for (const Layer& table : tables) {
            if (!all.empty()) {
                notes_.push_back(
                    fmt::format("left out the table '{}', which has no geometry", table.name));
            }
        }
        layers_ = all.empty() ? tables : all;
        return;
    }
    const auto chosen = std::ranges::find(all, source_.layer, &Layer::name);
    if (chosen == all.end()) {
        refuse_layer(all);
    }
    layers_ = {*chosen};
}

void GdalSource::refuse_layer(const std::vector<Layer>& all) const {
    std::vector<std::string> names;
    std::ranges::transform(all, std::back_inserter(names), &Layer::name);
    throw Error{Fault::input, fmt::format("{}: has no layer '{}'; it has {}", called(source_.path),
                                          source_.layer, listed(names))};
}

}  // namespace tamga::ingest
