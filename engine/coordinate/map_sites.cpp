// SPDX-License-Identifier: MIT
#include "engine/coordinate/map_sites.hpp"

namespace tamga::coordinate {
namespace {

using Order = SiteOrder;
using Place = SitePlace;

constexpr Order lon_lat = Order::lon_lat;
constexpr Place in_hash{"#map=*/", Order::lat_lon, "/"};
constexpr Place short_hash{"#*/", Order::lat_lon, "/"};

constexpr Place google_places[]{{"!3d", Order::lat_lon, "!4d"},
                                {"!2d", lon_lat, "!3d"},
                                {"query="},
                                {"q="},
                                {"q=loc:"},
                                {"viewpoint="},
                                {"cbll="},
                                {"destination="},
                                {"daddr="},
                                {"markers="},
                                {"ll="},
                                {"center="},
                                {"/search/"},
                                {"/place/"},
                                {"/@"}};
constexpr Place googleapis_places[]{{"markers="}, {"location="}, {"center="}, {"latlng="}};
constexpr Place comgooglemaps_places[]{{"q="}, {"daddr="}, {"center="}};
constexpr Place openstreetmap_places[]{
    {"mlat=", Order::lat_lon, "&mlon="}, {"marker="}, {"query="}, {"to="}, in_hash, short_hash};
constexpr Place osm_places[]{{"mlat=", Order::lat_lon, "&mlon="}, in_hash, short_hash};
constexpr Place opentopomap_places[]{in_hash, short_hash};
constexpr Place umap_places[]{in_hash, short_hash};
constexpr Place bing_places[]{{"sp=point.", Order::lat_lon, "_"},
                              {"sp=Point.", Order::lat_lon, "_"},
                              {"rtp=~pos.", Order::lat_lon, "_"},
                              {"where1="},
                              {"q="},
                              {"cp=", {}, "~"}};
constexpr Place apple_places[]{{"coordinate="}, {"q="},      {"daddr="}, {"address="},
                               {"ll="},         {"center="}, {"sll="}};
constexpr Place maps_places[]{{"q="}, {"daddr="}, {"ll="}};
constexpr Place yandex_places[]{{"pt=", lon_lat},
                                {"whatshere[point]=", lon_lat},
                                {"poi[point]=", lon_lat},
                                {"rtext=~"},
                                {"text="},
                                {"ll=", lon_lat},
                                {"sll=", lon_lat}};
constexpr Place yandexmaps_places[]{{"pt=", lon_lat}, {"ll=", lon_lat}};
constexpr Place two_gis_places[]{
    {"/geo/", lon_lat}, {"/geo/*/", lon_lat},  {"/firm/*/", lon_lat}, {"/points/|", lon_lat},
    {"/to/", lon_lat},  {"/center/", lon_lat}, {"center=", lon_lat},  {"m=", lon_lat}};
constexpr Place here_places[]{{"/l/"}, {"map="}};
constexpr Place waze_places[]{{"ll="}, {"to=ll."}, {"latlng="}};
constexpr Place waze_app_places[]{{"ll="}};
constexpr Place windy_places[]{{"?"}, {"/", {}, "/"}};
constexpr Place flightradar24_places[]{{"/"}};
constexpr Place zoom_places[]{{"view="}};
constexpr Place suncalc_places[]{{"#/"}};
constexpr Place caltopo_places[]{{"ll="}};
constexpr Place satellites_places[]{{"#"}};
constexpr Place om_places[]{{"ll="}};

constexpr MapSite sites[]{
    {"google.", google_places},
    {"googleapis.", googleapis_places},
    {"comgooglemaps", comgooglemaps_places},
    {"openstreetmap.", openstreetmap_places},
    {"osm.", osm_places},
    {"opentopomap.", opentopomap_places},
    {"umap.", umap_places},
    {"bing.", bing_places},
    {"apple.", apple_places},
    {"maps", maps_places},
    {"yandex.", yandex_places},
    {"yandexmaps", yandexmaps_places},
    {"2gis.", two_gis_places},
    {"here.", here_places},
    {"waze.", waze_places},
    {"waze", waze_app_places},
    {"windy.", windy_places},
    {"flightradar24.", flightradar24_places},
    {"zoom.", zoom_places},
    {"suncalc.", suncalc_places},
    {"caltopo.", caltopo_places},
    {"satellites.", satellites_places},
    {"om", om_places},
};

}  // namespace

std::span<const MapSite> map_sites() { return sites; }

std::span<const std::string_view> short_link_hosts() {
    static constexpr std::string_view hosts[]{"goo.gl", "maps.app.goo.gl", "g.co",
                                              "bit.ly", "go.2gis.com",     "binged.it"};
    return hosts;
}

}  // namespace tamga::coordinate
