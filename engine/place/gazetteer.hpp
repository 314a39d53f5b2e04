// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/files/mapped_file.hpp"
#include "engine/geo/lonlat.hpp"
#include "engine/place/area_index.hpp"
#include "engine/place/gazetteer_file.hpp"
#include "engine/place/key_table.hpp"
#include "engine/place/town_tree.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::place {

/// What a place is. A feature is a continent, a sea, a river, a region with no border of its own.
enum class Kind : std::uint8_t { country, admin1, admin2, town, feature };

/// "country", "admin1", "admin2", "town", "feature".
std::string_view to_string(Kind kind);

/// One entry of the gazetteer. Its texts live as long as the gazetteer does.
struct Place {
    std::uint32_t index = no_place;  ///< In this gazetteer; another build numbers them anew.
    std::uint32_t id = 0;            ///< GeoNames'; 0 if it has none there.
    Kind kind = Kind::town;
    std::string_view name;
    std::string_view code;  ///< GeoNames' feature code: "PPLC", "ADM1", "STM".
    std::string_view iso;   ///< "KG" of a country, "KG-O" of a unit that ISO 3166-2 knows.
    geo::LonLat position;
    std::uint32_t population = 0;  ///< 0: none, or not known.
    std::uint32_t country = no_place;
    std::uint32_t admin1 = no_place;
    std::uint32_t admin2 = no_place;
};

/// One answer to find().
struct Match {
    Place place;
    NameRole role = NameRole::name;
    int edits = 0;  ///< Letters that differ from what was asked for.
};

struct FindOptions {
    std::size_t limit = 10;
    std::string_view country = {};  ///< Only in this country, as an ISO code: "KG".
    std::optional<Kind> kind = {};  ///< Only of this kind.
    bool spelling = true;           ///< If nothing has the name, try with one letter wrong.
};

/// What holds a position.
struct Containment {
    std::optional<Place> country;
    std::optional<Place> admin1;
};

/// A place and how far it is along the geodesic.
struct Near {
    Place place;
    double distance_m = 0;
    double azimuth_deg = 0;  ///< From the position asked about to the place, clockwise from north.
};

/// Names of places and where they are, as `tamga gazetteer build` made them. Opening maps the file
/// and reads next to nothing; all questions are const and may be asked by many threads.
///
/// Nothing in the file is believed: what points out of its table is found where it is followed, and
/// a question then throws Error{Fault::input}.
class Gazetteer {
public:
    /// Throws Error{Fault::input} if the file is missing, no gazetteer, or of another version.
    explicit Gazetteer(const std::string& path);

    const std::string& path() const noexcept { return path_; }
    std::size_t size() const noexcept { return places_.size(); }
    /// Throws Error{Fault::input} if there is no such place, or its texts are damaged.
    Place place(std::uint32_t index) const;
    std::optional<Place> country_of(const Place& place) const;
    std::optional<Place> admin1_of(const Place& place) const;
    /// True if `part` is `whole` or lies in it, as the gazetteer's units say.
    bool holds(const Place& whole, const Place& part) const;

    /// The places of that name, the likeliest first: names before other spellings and
    /// abbreviations, countries before capitals before large towns. Any script; case and accents do
    /// not count. "Osh, Kyrgyzstan" is Osh in Kyrgyzstan. ISO 3166 codes are names too.
    std::vector<Match> find(std::string_view name, const FindOptions& options = {}) const;

    /// Which country and unit a position is in; none at sea. Exact for the polygons stored; of a
    /// border, one side.
    Containment at(geo::LonLat position) const;

    /// The `count` nearest towns, the nearest first, by geodesic distance.
    std::vector<Near> nearest(geo::LonLat position, std::size_t count = 1) const;
    /// The nearest town; none if there are no towns at all.
    std::optional<Near> nearest_town(geo::LonLat position) const;

    /// The country whose centre point this is, within `tolerance_m`: the point that geocoders and
    /// tables give for a whole country.
    std::optional<Place> country_centred_at(geo::LonLat position, double tolerance_m = 500) const;

    /// JSON: {"sources":[{"name","licence","what"}],"missing":[...],"counts":{...}}.
    std::string_view metadata() const { return metadata_; }

    const KeyTable& keys() const noexcept { return keys_; }
    const AreaIndex& areas() const noexcept { return areas_; }

private:
    template <class T>
    std::span<const T> section(Section which) const;
    [[noreturn]] void fail_damaged() const;
    std::string_view text(std::uint32_t offset) const;
    std::vector<Match> matches(std::string_view key, const FindOptions& options) const;
    std::vector<Match> respelt(std::string_view key, const FindOptions& options) const;
    Near measured(geo::LonLat from, std::uint32_t place) const;

    std::string path_;
    base::MappedFile file_;
    std::span<const PlaceRecord> places_;
    std::string_view strings_;
    std::string_view metadata_;
    std::span<const CentreRecord> centres_;
    KeyTable keys_;
    TownTree towns_;
    AreaIndex areas_;
};

/// The gazetteer to use if none is named: $TAMGA_GAZETTEER, or gazetteer.tamga in data/ or
/// share/tamga/ of a folder above the program (or module) that this is linked into. Throws Error{Fault::input} that says how to make
/// one.
std::string default_gazetteer();

/// The gazetteer at `path`; if that is empty, the default one, or null if there is none. Throws
/// Error{Fault::input} if what is there is no gazetteer, or `path` is named and missing.
std::unique_ptr<Gazetteer> gazetteer_if_there(const std::string& path);

}  // namespace tamga::place
