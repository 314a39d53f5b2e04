// SPDX-License-Identifier: MIT
#pragma once

#include "engine/filter/expression.hpp"
#include "engine/geo/lonlat.hpp"
#include "engine/model/features.hpp"
#include "engine/store/answer.hpp"
#include "engine/store/layer.hpp"
#include "engine/store/spatialite.hpp"
#include "engine/store/time_range.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tamga::store {

/// Which rows of which layer a question is about.
struct Filter {
    std::string layer;        ///< Empty: the only one of the kind.
    std::string time;         ///< What TimeRange reads; empty: all.
    std::string period = {};  ///< Only routes of exactly this one; empty: all.
    std::string where;        ///< A filter::Expression on the layer's columns; empty: all.
};

/// The filter with which a layer is asked for numbers to be added up: of stocks that is of the latest
/// period if no other is named, which goes into `notes`.
Filter at_one_period(const Layer& layer, const Filter& filter, std::vector<std::string>& notes);

/// A store that is asked.
class Store {
public:
    /// Throws Error{Fault::input} if `path` is not a store.
    explicit Store(const std::string& path);

    /// Ends a statement that runs on another thread.
    void stop() noexcept;

    SpatialDatabase& database() noexcept { return database_; }
    const std::vector<Layer>& layers() const noexcept { return layers_; }

    /// The layer of that name, or the only one of these kinds.
    /// Throws Error{Fault::usage} if there is none, if there are several, or if it is of another
    /// kind.
    const Layer& layer(const std::string& name, std::span<const Kind> kinds) const;

private:
    SpatialDatabase database_;
    std::vector<Layer> layers_;
};

/// A column of a statement's row; of a BLOB only its size.
Cell cell_of(const base::Statement& statement, int column);

/// One row of a layer, as a selection hands it on.
struct Candidate {
    std::int64_t fid = 0;
    std::vector<Cell> cells;  ///< Of the selection's columns.
    Bytes geometry;
    geo::LonLat origin;  ///< Of a route; the next four are zero for other kinds.
    geo::LonLat destination;
    route::Weight weight;
};

/// The rows of a layer that pass a filter.
class Selection {
public:
    /// Throws Error{Fault::usage} if the filter makes no sense for the layer.
    Selection(Store& store, const Layer& layer, const Filter& filter);

    /// What Candidate::cells holds: fid and the layer's attributes.
    const std::vector<std::string>& columns() const noexcept { return columns_; }
    const Layer& layer() const noexcept { return layer_; }

    using Visit = std::function<void(Candidate&&)>;

    /// Calls `visit` with every row, in the order of fid.
    void all(const Visit& visit);
    /// The same, with every row that may touch one of the windows and others besides. Boxes in the
    /// file are of float32; windows are widened by more than that loses.
    void touching(std::span<const geo::Box> windows, const Visit& visit);
    /// The same for routes, whose geodesic may touch one of the windows.
    void passing(std::span<const geo::Box> windows, const Visit& visit);

    /// What of the last rows a range of times could not tell whether it was asked for.
    std::vector<std::string> notes() const;

private:
    void run(const std::string& condition, std::span<const geo::Box> windows, const Visit& visit);
    Candidate candidate(const base::Statement& statement) const;
    void use_where(const std::string& text);
    void use_time(const std::string& text);
    bool passes(const Candidate& candidate);
    bool is_in_time(const Cell& period);

    Store& store_;
    const Layer& layer_;
    std::string filter_;
    std::vector<std::string> filter_values_;
    std::vector<std::string> columns_;
    std::optional<filter::Matcher> where_;
    std::optional<TimeRange> time_;
    std::size_t time_column_ = 0;
    std::size_t timeless_ = 0;                  ///< Rows without a time.
    std::size_t unreadable_ = 0;                ///< Rows whose time is no date,
    std::string unreadable_time_;               ///< such as this.
    std::vector<model::Attribute> attributes_;  ///< Of the row that where_ is asked about.
};

}  // namespace tamga::store
