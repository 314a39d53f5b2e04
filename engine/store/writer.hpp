// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/files/pending_output.hpp"
#include "engine/ingest/read.hpp"
#include "engine/route/table/journey.hpp"
#include "engine/route/table/journey_accounts.hpp"
#include "engine/route/table/weight.hpp"
#include "engine/store/layer.hpp"
#include "engine/store/spatialite.hpp"
#include "engine/store/table_writer.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace tamga::store {

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
};

/// Makes a store: a SpatiaLite file that appears whole under its name, or not at all.
class Writer {
public:
    /// Throws as base::check_output() does, before any work.
    Writer(std::string path, bool force);
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Adds the features of a source as the layer `name`; where a source mixes shapes, as
    /// name_points, name_lines and name_polygons. Quotes in the name become typographic ones
    /// (name_in_store), and longitudes beyond 180 come down to those within.
    ///
    /// Throws Error{Fault::usage} if the store has such a layer already or cannot have one of that
    /// name, Error{Fault::input} if no record can be used, and as ingest::read does.
    Added add_layer(const std::string& name, const ingest::Source& source);

    /// Adds the journeys of a source as a layer of routes, each a geodesic line.
    ///
    /// Throws as add_layer() does, and Error{Fault::input} if a named column is not there, if no row
    /// is a journey or, with strict, if one is not (and not of an aggregate).
    Added add_routes(const RouteSource& routes, const route::JourneyReader& reader);

    /// Gives the file its name.
    void commit();

private:
    void check_name(const std::string& name);
    static void note_name(const std::string& wanted, ingest::Summary& summary);
    void register_layer(const Layer& layer);

    base::PendingOutput pending_;  // Removed after the database is closed.
    std::unique_ptr<SpatialDatabase> database_;
    std::vector<std::string> names_;
};

}  // namespace tamga::store
