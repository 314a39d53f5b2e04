// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/place_lookup.hpp"

#include "engine/base/error.hpp"

#include <filesystem>

namespace tamga::cli {

std::unique_ptr<place::Gazetteer> gazetteer_if_there(const std::string& path) {
    if (!path.empty()) {
        return std::make_unique<place::Gazetteer>(path);
    }
    std::string usual;
    try {
        usual = place::default_gazetteer();
    } catch (const Error&) {  // Coordinates are read without one, too.
        return nullptr;
    }
    std::error_code ignored;
    return std::filesystem::exists(usual, ignored) ? std::make_unique<place::Gazetteer>(usual)
                                                   : nullptr;
}

geo::PlaceLookup place_lookup(const place::Gazetteer* gazetteer) {
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
