// SPDX-License-Identifier: MIT
#include "engine/coordinate/words.hpp"

#include "engine/base/text.hpp"

#include <algorithm>
#include <array>

namespace tamga::coordinate {
namespace {

using Kind = Token::Kind;

/// Words with one meaning, with spaces around each.
struct Meaning {
    Kind kind;
    Axis axis = Axis::unknown;
    bool negative = false;
    std::string_view words;
};

// English, Russian, Kyrgyz, Kazakh, Uzbek (both scripts), Tajik, German, French, Spanish,
// Portuguese, Italian, Turkish. Cyrillic С and В are not Latin C and B.
constexpr std::array meanings{
    Meaning{Kind::hemisphere, Axis::lat, false,
            " n north northern с сш сев север северной северная северный түндүк түн солтүстік "
            "shimoliy shimol шимолий шимол шимолӣ nord nördlich nördliche nördlicher norte "
            "septentrionale kuzey "},
    Meaning{Kind::hemisphere, Axis::lat, true,
            " s south southern ю юш юг южн южной южная южный түштүк түш оңтүстік janubiy janub "
            "жанубий жануб ҷанубӣ süd südlich südliche südlicher sud sur sul güney "},
    Meaning{
        Kind::hemisphere, Axis::lon, false,
        " e east eastern в вд вост восток восточной восточная восточный чыгыш чыг шығыс sharqiy "
        "sharq шарқий шарқ шарқӣ ost östlich östliche östlicher est este leste doğu "},
    Meaning{
        Kind::hemisphere, Axis::lon, true,
        " w west western з зд зап запад западной западная западный батыш бат батыс g'arbiy garbiy "
        "gʻarbiy ғарбий ғарбӣ westlich westliche westlicher ouest oeste ovest batı "},
    Meaning{Kind::label, Axis::lat, false,
            " lat latitude y φ ш шир широта широты широте кеңдик кеңдиги кеңдиктин кеңдикте кең "
            "ендік ендігі "
            "kenglik kengligi кенглик кенглиги арз арзи breite breitengrad latitud latitudine "
            "enlem enlemi "},
    Meaning{Kind::label, Axis::lon, false,
            " lon lng long longitude x λ д долг долгота долготы долготе узундук узундугу "
            "узундуктун узундукта узун "
            "бойлық бойлығы uzunlik uzunligi узунлик узунлиги тӯл тӯли länge längengrad longitud "
            "longitudine boylam boylamı "},
    Meaning{Kind::degree, Axis::unknown, false,
            " d deg degs degree degrees гр град градус градуса градусов daraja даража дараҷа "
            "grad degrés grados derece "},
    Meaning{Kind::minute, Axis::unknown, false,
            " m min mins minute minutes мин минута минуты минут мүнөт daqiqa дақиқа minuten "
            "minutos dakika "},
    Meaning{Kind::second, Axis::unknown, false,
            " sec secs second seconds сек секунда секунды секунд soniya сония секунт sekunden "
            "segundos saniye "},
    Meaning{Kind::metre, Axis::unknown, false,
            " metre metres meter meters м метр метра метров ft feet foot "},
    Meaning{Kind::joint, Axis::unknown, false, " and by и жана және va ва und et "},
    Meaning{Kind::unclear, Axis::unknown, false, " o "},
};

/// Hemispheres that are other words as well, so that within prose they say nothing.
constexpr std::string_view common_words = " est este sur sul ";

bool is_in(std::string_view list, std::string_view word) {
    const auto at = list.find(word);
    return at != std::string_view::npos &&
           list.find(" " + std::string{word} + " ") != std::string_view::npos;
}

// The small letter for a Latin or Cyrillic capital of two bytes; other letters as they are.
void append_lower(std::string& result, unsigned char first, unsigned char second) {
    unsigned code = (first & 0x1FU) << 6U | (second & 0x3FU);
    if (code >= 0xC0 && code <= 0xDE && code != 0xD7) {
        code += 0x20;
    } else if (code >= 0x410 && code <= 0x42F) {
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
    const std::string ascii = base::ascii_lower(word);
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
    const auto found = std::ranges::find_if(
        meanings, [&](const Meaning& meaning) { return is_in(meaning.words, lower); });
    if (found == meanings.end()) {
        return {};
    }
    const std::size_t letter = static_cast<unsigned char>(lower[0]) < 0x80 ? 1 : 2;
    const bool small_letter = lower.size() == letter && lower == word;
    if (found->kind == Kind::unclear && small_letter) {
        return {};  // "or" in Spanish and Italian.
    }
    return {.kind = found->kind,
            .axis = found->axis,
            .negative = found->negative,
            .faint = found->axis != Axis::unknown && (small_letter || is_in(common_words, lower))};
}

}  // namespace tamga::coordinate
