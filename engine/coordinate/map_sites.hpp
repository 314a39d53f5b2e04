// SPDX-License-Identifier: MIT
//
// Inside coordinate: where map sites keep positions in their addresses.
#pragma once

#include <span>
#include <string_view>

namespace tamga::coordinate {

enum class SiteOrder { lat_lon, lon_lat };

/// Where in an address a position stands: after this text. "*" stands for anything without a slash.
struct SitePlace {
    std::string_view after;
    SiteOrder order = SiteOrder::lat_lon;
    /// What stands between the two numbers: a comma if it is empty.
    std::string_view between = {};
};

/// A map site: how a label of its host's name starts, with a point at its end, or the scheme of an
/// app; and its places, the ones that count more first.
struct MapSite {
    std::string_view host;
    std::span<const SitePlace> places;
};

std::span<const MapSite> map_sites();

/// Hosts whose links have to be opened to be understood.
std::span<const std::string_view> short_link_hosts();

}  // namespace tamga::coordinate
