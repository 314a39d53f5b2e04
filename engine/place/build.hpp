// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tamga::place {

/// What went into a gazetteer.
struct BuildReport {
    std::uint64_t places = 0;
    std::uint64_t names = 0;  ///< Pairs of a name and a place.
    std::uint64_t keys = 0;   ///< Different names, folded.
    std::uint64_t areas = 0;
    std::uint64_t bytes = 0;
    std::vector<std::string> missing;  ///< Tables that were not in the folder.
};

/// Makes a gazetteer of the tables in a folder, which tools/dev/make-gazetteer fills:
///
/// - `places.tsv`: countries, units, features. Required.
/// - `towns.txt`: a table of GeoNames as it is published (cities500, or allCountries).
/// - `names.tsv`: more names of places. `areas.geojsonl`: polygons, each with the `key` of its
///   place; with `"over": true` it lies on top of others. `words.tsv`: names of people and common
///   words. `centres.tsv`: points that stand for countries. `sources.tsv`: name, licence, what it
///   gave.
///
/// The same tables give the same bytes. Throws Error{Fault::input} at a row that makes no sense.
BuildReport build_gazetteer(const std::string& folder, const std::string& output);

}  // namespace tamga::place
