// SPDX-License-Identifier: MIT
//
// geo: URIs (RFC 5870) and the addresses of map sites. A marker counts before the middle of the
// view.
#include "engine/base/text.hpp"
#include "engine/coordinate/map_sites.hpp"
#include "engine/coordinate/notation.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace tamga::coordinate {
namespace {

using Order = SiteOrder;
using Site = MapSite;
using Place = SitePlace;

Refusal refusal(std::string reason) { return {std::move(reason)}; }

/// What follows `after` in the address. A parameter's name has to begin where one can; "*" stands
/// for anything without a slash.
std::vector<std::string_view> following(std::string_view address, std::string_view after) {
    std::vector<std::string_view> found;
    const auto star = after.find('*');
    const std::string_view head = after.substr(0, star);
    for (auto at = address.find(head); at != std::string_view::npos;
         at = address.find(head, at + 1)) {
        const bool name = head[0] >= 'a' && head[0] <= 'z';
        if (name &&
            (at == 0 || std::string_view{"?&#;"}.find(address[at - 1]) == std::string_view::npos)) {
            continue;
        }
        std::string_view rest = address.substr(at + head.size());
        if (star != std::string_view::npos) {
            rest.remove_prefix(std::min(rest.find('/'), rest.size()));
            rest.remove_prefix(std::min<std::size_t>(1, rest.size()));
        }
        found.push_back(rest);
    }
    return found;
}

Reading as_url(Reading reading) {
    reading.notation = "url";
    return reading;
}

std::optional<std::vector<Decimal>> two_numbers(std::string_view text, std::string_view between) {
    if (between.empty()) {
        return take_decimals(text, 2);
    }
    const auto one = take_decimal(text);
    if (!one || !text.starts_with(between)) {
        return std::nullopt;
    }
    text.remove_prefix(between.size());
    const auto two = take_decimal(text);
    return two ? std::optional{std::vector{*one, *two}} : std::nullopt;
}

Attempt read_site(std::string_view address, const Site& site) {
    for (const Place& place : site.places) {
        const auto candidates = following(address, place.after);
        for (auto rest = candidates.rbegin(); rest != candidates.rend(); ++rest) {
            if (const auto numbers = two_numbers(*rest, place.between)) {
                const bool lat_first = place.order == Order::lat_lon;
                return finish(written((*numbers)[lat_first ? 0 : 1]),
                              written((*numbers)[lat_first ? 1 : 0]), "url");
            }
            // What people typed into a search may be in degrees and minutes.
            const auto end = rest->find_first_of("/&#");
            const Outcome outcome = read_angles(rest->substr(0, end));
            if (const auto* reading = std::get_if<Reading>(&outcome)) {
                return as_url(*reading);
            }
        }
    }
    return std::nullopt;
}

std::string parameter(std::string_view parameters, std::string_view name) {
    const auto found = following(parameters, name);
    return found.empty() ? "" : std::string{found[0].substr(0, found[0].find_first_of(";?&#"))};
}

/// "lat=41.2&zoom=5&lng=74.7" says what it is on any site.
Attempt read_named(std::string_view address) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> names{
        {{"mlat=", "mlon="},
         {"lat=", "lon="},
         {"lat=", "lng="},
         {"lat=", "long="},
         {"latitude=", "longitude="},
         {"y=", "x="}}};
    for (const auto& [lat, lon] : names) {
        const std::string lat_text = parameter(address, lat);
        const std::string lon_text = parameter(address, lon);
        std::string_view lat_rest = lat_text;
        std::string_view lon_rest = lon_text;
        const auto lat_number = take_decimal(lat_rest);
        const auto lon_number = take_decimal(lon_rest);
        // x and y may be tiles or metres: only numbers with a fraction are degrees.
        const bool whole = lat_number && lat_number->fraction.empty();
        if (lat_number && lon_number && lat_rest.empty() && lon_rest.empty() &&
            !(whole && lat == "y=")) {
            return finish(written(*lat_number), written(*lon_number), "url");
        }
    }
    return std::nullopt;
}

/// A way from place to place on Google: the position of its only place that is one.
Attempt read_way(std::string_view address) {
    constexpr std::string_view way = "/dir/";
    const auto start = address.find(way);
    if (start == std::string_view::npos) {
        return std::nullopt;
    }
    std::vector<Reading> found;
    std::string_view rest = address.substr(start + way.size());
    while (!rest.empty() && rest[0] != '@' && rest[0] != '?' && !rest.starts_with("data=")) {
        const auto end = std::min(rest.find('/'), rest.size());
        const Outcome outcome = read_angles(rest.substr(0, end));
        if (const auto* reading = std::get_if<Reading>(&outcome)) {
            found.push_back(*reading);
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (found.size() > 1) {
        return refusal("it is the address of a way, with several positions");
    }
    return found.empty() ? std::nullopt : Attempt{as_url(found[0])};
}

/// A short link of OpenStreetMap is the position itself: its bits, east and north in turn, six in
/// a character.
Attempt read_osm_code(std::string_view code) {
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~";
    double lon = -180;
    double lat = -90;
    double width = 360;
    for (const char c : code.substr(0, code.find_first_of("-=?"))) {
        const auto value = letters.find(c == '@' ? '~' : c);
        if (value == std::string_view::npos) {
            return std::nullopt;
        }
        for (unsigned bit = 32; bit != 0; bit /= 4) {
            width /= 2;
            lon += (value & bit) != 0 ? width : 0;
            lat += (value & bit / 2) != 0 ? width / 2 : 0;
        }
    }
    return width == 360 ? std::nullopt
                        : Attempt{finish(computed(lat + width / 4, width / 2),
                                         computed(lon + width / 2, width), "url")};
}

/// Codes of cells and titles of pages in which the position is a word.
Attempt read_code(std::string_view host, std::string_view raw, std::string_view address) {
    const auto slash = raw.rfind('/');
    const std::string_view last = slash == std::string_view::npos ? "" : raw.substr(slash + 1);
    if (host.ends_with("plus.codes")) {
        return read_plus_code(last);
    }
    if (host.ends_with("osm.org") && raw.find("/go/") != std::string_view::npos) {
        return read_osm_code(last);
    }
    if (host.ends_with("geohash.org")) {
        return read_geohash("geohash:" + std::string{last});
    }
    const std::string title = parameter(address, "params=");
    if (title.empty()) {
        return std::nullopt;
    }
    const Outcome outcome = read_angles(title.substr(0, title.find("_type")));
    const auto* reading = std::get_if<Reading>(&outcome);
    return reading != nullptr ? Attempt{as_url(*reading)} : std::nullopt;
}

bool is_site(std::string_view host, const Site& site) {
    const bool name = site.host.ends_with('.');  // Else it is an app's own scheme.
    return name ? host.starts_with(site.host) ||
                      host.find("." + std::string{site.host}) != std::string_view::npos
                : host == site.host;
}

/// The host of an address, in small letters, and where its path begins. Without "https://", only
/// if a known site stands there.
struct Address {
    std::string host;
    std::size_t path = 0;
};

std::optional<Address> address_of(std::string_view text) {
    const std::string lower = base::ascii_lower(text);
    const auto scheme = lower.find("://");
    const bool has_scheme = scheme != std::string::npos && scheme < lower.find_first_of(" \t/?");
    const std::size_t start = has_scheme ? scheme + 3 : 0;
    const auto end = std::min(lower.find_first_of("/?#", start), lower.size());
    Address address{lower.substr(start, end - start), end};
    if (has_scheme) {  // An app's: "waze://?ll=".
        address.host = address.host.empty() ? lower.substr(0, scheme) : address.host;
        return address;
    }
    const bool known = address.host.find('.') != std::string::npos && end < lower.size() &&
                       lower[end] != '#' && address.host.find_first_of(" ,\t") == std::string::npos;
    const auto starts = [&](const Site& site) {
        return site.host.ends_with('.') && is_site(address.host, site);
    };
    const bool known_site = std::ranges::any_of(map_sites(), starts) ||
                            std::ranges::count(short_link_hosts(), address.host) > 0 ||
                            address.host == "plus.codes" || address.host == "geohash.org";
    return known && known_site ? std::optional{address} : std::nullopt;
}

}  // namespace

Attempt read_url(std::string_view text) {
    // Parts of addresses that say themselves of which site they are.
    if (text.starts_with("@") || text.starts_with("!3d") || text.starts_with("#map=")) {
        const std::string_view site = text.starts_with("#") ? "https://www.openstreetmap.org/"
                                                            : "https://www.google.com/maps/";
        return read_url(std::string{site} + std::string{text});
    }
    const auto parts = address_of(text);
    if (!parts) {
        return std::nullopt;
    }
    const auto& [host, path] = *parts;
    const std::string address = percent_decoded(text.substr(path));
    if (std::ranges::count(short_link_hosts(), host) > 0) {
        return refusal("a short link holds no coordinates; open it and take the long one");
    }
    if (Attempt attempt = read_code(host, text, address)) {
        return attempt;
    }
    for (const Site& site : map_sites()) {
        if (is_site(host, site)) {
            if (Attempt attempt = read_way(address)) {
                return attempt;
            }
            if (Attempt attempt = read_site(address, site)) {
                return attempt;
            }
        }
    }
    if (Attempt attempt = read_named(address)) {
        return attempt;
    }
    return refusal("the address has no position that is known to be one");
}

Attempt read_geo_uri(std::string_view text) {
    if (!base::ascii_lower(text).starts_with("geo:")) {
        return std::nullopt;
    }
    const std::string rest = base::ascii_lower(percent_decoded(text.substr(4)));
    std::string_view view = rest;
    auto numbers = take_decimals(view, 2);
    if (!numbers) {
        return refusal("a geo: URI is geo:LAT,LON");
    }
    if (view.starts_with(',')) {
        view.remove_prefix(1);
        take_decimal(view);  // The altitude.
    }
    if (!view.empty() && view[0] != ';' && view[0] != '?') {
        return refusal("a geo: URI is geo:LAT,LON");
    }
    const std::string crs = parameter(view, "crs=");
    const bool known = crs.empty() || crs == "wgs84";
    if (!known && !crs.starts_with("epsg:")) {
        return refusal("the crs " + crs + " is neither wgs84 nor EPSG:N");
    }
    // Android writes geo:0,0?q=LAT,LON(label).
    for (const std::string_view query : following(view, "q=")) {
        std::string_view copy = query;
        if (const auto wanted = take_decimals(copy, 2);
            wanted && (*numbers)[0].value() == 0 && (*numbers)[1].value() == 0) {
            numbers = wanted;
        }
    }
    Outcome outcome = known ? finish(written((*numbers)[0]), written((*numbers)[1]), "geo-uri")
                            : in_crs("EPSG:" + crs.substr(5), (*numbers)[0], (*numbers)[1],
                                     AxisOrder::of_crs, "geo-uri");
    const std::string uncertainty = parameter(view, "u=");
    std::string_view digits = uncertainty;
    if (auto* reading = std::get_if<Reading>(&outcome)) {
        if (const auto metres = take_decimal(digits)) {
            reading->precision_m = std::max(reading->precision_m, metres->value());
        }
    }
    return outcome;
}

}  // namespace tamga::coordinate
