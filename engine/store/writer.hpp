// SPDX-License-Identifier: MIT
#pragma once

#include "engine/ingest/read.hpp"
#include "engine/route/table/journey.hpp"
#include "engine/route/table/journey_accounts.hpp"
#include "engine/route/table/weight.hpp"
#include "engine/store/layer.hpp"
#include "engine/store/source_note.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace tamga::store {

struct FixedColumn;
class RouteTables;
class Table;

/// What adding a source to a store came to.
struct Added {
    std::vector<Layer> layers;
    ingest::Summary summary;   ///< A record that is no journey is a bad one.
    route::RowSums rows = {};  ///< Of a source of journeys; of stocks the latest period's weights.
    std::vector<route::JourneyAccounts::Lost> lost_places = {};  ///< The heaviest first.
    std::vector<route::JourneyAccounts::Lost> aggregates = {};
};

/// Journeys that are to be added.
struct RouteSource {
    std::string name;  ///< The layer's.
    ingest::Source source;
    std::string called;  ///< The source, as it is called in messages.
    route::Measure measure = route::Measure::flow;
    /// Other programs see geodesics, within geo::route_error_m, and not their ends joined: ten times as
    /// large.
    bool drawn = false;
};

/// Makes a store, which appears whole where it is to be, or not at all.
class Writer {
public:
    virtual ~Writer() = default;
    Writer() = default;
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Adds the features of a source as the layer `name`; where a source mixes shapes, as
    /// name_points, name_lines and name_polygons. What the name loses in the store is in the
    /// summary's notes, and longitudes beyond 180 come down to those within.
    ///
    /// Throws Error{Fault::usage} if the store has such a layer already or cannot have one of that
    /// name, Error{Fault::input} if no record can be used, and as ingest::read does.
    Added add_layer(const std::string& name, const ingest::Source& source);

    /// Adds the journeys of a source as a layer of routes, each a geodesic line.
    ///
    /// Throws as add_layer() does, and Error{Fault::input} if a named column is not there, if no row
    /// is a journey or, with strict, if one is not (and not of an aggregate).
    Added add_routes(const RouteSource& routes, const route::JourneyReader& reader);

    /// Keeps with a layer where it comes from.
    virtual void add_source(const SourceNote& note) = 0;

    /// From now on everybody sees it.
    virtual void commit() = 0;

protected:
    /// What a layer that is to be called so is called in this store, and a note if that is another
    /// name.
    struct StoredName {
        std::string name;
        std::string note = {};
    };

private:
    virtual StoredName stored_name(const std::string& wanted) const = 0;
    /// Throws Error{Fault::usage} if the database can have no layer of this name, which comes in
    /// lower case, too.
    virtual void require_free(const std::string& name, const std::string& lower) = 0;
    virtual std::unique_ptr<Table> table(const std::string& name, Kind kind) = 0;
    virtual std::unique_ptr<RouteTables> route_tables(const std::string& name,
                                                      const std::vector<FixedColumn>& fixed) = 0;
    /// Makes a finished table one of the store's layers.
    virtual void list_layer(const Layer& layer) = 0;

    class Lanes;
    void check_name(const std::string& name);
    void check_route_names(const std::string& name);
    void add_to_layers(const Layer& layer, Added& added);

    std::vector<std::string> names_;  ///< Of layers, in lower case.
};

/// A writer for a store by where it is to be. Throws as base::check_output() does, before any work.
std::unique_ptr<Writer> create(const std::string& address, bool force);

/// Makes the indexes of a store's routes anew, as they have to be if another program has changed
/// pairs or places. Everybody sees the store as it was until all is done. Throws as open() does.
void reindex(const std::string& address);

}  // namespace tamga::store
