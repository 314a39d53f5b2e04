// SPDX-License-Identifier: MIT
#include "engine/archive/checks.hpp"
#include "engine/base/json.hpp"
#include "engine/base/printable.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace tamga::archive {
namespace {

using Json = nlohmann::json;

constexpr const char* tilejson = "TileJSON 3.0";
constexpr const char* ours = "tamga";

Json member(const Json& object, const char* name) {
    return object.is_object() && object.contains(name) ? object[name] : Json{};
}

bool is_type_name(const std::string& text) {
    return text == "Number" || text == "String" || text == "Boolean";
}

/// A zoom that anybody may have written: `otherwise` if it is no number, else within 0..255.
int zoom_of(const Json& value, int otherwise) {
    return value.is_number() ? static_cast<int>(std::clamp(value.get<double>(), 0.0, 255.0))
                             : otherwise;
}

class MetadataChecker {
public:
    MetadataChecker(const Description& description, Format format, const Truth& truth,
                    Findings& findings)
        : about_{description},
          // Braces would make an array of it.
          json_(base::json_of(description.json)),
          format_{format},
          truth_{truth},
          findings_{findings} {}

    void run() {
        check_zooms();
        check_bounds();
        check_layers();
        for (const auto& [name, ignored] : route_layers(about_)) {
            check_routes(name);
        }
    }

private:
    void check_zooms() {
        const auto& zooms = truth_.survey.zooms();
        if (about_.min_zoom > about_.max_zoom) {
            findings_.must(tilejson, fmt::format("minzoom {} is above maxzoom {}", about_.min_zoom,
                                                 about_.max_zoom));
        }
        if (!zooms.empty() && !row_of(format_).has_header_zooms &&
            (zooms.front().zoom != about_.min_zoom || zooms.back().zoom != about_.max_zoom)) {
            findings_.must(tilejson, fmt::format("the metadata says zooms {}..{}, the tiles have "
                                                 "{}..{}",
                                                 about_.min_zoom, about_.max_zoom,
                                                 zooms.front().zoom, zooms.back().zoom));
        }
    }

    void check_bounds() {
        const auto& [low, high] = about_.bounds;
        if (low.lon < -180 || high.lon > 180 || low.lat < -90 || high.lat > 90 ||
            low.lon > high.lon || low.lat > high.lat) {
            findings_.must(tilejson, fmt::format("the bounds {},{},{},{} are no box on Earth",
                                                 low.lon, low.lat, high.lon, high.lat));
        }
        for (const auto& zoom : truth_.survey.zooms()) {
            const double slack = 2 * zoom.tolerance_deg;
            if (!zoom.data) {
                continue;
            }
            const auto& [data_low, data_high] = *zoom.data;
            if (data_low.lon < low.lon - slack || data_low.lat < low.lat - slack ||
                data_high.lon > high.lon + slack || data_high.lat > high.lat + slack) {
                findings_.must(
                    tilejson,
                    fmt::format("the bounds {},{},{},{} do not hold the data of zoom {}: "
                                "{:.7f},{:.7f},{:.7f},{:.7f}",
                                low.lon, low.lat, high.lon, high.lat, zoom.zoom, data_low.lon,
                                data_low.lat, data_high.lon, data_high.lat));
            }
        }
        const auto& center = about_.center;
        if (center.lon < low.lon || center.lon > high.lon || center.lat < low.lat ||
            center.lat > high.lat || about_.center_zoom < about_.min_zoom ||
            about_.center_zoom > about_.max_zoom) {
            findings_.should(tilejson,
                             fmt::format("the center {},{},{} is outside of the bounds or "
                                         "zooms",
                                         center.lon, center.lat, about_.center_zoom));
        }
    }

    void check_layers() {
        const Json listed = member(json_, "vector_layers");
        if (!listed.is_array()) {
            findings_.must(tilejson, "the metadata has no vector_layers");
            return;
        }
        std::map<std::string, Json> by_name;
        for (const Json& layer : listed) {
            const Json id = member(layer, "id");
            if (!id.is_string() || !member(layer, "fields").is_object()) {
                findings_.must(tilejson, "a member of vector_layers has no id or no fields");
            } else if (!by_name.emplace(id.get<std::string>(), layer).second) {
                findings_.must(tilejson, fmt::format("vector_layers has the layer '{}' twice",
                                                     id.get<std::string>()));
            }
        }
        for (const auto& layer : truth_.survey.layers()) {
            const auto entry = by_name.find(layer.name);
            if (entry == by_name.end()) {
                complain(layer.name, "the layer is not in vector_layers");
                continue;
            }
            check_layer_zooms(layer, entry->second);
            check_fields(layer, entry->second["fields"]);
            by_name.erase(entry);
        }
        for (const auto& [name, ignored] : by_name) {
            recommend(name, "the layer is in vector_layers, but in no tile");
        }
    }

    void check_layer_zooms(const TilesetSurvey::Layer& layer, const Json& entry) {
        const auto zoom = [&](const char* name, int otherwise) {
            return zoom_of(member(entry, name), otherwise);
        };
        const int low = zoom("minzoom", about_.min_zoom);
        const int high = zoom("maxzoom", about_.max_zoom);
        if (low < about_.min_zoom || high > about_.max_zoom) {
            complain(layer.name, fmt::format("vector_layers says zooms {}..{}, the tile set {}..{}",
                                             low, high, about_.min_zoom, about_.max_zoom));
        }
        if (layer.min_zoom < low || layer.max_zoom > high) {
            complain(layer.name, fmt::format("vector_layers says zooms {}..{}, the tiles have "
                                             "{}..{}",
                                             low, high, layer.min_zoom, layer.max_zoom));
        }
    }

    void check_fields(const TilesetSurvey::Layer& layer, const Json& fields) {
        for (const auto& [name, types] : layer.fields) {
            const Json stated = member(fields, name.c_str());
            const std::string text = stated.is_string() ? stated.get<std::string>() : "";
            if (!fields.contains(name)) {
                complain(layer.name, fmt::format("the field '{}' is not in vector_layers", name));
            } else if (!stated.is_string()) {
                complain(layer.name,
                         fmt::format("vector_layers says no type for field '{}'", name));
            } else if (is_type_name(text) ? text != name_of(types)
                                          : row_of(format_).has_named_types) {
                complain(layer.name, fmt::format("vector_layers says that field '{}' is a {}, the "
                                                 "tiles have it as a {}",
                                                 name, text, name_of(types)));
            }
        }
        for (const auto& [name, ignored] : fields.items()) {
            if (!layer.fields.contains(name)) {
                recommend(layer.name,
                          fmt::format("the field '{}' is in vector_layers, but in no tile", name));
            }
        }
    }

    /// Each zoom: total = drawn + within + remainder, and the features of the tiles have what is
    /// said to be drawn.
    void check_routes(const std::string& name) {
        std::map<int, double> stated;
        for (const Json& row : json_["tamga"]["routes"][name]) {
            const auto number = [&](const char* key) {
                const Json value = member(row, key);
                return value.is_number() ? value.get<double>() : std::nan("");
            };
            const double total = number("total");
            const double sum = number("drawn") + number("within") + number("remainder");
            const Json zoom = member(row, "zoom");
            if (!std::isfinite(total) || !std::isfinite(sum)) {
                complain(name, fmt::format("zoom {}: the total is not drawn + within + remainder, "
                                           "which are not all numbers",
                                           base::shortened(base::json_text(zoom))));
                continue;
            }
            if (!zoom.is_number_integer() || !near(total, sum)) {
                complain(name,
                         fmt::format("zoom {}: the total {} is not drawn + within + remainder, "
                                     "which is {}",
                                     base::shortened(base::json_text(zoom)), total, sum));
                continue;
            }
            stated[zoom_of(zoom, 0)] = number("drawn");
        }
        std::map<int, double> found;
        for (const auto& [zoom, ignored] : stated) {
            found[zoom] = 0;
        }
        if (const auto layer = truth_.drawn.find(name); layer != truth_.drawn.end()) {
            for (const auto& [zoom, weights] : layer->second) {
                for (const auto& [id, weight] : weights) {
                    found[zoom] += weight;
                }
            }
        }
        for (const auto& [zoom, sum] : found) {
            if (!stated.contains(zoom)) {
                complain(name, fmt::format("zoom {}: no totals are stated", zoom));
            } else if (!near(stated[zoom], sum)) {
                complain(name, fmt::format("zoom {}: {} is said to be drawn, the features have {}",
                                           zoom, stated[zoom], sum));
            }
        }
    }

    /// Equal but for the rounding of a sum in another order.
    static bool near(double a, double b) {
        return std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)});
    }

    void complain(const std::string& layer, std::string message) {
        findings_.layer(layer, ours, true, std::move(message));
    }
    void recommend(const std::string& layer, std::string message) {
        findings_.layer(layer, tilejson, false, std::move(message));
    }

    const Description& about_;
    Json json_;
    Format format_;
    const Truth& truth_;
    Findings& findings_;
};

}  // namespace

std::map<std::string, std::string> route_layers(const Description& description) {
    std::map<std::string, std::string> names;
    const Json own = member(base::json_of(description.json), "tamga");
    const Json routes = member(own, "routes");
    const Json weights = member(own, "weights");
    if (routes.is_object()) {
        for (const auto& [name, ignored] : routes.items()) {
            const Json period = member(member(weights, name.c_str()), "period");
            names[name] = period.is_string() ? period.get<std::string>() : std::string{};
        }
    }
    return names;
}

void check_metadata(const Description& description, Format format, const Truth& truth,
                    Findings& findings) {
    MetadataChecker{description, format, truth, findings}.run();
}

}  // namespace tamga::archive
