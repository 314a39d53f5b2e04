// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/place_lookup.hpp"

namespace tamga::cli {

coordinate::PlaceLookup place_lookup(const place::Gazetteer* gazetteer) {
    if (gazetteer == nullptr) {
        return {};
    }
    return {.position = [gazetteer](std::string_view name) -> std::optional<geo::LonLat> {
                const auto matches = gazetteer->find(name, {.limit = 1, .spelling = false});
                return matches.empty() ? std::nullopt : std::optional{matches[0].place.position};
            },
            .centre_of = [gazetteer](geo::LonLat position) -> std::string {
                const auto country = gazetteer->country_centred_at(position);
                return country ? std::string{country->name} : std::string{};
            }};
}

}  // namespace tamga::cli
