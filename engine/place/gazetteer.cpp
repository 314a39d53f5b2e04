// SPDX-License-Identifier: MIT
#include "engine/place/gazetteer.hpp"

#include "engine/base/error.hpp"
#include "engine/base/utf8.hpp"
#include "engine/geo/geodesic.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>

namespace tamga::place {
namespace {

namespace fs = std::filesystem;

FileHeader header_of(ByteView bytes, const std::string& path) {
    FileHeader header;
    const bool is_ours =
        bytes.size() >= sizeof(header) && std::memcmp(bytes.data(), file_magic.data(), 6) == 0;
    if (!is_ours) {
        throw Error{Fault::input, path + ": is not a gazetteer; tamga gazetteer build makes one"};
    }
    std::memcpy(&header, bytes.data(), sizeof(header));
    if (header.magic != file_magic) {
        throw Error{Fault::input,
                    fmt::format("{}: is a gazetteer of version {}, this program reads "
                                "version {}; build it again",
                                path, std::string_view{header.magic.data() + 6, 2},
                                std::string_view{file_magic.data() + 6, 2})};
    }
    for (const SectionPlace& section : header.sections) {
        if (section.offset % 8 != 0 || section.offset > bytes.size() ||
            section.size > bytes.size() - section.offset) {
            throw Error{Fault::input, path + ": the gazetteer is cut short; build it again"};
        }
    }
    return header;
}

/// No text of a place is longer; see KeyBuilder for names.
constexpr std::size_t longest_text = 4096;

/// What stands before the first zero, or all of it.
std::string_view until_zero(std::string_view text) { return text.substr(0, text.find('\0')); }

geo::LonLat degrees(std::int32_t lon_e7, std::int32_t lat_e7) {
    return {.lon = lon_e7 / 1e7, .lat = lat_e7 / 1e7};
}

}  // namespace

std::string_view to_string(Kind kind) {
    switch (kind) {
        case Kind::country:
            return "country";
        case Kind::admin1:
            return "admin1";
        case Kind::admin2:
            return "admin2";
        case Kind::town:
            return "town";
        case Kind::feature:
            return "feature";
    }
    return "feature";
}

template <class T>
std::span<const T> Gazetteer::section(Section which) const {
    FileHeader header;
    std::memcpy(&header, file_.bytes().data(), sizeof(header));
    const SectionPlace& place = header.sections[static_cast<std::size_t>(which)];
    const auto bytes = file_.bytes().subspan(place.offset, place.size);
    return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
}

Gazetteer::Gazetteer(const std::string& path) : path_{path}, file_{path, base::Access::random} {
    header_of(file_.bytes(), path);
    const auto text_of = [&](Section which) {
        const auto bytes = section<char>(which);
        return std::string_view{bytes.data(), bytes.size()};
    };
    places_ = section<PlaceRecord>(Section::places);
    strings_ = text_of(Section::strings);
    metadata_ = text_of(Section::metadata);
    centres_ = section<CentreRecord>(Section::centres);
    if (strings_.empty() || strings_.back() != '\0') {
        throw Error{Fault::input, path + ": the gazetteer's texts are damaged; build it again"};
    }
    keys_ = {section<KeyRecord>(Section::keys), KeySieve{section<std::uint64_t>(Section::sieve)},
             section<std::uint32_t>(Section::postings), strings_};
    towns_ = TownTree{section<TownNode>(Section::towns),
                      NearCells{section<std::uint32_t>(Section::near_cells),
                                section<std::uint32_t>(Section::near_nodes)}};
    areas_ = {section<std::uint32_t>(Section::cells), section<std::uint32_t>(Section::cell_parts),
              section<Vertex>(Section::vertices), section<std::uint32_t>(Section::areas)};
}

void Gazetteer::fail_damaged() const {
    throw Error{Fault::input, path_ + ": the gazetteer is damaged; build it again"};
}

std::string_view Gazetteer::text(std::uint32_t offset) const {
    if (offset >= strings_.size()) {
        fail_damaged();
    }
    const std::string_view found = until_zero(strings_.substr(offset, longest_text));
    if (found.size() == longest_text || !base::is_utf8(found)) {
        fail_damaged();
    }
    return found;
}

Place Gazetteer::place(std::uint32_t index) const {
    if (index >= places_.size() || places_[index].kind > static_cast<std::uint8_t>(Kind::feature)) {
        fail_damaged();
    }
    const PlaceRecord& record = places_[index];
    const std::string_view code = until_zero({record.code.data(), record.code.size()});
    if (!base::is_utf8(code)) {
        fail_damaged();
    }
    return {.index = index,
            .id = record.id,
            .kind = static_cast<Kind>(record.kind),
            .name = text(record.name),
            .code = code,
            .iso = text(record.iso),
            .position = degrees(record.lon_e7, record.lat_e7),
            .population = record.population,
            .country = record.country,
            .admin1 = record.admin1,
            .admin2 = record.admin2};
}

std::optional<Place> Gazetteer::country_of(const Place& of) const {
    return of.country < size() ? std::optional{place(of.country)} : std::nullopt;
}

std::optional<Place> Gazetteer::admin1_of(const Place& of) const {
    return of.admin1 < size() ? std::optional{place(of.admin1)} : std::nullopt;
}

bool Gazetteer::holds(const Place& whole, const Place& part) const {
    return whole.index == part.index || whole.index == part.country || whole.index == part.admin1 ||
           whole.index == part.admin2;
}

Containment Gazetteer::at(geo::LonLat position) const {
    const auto unit = in_context(path_, [&] { return areas_.at(position); });
    if (!unit) {
        return {};
    }
    const Place found = place(*unit);
    if (found.kind == Kind::country) {
        return {.country = found};
    }
    return {.country = country_of(found), .admin1 = found};
}

Near Gazetteer::measured(geo::LonLat from, std::uint32_t index) const {
    const Place to = place(index);
    const geo::GeodesicInverse way = geo::inverse(from, to.position);
    return {.place = to, .distance_m = way.distance_m, .azimuth_deg = way.azimuth_start_deg};
}

std::vector<Near> Gazetteer::nearest(geo::LonLat position, std::size_t count) const {
    std::vector<std::uint32_t> candidates;
    towns_.candidates(position, count, candidates);
    std::vector<Near> result;
    for (const std::uint32_t index : candidates) {
        result.push_back(measured(position, index));
    }
    std::ranges::sort(result, [](const Near& a, const Near& b) {
        return a.distance_m != b.distance_m ? a.distance_m < b.distance_m
                                            : a.place.index < b.place.index;
    });
    result.resize(std::min(result.size(), count));
    return result;
}

std::optional<Near> Gazetteer::nearest_town(geo::LonLat position) const {
    thread_local std::vector<std::uint32_t> candidates;
    candidates.clear();
    towns_.candidates(position, 1, candidates);
    std::uint32_t best = no_place;
    geo::Bearing best_way;
    for (const std::uint32_t index : candidates) {
        if (index >= size()) {
            fail_damaged();
        }
        const PlaceRecord& record = places_[index];
        const auto way = geo::bearing(position, degrees(record.lon_e7, record.lat_e7));
        if (best == no_place || way.distance_m < best_way.distance_m ||
            (way.distance_m == best_way.distance_m && index < best)) {
            best = index;
            best_way = way;
        }
    }
    return best == no_place ? std::nullopt
                            : std::optional{Near{.place = place(best),
                                                 .distance_m = best_way.distance_m,
                                                 .azimuth_deg = best_way.azimuth_deg}};
}

std::optional<Place> Gazetteer::country_centred_at(geo::LonLat position, double tolerance_m) const {
    for (const CentreRecord& centre : centres_) {
        const geo::LonLat at = degrees(centre.lon_e7, centre.lat_e7);
        const bool is_near = std::abs(at.lat - position.lat) * 110'000 <= tolerance_m;
        if (is_near && geo::distance_m(at, position) <= tolerance_m) {
            return place(centre.place);
        }
    }
    return std::nullopt;
}

namespace {

/// The file this code is in: the program, or a module that a program of another kind has loaded.
fs::path own_file(std::error_code& error) {
    Dl_info found{};
    if (::dladdr(reinterpret_cast<const void*>(&default_gazetteer), &found) != 0 &&
        std::string_view{found.dli_fname}.ends_with(".so")) {
        return fs::canonical(found.dli_fname, error);
    }
    return fs::read_symlink("/proc/self/exe", error);
}

}  // namespace

std::string default_gazetteer() {
    if (const char* named = std::getenv("TAMGA_GAZETTEER"); named != nullptr && *named != '\0') {
        return named;
    }
    std::error_code error;
    fs::path folder = own_file(error).parent_path();
    for (; !error && folder.has_relative_path(); folder = folder.parent_path()) {
        for (const char* inside : {"data/gazetteer.tamga", "share/tamga/gazetteer.tamga"}) {
            if (fs::exists(folder / inside, error)) {
                return folder / inside;
            }
        }
    }
    throw Error{Fault::input,
                "no gazetteer is installed; tools/dev/make-gazetteer makes "
                "data/gazetteer.tamga, or name one with --gazetteer or "
                "$TAMGA_GAZETTEER"};
}

std::unique_ptr<Gazetteer> gazetteer_if_there(const std::string& path) {
    if (!path.empty()) {
        return std::make_unique<Gazetteer>(path);
    }
    std::string usual;
    try {
        usual = default_gazetteer();
    } catch (const Error&) {
        return nullptr;
    }
    std::error_code ignored;
    return fs::exists(usual, ignored) ? std::make_unique<Gazetteer>(usual) : nullptr;
}

}  // namespace tamga::place
