// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/whereabouts.hpp"

#include "engine/base/printable.hpp"
#include "engine/tile/tile_id.hpp"
#include "tools/tamga/cli/lines.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tamga::cli {
namespace {

/// 0 to 360, clockwise from north.
double bearing_deg(double azimuth_deg) { return azimuth_deg < 0 ? azimuth_deg + 360 : azimuth_deg; }

/// Names of places seldom hold what JSON has to escape.
std::string quoted(std::string_view text) {
    const bool plain = std::ranges::none_of(
        text, [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; });
    return plain ? fmt::format("\"{}\"", base::printable(text)) : json_string(text);
}

std::string unit(const std::optional<place::Place>& place) {
    return place ? fmt::format(R"({{"iso":{},"name":{}}})", quoted(place->iso), quoted(place->name))
                 : "null";
}

}  // namespace

Whereabouts Atlas::at(geo::LonLat position) const {
    Whereabouts where{to_string(tile::tile_at(position, zoom_)), {}, {}};
    if (gazetteer_ != nullptr) {
        where.area = gazetteer_->at(position);
        where.town = gazetteer_->nearest_town(position);
    }
    return where;
}

const std::vector<std::string>& whereabouts_columns() {
    static const std::vector<std::string> columns{"tile",       "country_iso", "country",
                                                  "admin1_iso", "admin1",      "place_id",
                                                  "place",      "distance_m",  "bearing"};
    return columns;
}

std::vector<std::string> texts(const Whereabouts& where, bool places) {
    std::vector<std::string> all{where.tile};
    if (!places) {
        return all;
    }
    for (const auto& unit : {where.area.country, where.area.admin1}) {
        all.emplace_back(unit ? unit->iso : "");
        all.emplace_back(unit ? unit->name : "");
    }
    if (where.town) {
        all.push_back(fmt::format("{}", where.town->place.id));
        all.emplace_back(where.town->place.name);
        all.push_back(fmt::format("{:.1f}", where.town->distance_m));
        all.push_back(fmt::format("{:.1f}", bearing_deg(where.town->azimuth_deg)));
    } else {
        all.resize(all.size() + 4);
    }
    return all;
}

std::string json_object(const Whereabouts& where, std::string_view lat, std::string_view lon,
                        bool places) {
    std::string text = fmt::format(R"({{"lat":{},"lon":{},"tile":"{}")", lat, lon, where.tile);
    if (places) {
        text += fmt::format(R"(,"country":{},"admin1":{},"place":)", unit(where.area.country),
                            unit(where.area.admin1));
        text += where.town
                    ? fmt::format(R"({{"id":{},"name":{},"distance_m":{:.1f},"bearing":{:.1f}}})",
                                  where.town->place.id, quoted(where.town->place.name),
                                  where.town->distance_m, bearing_deg(where.town->azimuth_deg))
                    : "null";
    }
    return text + '}';
}

}  // namespace tamga::cli
