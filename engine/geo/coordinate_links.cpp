// SPDX-License-Identifier: MIT
//
// geo: URIs (RFC 5870) and the addresses of map sites. A marker counts before the middle of the
// view.
#include "engine/geo/coordinate_notation.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace tamga::geo {
namespace {

CoordinateRefusal refusal(std::string reason) { return {std::move(reason)}; }

enum class Order { lat_lon, lon_lat };

/// Where in an address a position stands: after this text.
struct Place {
    std::string_view after;
    Order order = Order::lat_lon;
    /// What stands between the two numbers: a comma if it is empty.
    std::string_view between = {};
};

/// A map site: a part of its host's name, and its places, the ones that count more first.
struct Site {
    std::string_view host;
    std::vector<Place> places;
};

const std::vector<Site>& sites() {
    static const std::vector<Site> all{
        {"google.",
         {{"!3d", Order::lat_lon, "!4d"},
          {"query="},
          {"q="},
          {"q=loc:"},
          {"destination="},
          {"daddr="},
          {"ll="},
          {"center="},
          {"/search/"},
          {"/place/"},
          {"/@"}}},
        {"openstreetmap.",
         {{"mlat=", Order::lat_lon, "&mlon="},
          {"lat=", Order::lat_lon, "&lon="},
          {"#map=*/", Order::lat_lon, "/"}}},
        {"osm.org", {{"mlat=", Order::lat_lon, "&mlon="}, {"#map=*/", Order::lat_lon, "/"}}},
        {"bing.", {{"sp=point.", Order::lat_lon, "_"}, {"cp=", Order::lat_lon, "~"}}},
        {"apple.", {{"coordinate="}, {"q="}, {"ll="}, {"sll="}}},
        {"yandex.",
         {{"pt=", Order::lon_lat}, {"whatshere[point]=", Order::lon_lat}, {"ll=", Order::lon_lat}}},
        {"2gis.", {{"/geo/", Order::lon_lat}, {"center=", Order::lon_lat}, {"m=", Order::lon_lat}}},
    };
    return all;
}

constexpr std::array<std::string_view, 4> short_hosts{"goo.gl", "maps.app.goo.gl", "bit.ly",
                                                      "go.2gis.com"};

std::string percent_decoded(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned value = 0;
        if (text[i] == '%' && i + 2 < text.size()) {
            const auto [end, error] =
                std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16);
            if (error == std::errc{} && end == text.data() + i + 3) {
                result += static_cast<char>(value);
                i += 2;
                continue;
            }
        }
        result += text[i] == '+' ? ' ' : text[i];
    }
    return result;
}

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
        }
    }
    return std::nullopt;
}

std::string parameter(std::string_view parameters, std::string_view name) {
    const auto found = following(parameters, name);
    return found.empty() ? "" : std::string{found[0].substr(0, found[0].find_first_of(";?&"))};
}

}  // namespace

Attempt read_url(std::string_view text) {
    const std::string lower = ascii_lower(text);
    const auto scheme = lower.find("://");
    if (scheme == std::string::npos || lower.find_first_of(" \t") < scheme) {
        return std::nullopt;
    }
    const auto host_end = lower.find_first_of("/?#", scheme + 3);
    const std::string host = lower.substr(scheme + 3, host_end - scheme - 3);
    const std::string address =
        host_end == std::string::npos ? "" : percent_decoded(text.substr(host_end));
    if (std::ranges::find(short_hosts, host) != short_hosts.end()) {
        return refusal("a short link holds no coordinates; open it and take the long one");
    }
    for (const Site& site : sites()) {
        if (host.starts_with(site.host) ||
            host.find("." + std::string{site.host}) != std::string::npos) {
            if (Attempt attempt = read_site(address, site)) {
                return attempt;
            }
        }
    }
    return refusal("the address has no position that is known to be one");
}

Attempt read_geo_uri(std::string_view text) {
    if (!ascii_lower(text).starts_with("geo:")) {
        return std::nullopt;
    }
    const std::string rest = ascii_lower(percent_decoded(text.substr(4)));
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
    if (!crs.empty() && crs != "wgs84") {
        return refusal("the crs " + crs + " is not wgs84");
    }
    // Android writes geo:0,0?q=LAT,LON(label).
    for (const std::string_view query : following(view, "q=")) {
        std::string_view copy = query;
        if (const auto wanted = take_decimals(copy, 2);
            wanted && (*numbers)[0].value() == 0 && (*numbers)[1].value() == 0) {
            numbers = wanted;
        }
    }
    CoordinateOutcome outcome = finish(written((*numbers)[0]), written((*numbers)[1]), "geo-uri");
    const std::string uncertainty = parameter(view, "u=");
    std::string_view digits = uncertainty;
    if (auto* reading = std::get_if<CoordinateReading>(&outcome)) {
        if (const auto metres = take_decimal(digits)) {
            reading->precision_m = std::max(reading->precision_m, metres->value());
        }
    }
    return outcome;
}

}  // namespace tamga::geo
