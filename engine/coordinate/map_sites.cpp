// SPDX-License-Identifier: MIT
#include "engine/coordinate/map_sites.hpp"

#include <array>

namespace tamga::coordinate {
namespace {

using Order = SiteOrder;
using Place = SitePlace;
using Site = MapSite;

constexpr Order lon_lat = Order::lon_lat;
constexpr Place in_hash{"#map=*/", Order::lat_lon, "/"};
constexpr Place short_hash{"#*/", Order::lat_lon, "/"};

}  // namespace

const std::vector<MapSite>& map_sites() {
    static const std::vector<Site> all{
        {"google.",
         {{"!3d", Order::lat_lon, "!4d"},
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
          {"/@"}}},
        {"googleapis.", {{"markers="}, {"location="}, {"center="}, {"latlng="}}},
        {"comgooglemaps", {{"q="}, {"daddr="}, {"center="}}},
        {"openstreetmap.",
         {{"mlat=", Order::lat_lon, "&mlon="},
          {"marker="},
          {"query="},
          {"to="},
          in_hash,
          short_hash}},
        {"osm.", {{"mlat=", Order::lat_lon, "&mlon="}, in_hash, short_hash}},
        {"opentopomap.", {in_hash, short_hash}},
        {"umap.", {in_hash, short_hash}},
        {"bing.",
         {{"sp=point.", Order::lat_lon, "_"},
          {"sp=Point.", Order::lat_lon, "_"},
          {"rtp=~pos.", Order::lat_lon, "_"},
          {"where1="},
          {"q="},
          {"cp=", {}, "~"}}},
        {"apple.",
         {{"coordinate="}, {"q="}, {"daddr="}, {"address="}, {"ll="}, {"center="}, {"sll="}}},
        {"maps", {{"q="}, {"daddr="}, {"ll="}}},
        {"yandex.",
         {{"pt=", lon_lat},
          {"whatshere[point]=", lon_lat},
          {"poi[point]=", lon_lat},
          {"rtext=~"},
          {"text="},
          {"ll=", lon_lat},
          {"sll=", lon_lat}}},
        {"yandexmaps", {{"pt=", lon_lat}, {"ll=", lon_lat}}},
        {"2gis.",
         {{"/geo/", lon_lat},
          {"/geo/*/", lon_lat},
          {"/firm/*/", lon_lat},
          {"/points/|", lon_lat},
          {"/to/", lon_lat},
          {"/center/", lon_lat},
          {"center=", lon_lat},
          {"m=", lon_lat}}},
        {"here.", {{"/l/"}, {"map="}}},
        {"waze.", {{"ll="}, {"to=ll."}, {"latlng="}}},
        {"waze", {{"ll="}}},
        {"windy.", {{"?"}, {"/", {}, "/"}}},
        {"flightradar24.", {{"/"}}},
        {"zoom.", {{"view="}}},
        {"suncalc.", {{"#/"}}},
        {"caltopo.", {{"ll="}}},
        {"satellites.", {{"#"}}},
        {"om", {{"ll="}}},
    };
    return all;
}

std::span<const std::string_view> short_link_hosts() {
    static constexpr std::array<std::string_view, 6> hosts{
        "goo.gl", "maps.app.goo.gl", "g.co", "bit.ly", "go.2gis.com", "binged.it"};
    return hosts;
}

}  // namespace tamga::coordinate
