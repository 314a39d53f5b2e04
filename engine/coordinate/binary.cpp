// SPDX-License-Identifier: MIT
//
// Positions as machines write them: sentences of NMEA 0183, and well-known binary in hexadecimal.
#include "engine/coordinate/notation.hpp"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace tamga::coordinate {
namespace {

Refusal refusal(std::string reason) { return {std::move(reason)}; }

/// "4112.2628,N,07445.9659,E" after the cells that `skip` counts.
std::optional<std::string> cells_after(std::string_view sentence, int skip) {
    for (; skip > 0; --skip) {
        const auto comma = sentence.find(',');
        if (comma == std::string_view::npos) {
            return std::nullopt;
        }
        sentence.remove_prefix(comma + 1);
    }
    std::string text;
    for (int cell = 0; cell < 4; ++cell) {
        const auto comma = std::min(sentence.find(','), sentence.size());
        text += std::string{sentence.substr(0, comma)} + (cell % 2 == 0 ? "" : " ");
        sentence.remove_prefix(std::min(comma + 1, sentence.size()));
    }
    return text;
}

/// Bytes of a hexadecimal text, read as numbers of one byte order.
class WkbReader {
public:
    explicit WkbReader(std::string_view hex) : hex_{hex} { little_ = number(1) == 1; }

    std::uint64_t number(std::size_t size) {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < size; ++i) {
            std::uint64_t byte = 0;
            const char* const at = hex_.data() + at_ + 2 * (little_ ? size - 1 - i : i);
            std::from_chars(at, at + 2, byte, 16);
            value = value << 8U | byte;
        }
        at_ += 2 * size;
        return value;
    }
    double real() { return std::bit_cast<double>(number(8)); }

private:
    std::string_view hex_;
    std::size_t at_ = 0;
    bool little_ = false;
};

Component real_component(double degrees) { return computed(degrees, 1e-9); }

}  // namespace

Attempt read_nmea(std::string_view text) {
    const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (!text.starts_with('$') || text.size() < 7 || text[6] != ',' ||
        !std::ranges::all_of(text.substr(1, 5), capital)) {
        return std::nullopt;
    }
    const std::string_view kind = text.substr(3, 3);
    const int skip = kind == "RMC" ? 3 : kind == "GGA" ? 2 : kind == "GLL" ? 1 : 0;
    const auto cells = skip > 0 ? cells_after(text, skip) : std::nullopt;
    if (!cells) {
        return refusal("only the sentences RMC, GGA and GLL of NMEA hold a position");
    }
    Outcome outcome = read_angles(*cells);
    if (auto* reading = std::get_if<Reading>(&outcome)) {
        reading->notation = "nmea";
    }
    return outcome;
}

Attempt read_wkb(std::string_view text) {
    const bool hex = text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
    const bool order = text.starts_with("01") || text.starts_with("00");
    if (!hex || !order || text.size() < 42 || text.size() > 82) {
        return std::nullopt;
    }
    WkbReader reader{text};
    const auto type = static_cast<std::uint32_t>(reader.number(4));
    constexpr std::uint32_t has_z = 0x80000000;
    constexpr std::uint32_t has_m = 0x40000000;
    constexpr std::uint32_t has_srid = 0x20000000;
    const std::uint32_t plain = type & ~(has_z | has_m | has_srid);
    if (plain % 1000 != 1 || plain > 3001) {
        return refusal("well-known binary that is not a point");
    }
    const std::uint64_t srid = (type & has_srid) != 0 ? reader.number(4) : 4326;
    std::size_t more = ((type & has_z) != 0 ? 1U : 0U) + ((type & has_m) != 0 ? 1U : 0U);
    more += plain > 3000 ? 2U : plain > 1000 ? 1U : 0U;
    const std::size_t header = (type & has_srid) != 0 ? 18 : 10;
    if (text.size() != header + 16 * (2 + more)) {
        return refusal("well-known binary that ends early, or late");
    }
    const double lon = reader.real();
    const double lat = reader.real();
    if (srid != 4326) {
        return refusal("well-known binary in SRID " + std::to_string(srid) +
                       "; only longitude and latitude (4326) are read");
    }
    if (!std::isfinite(lon) || !std::isfinite(lat)) {
        return refusal("well-known binary of an empty point");
    }
    return finish(real_component(lat), real_component(lon), "wkb");
}

}  // namespace tamga::coordinate
