// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/pending_output.hpp"
#include "engine/ingest/read.hpp"
#include "engine/route/journey.hpp"
#include "engine/route/weight.hpp"
#include "engine/store/layer.hpp"
#include "engine/store/spatialite.hpp"
#include "engine/store/table_writer.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace tamga::store {

/// A place that journeys name and that was not found.
struct LostPlace {
    std::string name;
    std::uint64_t rows = 0;
    route::Weight weight;
};

/// What adding a source to a store came to.
struct Added {
    std::vector<Layer> layers;
    ingest::Summary summary;             ///< A record that is no journey is a bad one.
    std::vector<LostPlace> lost_places;  ///< In the order in which they turned up.
    route::Weight weight;                ///< The sum over all routes added.
    route::Weight lost_weight;           ///< The sum over the bad records whose weight is known.
};

/// Makes a store: a SpatiaLite file that appears whole under its name, or not at all.
class Writer {
public:
    /// Throws as base::check_output() does, before any work.
    Writer(std::string path, bool force);
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Adds the features of a source as the layer `name`; where a source mixes shapes, as
    /// name_points, name_lines and name_polygons. A source without features gives no layer.
    ///
    /// Throws Error{Fault::usage} if the store has such a layer already or cannot have one of that
    /// name, and as ingest::read does.
    Added add_layer(const std::string& name, const ingest::Source& source);

    /// Adds the journeys of a source as a layer of routes, each a geodesic line.
    ///
    /// Throws as add_layer() does, and Error{Fault::input} if no record of several is a journey (a
    /// column is misspelt, say) or, with strict, if one is not.
    Added add_routes(const std::string& name, const ingest::Source& source,
                     const route::JourneyColumns& columns, const route::Locations& locations);

    /// Gives the file its name.
    void commit();

private:
    void check_name(const std::string& name);
    void register_layer(const Layer& layer);

    base::PendingOutput pending_;  // Removed after the database is closed.
    std::unique_ptr<SpatialDatabase> database_;
    std::vector<std::string> names_;
};

}  // namespace tamga::store
