// SPDX-License-Identifier: MIT
#include "engine/geo/coordinate_words.hpp"

#include <array>

namespace tamga::geo {
namespace {

using Kind = Token::Kind;

struct Entry {
    std::string_view word;
    Kind kind;
    Axis axis = Axis::unknown;
    bool negative = false;
};

constexpr Entry north(std::string_view word) { return {word, Kind::hemisphere, Axis::lat, false}; }
constexpr Entry south(std::string_view word) { return {word, Kind::hemisphere, Axis::lat, true}; }
constexpr Entry east(std::string_view word) { return {word, Kind::hemisphere, Axis::lon, false}; }
constexpr Entry west(std::string_view word) { return {word, Kind::hemisphere, Axis::lon, true}; }
constexpr Entry lat(std::string_view word) { return {word, Kind::label, Axis::lat}; }
constexpr Entry lon(std::string_view word) { return {word, Kind::label, Axis::lon}; }

// English, Russian, Kyrgyz, Kazakh, Tajik. Cyrillic С and В are not Latin C and B. "O" is left out:
// it is east to a German and west to a Frenchman.
constexpr std::array words{
    north("n"),
    north("north"),
    north("с"),
    north("сш"),
    north("север"),
    north("северной"),
    north("северная"),
    north("түндүк"),
    north("солтүстік"),
    north("шимолӣ"),
    south("s"),
    south("south"),
    south("ю"),
    south("юш"),
    south("юг"),
    south("южной"),
    south("южная"),
    south("түштүк"),
    south("оңтүстік"),
    south("ҷанубӣ"),
    east("e"),
    east("east"),
    east("в"),
    east("вд"),
    east("восток"),
    east("восточной"),
    east("восточная"),
    east("чыгыш"),
    east("шығыс"),
    east("шарқӣ"),
    west("w"),
    west("west"),
    west("з"),
    west("зд"),
    west("запад"),
    west("западной"),
    west("западная"),
    west("батыш"),
    west("батыс"),
    west("ғарбӣ"),
    lat("lat"),
    lat("latitude"),
    lat("y"),
    lat("φ"),
    lat("ш"),
    lat("шир"),
    lat("широта"),
    lat("широты"),
    lat("кеңдик"),
    lat("ендік"),
    lat("арз"),
    lat("арзи"),
    lon("lon"),
    lon("lng"),
    lon("long"),
    lon("longitude"),
    lon("x"),
    lon("λ"),
    lon("д"),
    lon("долг"),
    lon("долгота"),
    lon("долготы"),
    lon("узундук"),
    lon("бойлық"),
    lon("тӯл"),
    lon("тӯли"),
    Entry{"d", Kind::degree},
    Entry{"deg", Kind::degree},
    Entry{"degree", Kind::degree},
    Entry{"degrees", Kind::degree},
    Entry{"град", Kind::degree},
    Entry{"градус", Kind::degree},
    Entry{"градуса", Kind::degree},
    Entry{"градусов", Kind::degree},
    Entry{"m", Kind::minute},
    Entry{"min", Kind::minute},
    Entry{"minute", Kind::minute},
    Entry{"minutes", Kind::minute},
    Entry{"мин", Kind::minute},
    Entry{"минута", Kind::minute},
    Entry{"минуты", Kind::minute},
    Entry{"минут", Kind::minute},
    Entry{"sec", Kind::second},
    Entry{"second", Kind::second},
    Entry{"seconds", Kind::second},
    Entry{"сек", Kind::second},
    Entry{"секунда", Kind::second},
    Entry{"секунды", Kind::second},
    Entry{"секунд", Kind::second},
};

// The small letter for a Cyrillic capital of two bytes; other letters as they are.
void append_lower(std::string& result, unsigned char first, unsigned char second) {
    unsigned code = (first & 0x1FU) << 6U | (second & 0x3FU);
    if (code >= 0x410 && code <= 0x42F) {
        code += 0x20;
    } else if (code >= 0x400 && code <= 0x40F) {
        code += 0x50;
    } else if (code >= 0x490 && code <= 0x4FF && code % 2 == 0 && code != 0x4C0) {
        code += 1;
    }
    result += static_cast<char>(0xC0U | code >> 6U);
    result += static_cast<char>(0x80U | (code & 0x3FU));
}

}  // namespace

std::string lower_word(std::string_view word) {
    const std::string ascii = ascii_lower(word);
    std::string result;
    for (std::size_t i = 0; i < ascii.size(); ++i) {
        const auto first = static_cast<unsigned char>(ascii[i]);
        if ((first & 0xE0U) == 0xC0U && i + 1 < ascii.size()) {
            append_lower(result, first, static_cast<unsigned char>(ascii[++i]));
        } else {
            result += ascii[i];
        }
    }
    return result;
}

Token word_token(std::string_view word) {
    const std::string lower = lower_word(word);
    for (const Entry& entry : words) {
        if (entry.word == lower) {
            const std::size_t letter = static_cast<unsigned char>(lower[0]) < 0x80 ? 1 : 2;
            return {.kind = entry.kind,
                    .axis = entry.axis,
                    .negative = entry.negative,
                    .faint = lower.size() == letter && lower == word};
        }
    }
    return {};
}

}  // namespace tamga::geo
