// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/files/mapped_file.hpp"
#include "engine/ingest/gdal_formats.hpp"
#include "engine/ingest/input.hpp"
#include "engine/ingest/parse/store_layers.hpp"
#include "engine/ingest/read.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::ingest {

/// Keeps what GDAL complains about on this thread, instead of letting it print.
class GdalComplaints {
public:
    GdalComplaints();
    ~GdalComplaints();
    GdalComplaints(const GdalComplaints&) = delete;
    GdalComplaints& operator=(const GdalComplaints&) = delete;

    /// The first failure; empty if there was none.
    const std::string& failure() const noexcept { return failure_; }

private:
    friend struct GdalComplaintKeeper;
    std::string failure_;
};

/// A source that GDAL has open, with all that has to live as long.
class GdalSource {
public:
    /// A layer of it that has features of its own.
    struct Layer {
        void* handle = nullptr;  ///< An OGRLayerH.
        std::string name;
        bool geodesic = false;  ///< A store's layer of routes.
    };

    /// `input` is null for what is no file: a folder, a database.
    /// Throws Error{Fault::input} if no driver that its name stands for can open it.
    GdalSource(Source source, std::shared_ptr<const Input> input);
    ~GdalSource();  // Where its parts are known.
    GdalSource(const GdalSource&) = delete;
    GdalSource& operator=(const GdalSource&) = delete;

    const Source& source() const noexcept { return source_; }
    /// A GDALDatasetH.
    void* dataset() const noexcept { return dataset_.get(); }
    const std::string& driver() const noexcept { return driver_; }
    /// The layer asked for, or all that are to be read. GPX has its tracks and routes a second time
    /// as points, and tables without geometry, and those behind a store's layers, are read only where
    /// they are asked for.
    const std::vector<Layer>& layers() const noexcept { return layers_; }
    /// What should be known about it: tables that are left out, what GDAL did not like.
    const std::vector<std::string>& notes() const noexcept { return notes_; }

private:
    class MemoryFile;
    class Network;
    struct CloseDataset {
        void operator()(void* dataset) const noexcept;
    };

    void open();
    std::string_view content(GdalFormats& formats);
    std::string_view kml_in(std::string_view zip, GdalFormats& formats);
    void check_text(std::string_view text);
    void check_database(std::string_view text);
    void add_layer(std::vector<Layer>& all, std::vector<Layer>& tables, void* handle) const;
    [[noreturn]] void refuse(const std::string& complaint, const std::string& expected) const;
    void choose_layers();
    [[noreturn]] void refuse_layer(const std::vector<Layer>& all) const;

    Source source_;
    std::shared_ptr<const Input> input_;
    std::optional<base::MappedFile> kml_;  ///< What a KMZ holds.
    std::unique_ptr<MemoryFile> memory_;
    std::unique_ptr<Network> network_;
    std::unique_ptr<void, CloseDataset> dataset_;
    std::string driver_;
    std::vector<StoreLayer> store_layers_;  ///< Of a store.
    std::vector<Layer> layers_;
    std::vector<std::string> notes_;
};

}  // namespace tamga::ingest
