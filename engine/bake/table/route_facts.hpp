// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/table/layer_counts.hpp"
#include "engine/route/table/journey_accounts.hpp"
#include "engine/route/table/name_survey.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace tamga::bake {

/// What makes a layer one of routes.
struct RouteFacts {
    route::Measuring measuring = {};
    route::RowSums rows = {};  ///< Of stocks with the weights of the latest period.
    std::map<std::string, route::RowSums> rows_of_periods = {};
    std::string places_read_as = {};  ///< "codes:iso3", "countries"; empty: no names looked up.
    std::vector<route::ResolvedName> names = {};  ///< How each name of a place was read.
    struct PeriodWeight {
        std::uint32_t period = 0;
        route::Weight weight;
    };
    std::vector<std::string> periods;   ///< Labels in order; one is empty if rows have no period.
    std::vector<PeriodWeight> weights;  ///< Of all features, one after the other.
    std::vector<std::uint32_t> ends;    ///< For each feature where its weights end.
    std::vector<char> first_of_flow;    ///< Of each feature: false for a flow's later periods.
    std::vector<RouteZoomSum>
        zooms;  ///< From min_zoom on; `drawn` and `remainder` are not known yet.
};

/// What became of those features of a zoom that are no rows of the table.
struct ZoomRows {
    std::uint64_t merged = 0;
    std::map<std::string, std::uint64_t> dropped;  ///< By reason.
};

}  // namespace tamga::bake
