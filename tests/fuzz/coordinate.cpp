// SPDX-License-Identifier: MIT
//
// A position in any notation, as `locate` reads it: it is on Earth, and what is printed for it is
// read back as the same position.
#include "engine/coordinate/read.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <cmath>

using namespace tamga;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    coordinate::PlaceLookup places;
    places.position = [](std::string_view name) {
        return name.empty() ? std::nullopt : std::optional{geo::LonLat{.lon = 72.8, .lat = 40.5}};
    };
    const auto outcome = coordinate::read(fuzz::text(data, size), places);
    const auto* reading = std::get_if<coordinate::Reading>(&outcome);
    if (reading == nullptr) {
        const std::string& reason = std::get<coordinate::Refusal>(outcome).reason;
        fuzz::require(!reason.empty(), "a refusal has its reason");
        return 0;
    }
    const geo::LonLat at = reading->position;
    fuzz::require(std::abs(at.lat) <= 90 && std::abs(at.lon) <= 180, "on Earth");
    fuzz::require(reading->precision_m >= 0, "a precision");
    const std::string printed = reading->lat_text + "," + reading->lon_text;
    const auto again = coordinate::read(printed);
    const auto* same = std::get_if<coordinate::Reading>(&again);
    fuzz::require(same != nullptr, "what is printed is read: " + printed);
    fuzz::require(same->position.lat == at.lat && same->position.lon == at.lon,
                  "what is printed is the same position: " + printed);
    return 0;
}
