// SPDX-License-Identifier: MIT
#include "engine/bake/tiles/metadata.hpp"

#include "engine/archive/exact_numbers.hpp"
#include "engine/base/json.hpp"
#include "engine/tile/world.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

namespace tamga::bake {
namespace {

using Json = nlohmann::ordered_json;
using Layers = std::span<const std::unique_ptr<SlicedLayer>>;

/// A field's type in vector_layers: mixed ones are text, as MBTiles 1.3 wants it.
const char* type_of(const Field& field) {
    const int kinds = (field.numbers > 0) + (field.booleans > 0) + (field.texts > 0);
    return kinds != 1          ? "String"
           : field.numbers > 0 ? "Number"
           : field.texts > 0   ? "String"
                               : "Boolean";
}

/// The key numbers of a layer whose attributes occur, by name.
std::vector<std::pair<std::string, std::size_t>> fields_by_name(const SlicedLayer& layer) {
    std::vector<std::pair<std::string, std::size_t>> all;
    for (std::size_t key = 0; key < layer.table.stats.fields().size(); ++key) {
        const Field& field = layer.table.stats.fields()[key];
        if (field.numbers + field.booleans + field.texts > 0) {  // Keys of other layers, too.
            all.emplace_back(layer.key_names[key], key);
        }
    }
    std::ranges::sort(all);
    return all;
}

/// The zooms at which a layer draws something; all of its own if it never does.
std::pair<int, int> drawn_zooms(const SlicedLayer& layer) {
    std::pair<int, int> range{layer.max_zoom + 1, layer.min_zoom - 1};
    for (const LayerZoomCount& zoom : layer.zooms) {
        if (zoom.drawn > 0) {
            range = {std::min(range.first, zoom.zoom), std::max(range.second, zoom.zoom)};
        }
    }
    return range.first > range.second ? std::pair{layer.min_zoom, layer.max_zoom} : range;
}

/// Which period the numbers without one are of.
std::string what_counts(const SlicedLayer& layer) {
    const bool is_stock = layer.route && layer.route->measuring.is_stock();
    const std::string& period = is_stock ? layer.route->measuring.period : "";
    return period.empty() ? ""
                          : "Stocks: count is that of " + period +
                                ", the latest period; periods are never added up.";
}

Json vector_layer(const SlicedLayer& layer) {
    const auto [min_zoom, max_zoom] = drawn_zooms(layer);
    Json fields = Json::object();
    for (const auto& [name, key] : fields_by_name(layer)) {
        fields[name] = type_of(layer.table.stats.fields()[key]);
    }
    return {{"id", layer.plan.name},
            {"description", what_counts(layer)},
            {"minzoom", min_zoom},
            {"maxzoom", max_zoom},
            {"fields", std::move(fields)}};
}

Json attribute_stats(const std::string& name, const Field& field) {
    std::string type = type_of(field);
    const int kinds = (field.numbers > 0) + (field.booleans > 0) + (field.texts > 0);
    type = kinds > 1 ? "mixed" : type;
    type[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(type[0])));
    std::vector<Json> values;
    for (const std::string& value : field.values) {
        values.push_back(base::ordered_json_of(value));
    }
    std::ranges::sort(values);
    Json stats{{"attribute", name},
               {"count", values.size() + (field.more_values ? 1 : 0)},
               {"type", type},
               {"values", std::move(values)}};
    if (field.numbers > 0) {
        stats["min"] = field.min;
        stats["max"] = field.max;
    }
    return stats;
}

const char* geometry_of(const FeatureTable& table) {
    return table.has(model::Shape::polygons) ? "Polygon"
           : table.has(model::Shape::lines)  ? "LineString"
                                             : "Point";
}

Json tilestats(Layers layers) {
    Json all = Json::array();
    for (const auto& layer : layers) {
        Json attributes = Json::array();
        for (const auto& [name, key] : fields_by_name(*layer)) {
            attributes.push_back(attribute_stats(name, layer->table.stats.fields()[key]));
        }
        all.push_back({{"layer", layer->plan.name},
                       {"count", layer->table.rows.size()},
                       {"geometry", geometry_of(layer->table)},
                       {"attributeCount", attributes.size()},
                       {"attributes", std::move(attributes)}});
    }
    return {{"layerCount", all.size()}, {"layers", std::move(all)}};
}

/// A weight with all its digits. JSON numbers may have as many as these, but the library's are
/// doubles: it becomes a number in with_plain_numbers().
Json number(route::Weight weight) {
    const auto exact = whole(weight);
    return exact ? Json(*exact) : Json(archive::marked_number(to_string(weight)));
}

Json sums(const RouteSum& sum) {
    return {{"total", number(sum.total)},
            {"drawn", number(sum.drawn)},
            {"within", number(sum.within)},
            {"remainder", number(sum.remainder)}};
}

Json breaks(const std::vector<route::Weight>& values) {
    Json all = Json::array();
    for (const route::Weight value : values) {
        all.push_back(number(value));
    }
    return all;
}

/// The breaks for all zooms: those that the map names, or those of the deepest zoom, which has the
/// most lines.
Json route_breaks(const SlicedLayer& layer) {
    if (!layer.plan.drawing.breaks.empty()) {
        std::vector<route::Weight> named;
        for (const double value : layer.plan.drawing.breaks) {
            named.push_back(route::weight_of(value).weight);
        }
        return breaks(named);
    }
    return layer.route_zooms.empty() ? Json::array() : breaks(layer.route_zooms.back().breaks);
}

Json route_zooms(const SlicedLayer& layer) {
    Json zooms = Json::array();
    for (const RouteZoomSum& sum : layer.route_zooms) {
        Json zoom{{"zoom", sum.zoom}};
        zoom.update(sums(sum.all));
        zoom["flows_total"] = sum.flows_total;
        zoom["flows_drawn"] = sum.flows_drawn;
        zoom["flows_within"] = sum.flows_within;
        zoom["remainder_flows"] = sum.flows_total - sum.flows_drawn - sum.flows_within;
        zoom["places"] = sum.places;
        zoom["breaks"] = breaks(sum.breaks);
        for (std::size_t p = 0; p < sum.periods.size(); ++p) {
            if (!layer.route->periods[p].empty()) {
                zoom["periods"][layer.route->periods[p]] = sums(sum.periods[p]);
            }
        }
        zooms.push_back(std::move(zoom));
    }
    return zooms;
}

Json row_sums(const route::RowSums& rows) {
    return {{"all", number(rows.all.weight)},
            {"journeys", number(rows.journeys.weight)},
            {"aggregates", number(rows.aggregates.weight)},
            {"unresolved", number(rows.unresolved.weight)},
            {"bad", number(rows.bad.weight)}};
}

/// What the table's weights came to, before anything was drawn; of stocks in the latest period.
Json weights(const RouteFacts& facts) {
    Json json = row_sums(facts.rows);
    for (const auto& [period, sums] : facts.rows_of_periods) {
        if (!period.empty()) {
            json["periods"][period] = row_sums(sums);
        }
    }
    if (facts.measuring.is_stock()) {
        json["measure"] = "stock";
        json["period"] = facts.measuring.period;
    }
    if (!facts.places_read_as.empty()) {
        json["places_read_as"] = facts.places_read_as;
    }
    return json;
}

Json own_metadata(Layers layers) {
    Json counts = Json::object();
    Json routes = Json::object();
    Json fixed_breaks = Json::object();
    Json table_weights = Json::object();
    for (const auto& layer : layers) {
        Json zooms = Json::array();
        for (const LayerZoomCount& count : layer->zooms) {
            zooms.push_back({{"zoom", count.zoom},
                             {"drawn", count.drawn},
                             {"merged", count.merged},
                             {"dropped", Json(count.dropped)}});
        }
        counts[layer->plan.name] = {
            {"read", layer->read}, {"bad", layer->bad}, {"zooms", std::move(zooms)}};
        if (layer->route) {
            routes[layer->plan.name] = route_zooms(*layer);
            fixed_breaks[layer->plan.name] = route_breaks(*layer);
            if (layer->route->rows.all.rows > 0) {
                table_weights[layer->plan.name] = weights(*layer->route);
            }
        }
    }
    Json own{{"layers", std::move(counts)}};
    if (!routes.empty()) {
        own["routes"] = std::move(routes);
        own["breaks"] = std::move(fixed_breaks);
        if (!table_weights.empty()) {
            own["weights"] = std::move(table_weights);
        }
    }
    return own;
}

/// The box of all vertices, a little wider so that rounding to the world grid leaves nothing
/// outside.
geo::Box bounds_of(Layers layers) {
    constexpr std::uint32_t largest = std::numeric_limits<std::uint32_t>::max();
    tile::WorldPoint low{largest, largest};
    tile::WorldPoint high{0, 0};
    for (const auto& layer : layers) {
        for (const auto& chunk : layer->table.chunks) {
            for (const tile::WorldPoint p : chunk->vertices) {
                low = {std::min(low.x, p.x), std::min(low.y, p.y)};
                high = {std::max(high.x, p.x), std::max(high.y, p.y)};
            }
        }
    }
    if (low.x > high.x) {
        return {};
    }
    const geo::LonLat north_west = geo::lonlat(low);
    const geo::LonLat south_east = geo::lonlat(high);
    return {.south_west = {.lon = north_west.lon, .lat = south_east.lat},
            .north_east = {.lon = south_east.lon, .lat = north_west.lat}};
}

}  // namespace

archive::Description describe(const plan::Map& map, Layers layers, int min_zoom, int max_zoom) {
    archive::Description description{.name = map.name,
                                     .description = map.description,
                                     .attribution = map.attribution,
                                     .min_zoom = min_zoom,
                                     .max_zoom = max_zoom};
    description.bounds = bounds_of(layers);
    const geo::Box& box = description.bounds;
    description.center = {.lon = (box.south_west.lon + box.north_east.lon) / 2,
                          .lat = (box.south_west.lat + box.north_east.lat) / 2};
    description.center_zoom = min_zoom;
    Json json;
    json["vector_layers"] = Json::array();
    for (const auto& layer : layers) {
        json["vector_layers"].push_back(vector_layer(*layer));
    }
    json["tilestats"] = tilestats(layers);
    json["tamga"] = own_metadata(layers);
    description.json = archive::with_plain_numbers(base::json_text(json));
    return description;
}

}  // namespace tamga::bake
