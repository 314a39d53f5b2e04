// SPDX-License-Identifier: MIT
#include "engine/place/place_tables.hpp"

#include "engine/base/error.hpp"
#include "engine/base/files/mapped_file.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/base/utf8.hpp"
#include "engine/place/fold.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace tamga::place {
namespace {

using Row = std::span<const std::string_view>;

template <class Number>
Number number(std::string_view text, std::string_view what) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) {
        throw Error{Fault::input, fmt::format("{} '{}' is not a number", what, text)};
    }
    return value;
}

std::uint32_t count(std::string_view text, std::string_view what) {
    return text.empty() ? 0 : number<std::uint32_t>(text, what);
}

std::optional<geo::LonLat> position(std::string_view lat, std::string_view lon) {
    if (lat.empty() || lon.empty()) {
        return std::nullopt;
    }
    const geo::LonLat result{.lon = number<double>(lon, "longitude"),
                             .lat = number<double>(lat, "latitude")};
    if (!(std::abs(result.lat) <= 90 && std::abs(result.lon) <= 180)) {
        throw Error{Fault::input, fmt::format("position {},{} is not on Earth", lat, lon)};
    }
    return result;
}

void need_columns(Row row, std::size_t columns) {
    if (row.size() < columns) {
        throw Error{Fault::input,
                    fmt::format("{} columns instead of {}; columns are parted by tabs", row.size(),
                                columns)};
    }
}

Kind kind_of(std::string_view text) {
    for (const Kind kind : {Kind::country, Kind::admin1, Kind::admin2, Kind::town, Kind::feature}) {
        if (to_string(kind) == text) {
            return kind;
        }
    }
    throw Error{Fault::input, fmt::format("'{}' is no kind of place", text)};
}

NameRole role_of(std::string_view text) {
    for (const NameRole role : {NameRole::name, NameRole::local, NameRole::other,
                                NameRole::abbreviation, NameRole::demonym}) {
        if (to_string(role) == text) {
            return role;
        }
    }
    throw Error{Fault::input, fmt::format("'{}' is no role of a name", text)};
}

/// Alternate names of GeoNames are a bag: links, codes of airports, and other scripts in a
/// romanisation that nobody writes ("ao shen"), which are in small letters.
std::optional<NameRole> alternate_role(std::string_view name) {
    if (name.find("://") != std::string_view::npos || name.empty()) {
        return std::nullopt;
    }
    if (!is_latin(name)) {
        return NameRole::local;
    }
    if (name.size() <= 4 && is_capitals(name)) {
        return NameRole::abbreviation;
    }
    const bool small = std::ranges::none_of(name, [](char c) {
        return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
    });
    return small ? std::nullopt : std::optional{NameRole::other};
}

/// Countries and units may lie in the middle of their towns.
void need_position(const RawPlace& place) {
    if (place.kind == Kind::town && !place.position) {
        throw Error{Fault::input, "a town without a position"};
    }
}

void add_town(Row row, RawPlaces& into) {
    need_columns(row, 19);
    const std::string country{row[8]};
    const std::string admin1 = country + "." + std::string{row[10]};
    const auto place = into.add({.key = std::string{row[0]},
                                 .country = country,
                                 .admin1 = admin1,
                                 .admin2 = admin1 + "." + std::string{row[11]},
                                 .name = std::string{row[1]},
                                 .code = std::string{row[7]},
                                 .kind = row[6] == "P" ? Kind::town : Kind::feature,
                                 .id = number<std::uint32_t>(row[0], "id"),
                                 .population = count(row[14], "population"),
                                 .position = position(row[4], row[5])});
    into.names.push_back({place, NameRole::name, std::string{row[2]}});
    std::string_view rest = row[3];
    while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        const std::string_view name = rest.substr(0, comma);
        if (const auto role = alternate_role(name)) {
            // "New York" is the name of New York City, not a nickname.
            const bool is_name =
                row[1].ends_with(" City") && name == row[1].substr(0, row[1].size() - 5);
            into.names.push_back({place, is_name ? NameRole::name : *role, std::string{name}});
        }
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
}

}  // namespace

std::uint32_t RawPlaces::add(RawPlace place) {
    const auto index = static_cast<std::uint32_t>(places.size());
    if (index >= 1U << Posting::place_bits) {
        throw Error{Fault::input, "more places than a gazetteer can hold (2^24)"};
    }
    need_position(place);
    by_key.emplace(place.key, index);
    names.push_back({index, NameRole::name, place.name});
    places.push_back(std::move(place));
    return index;
}

void for_each_row(const std::string& path, bool headings, const std::function<void(Row)>& use) {
    const base::MappedFile file{path};
    std::string_view rest = as_text(file.bytes());
    std::vector<std::string_view> row;
    for (std::size_t line = 1; !rest.empty(); ++line) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view text = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (text.ends_with('\r')) {
            text.remove_suffix(1);
        }
        if (text.empty() || (headings && line == 1)) {
            continue;
        }
        const std::string_view row_text = text;
        row.clear();
        for (std::size_t tab = 0; tab != std::string_view::npos;) {
            tab = text.find('\t');
            row.push_back(text.substr(0, tab));
            text.remove_prefix(std::min(tab, text.size() - 1) + 1);
        }
        base::stop_if_interrupted();
        in_context(fmt::format("{}:{}", path, line), [&] {
            if (!base::is_utf8(row_text)) {
                throw Error{Fault::input, "the row is not UTF-8"};
            }
            use(row);
        });
    }
}

void read_places(const std::string& path, RawPlaces& into) {
    for_each_row(path, true, [&](Row row) {
        need_columns(row, 11);
        into.add({.key = std::string{row[0]},
                  .country = std::string{row[4]},
                  .admin1 = std::string{row[5]},
                  .name = std::string{row[7]},
                  .iso = std::string{row[6]},
                  .code = std::string{row[3]},
                  .kind = kind_of(row[2]),
                  .id = count(row[1], "id"),
                  .population = count(row[10], "population"),
                  .position = position(row[8], row[9])});
    });
}

void read_names(const std::string& path, RawPlaces& into) {
    for_each_row(path, true, [&](Row row) {
        need_columns(row, 3);
        const auto place = into.by_key.find(std::string{row[0]});
        if (place != into.by_key.end()) {
            into.names.push_back({place->second, role_of(row[2]), std::string{row[1]}});
        }
    });
}

void read_geonames(const std::string& path, RawPlaces& into) {
    for_each_row(path, false, [&](Row row) { add_town(row, into); });
}

void read_words(const std::string& path, RawPlaces& into) {
    for_each_row(path, true, [&](Row row) {
        need_columns(row, 2);
        const std::uint16_t bits = row[1] == "first name" ? key_first_name | key_human
                                   : row[1] == "name"     ? key_human
                                   : row[1] == "word"     ? key_word
                                                          : 0;
        if (bits == 0) {
            throw Error{Fault::input, fmt::format("'{}' is no class of words", row[1])};
        }
        into.words[fold(row[0])] |= bits;
    });
}

void read_centres(const std::string& path, RawPlaces& into) {
    for_each_row(path, true, [&](Row row) {
        need_columns(row, 3);
        const auto place = into.by_key.find(std::string{row[0]});
        const auto at = position(row[1], row[2]);
        if (place != into.by_key.end() && at) {
            into.centres.emplace_back(place->second, *at);
        }
    });
}

}  // namespace tamga::place
