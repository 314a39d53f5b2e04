// SPDX-License-Identifier: MIT
#include "engine/base/text.hpp"
#include "engine/coordinate/notation.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace tamga::coordinate {
namespace {

using Replacement = std::pair<std::string_view, std::string_view>;

// What is typed -> the one form of it. UTF-8, so that the table can be read.
constexpr auto replacements = std::to_array<Replacement>({
    {"−", "-"},
    {"‐", "-"},
    {"‑", "-"},
    {"‒", "-"},
    {"–", "-"},
    {"﹣", "-"},
    {"&minus;", "-"},
    {"º", "°"},
    {"˚", "°"},
    {"∘", "°"},
    {"&deg;", "°"},
    {"&#176;", "°"},
    {"&#xb0;", "°"},
    {"&#xB0;", "°"},
    {"′", "'"},
    {"’", "'"},
    {"‘", "'"},
    {"ʹ", "'"},
    {"ʼ", "'"},
    {"´", "'"},
    {"`", "'"},
    {"&prime;", "'"},
    {"&#39;", "'"},
    {"&apos;", "'"},
    {"&#8242;", "'"},
    {"&rsquo;", "'"},
    {"''", "\""},
    {"″", "\""},
    {"”", "\""},
    {"“", "\""},
    {"„", "\""},
    {"ʺ", "\""},
    {"˝", "\""},
    {"&Prime;", "\""},
    {"&quot;", "\""},
    {"&#34;", "\""},
    {"&#8243;", "\""},
    {"&rdquo;", "\""},
    {"&amp;", "&"},
    {"&lt;", "<"},
    {"&gt;", ">"},
    {"&nbsp;", " "},
    {"&#160;", " "},
    {"\u00A0", " "},
    {"\u202F", " "},
    {"\u3000", " "},
    {"\u205F", " "},
    {"\u200B", ""},
    {"\uFEFF", ""},
    {"\u200E", ""},
    {"\u200F", ""},
    {"\u2060", ""},
    {"Â°", "°"},
    {"â€²", "'"},
    {"â€³", "\""},
    {"\\u00b0", "°"},
    {"\\u00B0", "°"},
    {"\\u2032", "'"},
    {"\\u2033", "\""},
    {"&#x2032;", "'"},
    {"&#x2033;", "\""},
    {"&ordm;", "°"},
    {"&rdquor;", "\""},
    {"&ldquo;", "\""},
    {"⁰", "°"},
    {"٫", "."},
    {"،", ","},
    {"、", ","},
    {"‛", "'"},
    {"‟", "\""},
    {"«", "\""},
    {"»", "\""},
    {"‹", "'"},
    {"›", "'"},
    {"G'arb", "garb"},
    {"g'arb", "garb"},
    {"G‘arb", "garb"},
    {"g‘arb", "garb"},
    {"G’arb", "garb"},
    {"g’arb", "garb"},
    {"北緯", " N "},
    {"北纬", " N "},
    {"南緯", " S "},
    {"南纬", " S "},
    {"東経", " E "},
    {"东经", " E "},
    {"東經", " E "},
    {"西経", " W "},
    {"西经", " W "},
    {"西經", " W "},
    {"度", "°"},
    {"分", "'"},
    {"秒", "\" "},
    {"북위", " N "},
    {"남위", " S "},
    {"동경", " E "},
    {"서경", " W "},
    {"도", "°"},
    {"초", "\" "},
    // Abbreviations whose letters mean something else in Russian: Kazakh, Tajik, Uzbek.
    {"с.е.", " солтүстік ендік "},
    {"с. е.", " солтүстік ендік "},
    {"о.е.", " оңтүстік ендік "},
    {"о. е.", " оңтүстік ендік "},
    {"ш.б.", " шығыс бойлық "},
    {"ш. б.", " шығыс бойлық "},
    {"б.б.", " батыс бойлық "},
    {"б. б.", " батыс бойлық "},
    {"а.ш.", " арзи шимолӣ "},
    {"а. ш.", " арзи шимолӣ "},
    {"а.ҷ.", " арзи ҷанубӣ "},
    {"а. ҷ.", " арзи ҷанубӣ "},
    {"т.ш.", " тӯли шарқӣ "},
    {"т. ш.", " тӯли шарқӣ "},
    {"т.ғ.", " тӯли ғарбӣ "},
    {"т. ғ.", " тӯли ғарбӣ "},
    {"sh.k.", " shimoliy kenglik "},
    {"sh. k.", " shimoliy kenglik "},
    {"j.k.", " janubiy kenglik "},
    {"j. k.", " janubiy kenglik "},
    {"sh.u.", " sharqiy uzunlik "},
    {"sh. u.", " sharqiy uzunlik "},
    {"shq.u.", " sharqiy uzunlik "},
    {"shq. u.", " sharqiy uzunlik "},
});

// U+FF01..U+FF5E are ASCII drawn in full width: EF BC 81..BF, EF BD 80..9E.
char full_width(std::string_view text) {
    if (text.size() < 3 || text[0] != '\xEF') {
        return 0;
    }
    const int second = static_cast<unsigned char>(text[1]);
    const int third = static_cast<unsigned char>(text[2]);
    if (second == 0xBC && third >= 0x81 && third <= 0xBF) {
        return static_cast<char>(third - 0x81 + '!');
    }
    return second == 0xBD && third >= 0x80 && third <= 0x9E ? static_cast<char>(third - 0x80 + '`')
                                                            : '\0';
}

/// Digits of Arabic (U+0660), Persian (U+06F0) and Devanagari (U+0966), as ASCII.
char foreign_digit(std::string_view text, std::size_t& used) {
    struct Row {
        std::string_view zero;
    };
    static constexpr Row rows[] = {{"٠"}, {"۰"}, {"०"}};
    for (const auto& [zero] : rows) {
        const std::size_t size = zero.size();
        if (text.size() >= size && text.substr(0, size - 1) == zero.substr(0, size - 1)) {
            const int digit = static_cast<unsigned char>(text[size - 1]) -
                              static_cast<unsigned char>(zero.back());
            if (digit >= 0 && digit <= 9) {
                used = size;
                return static_cast<char>('0' + digit);
            }
        }
    }
    return 0;
}

// U+2000..U+200A are spaces of every width: E2 80 80..8A.
bool is_wide_space(std::string_view text) {
    return text.size() >= 3 && text.starts_with("\xE2\x80") &&
           static_cast<unsigned char>(text[2]) <= 0x8A;
}

// One pass; what it writes is not looked at again, but for two primes next to each other.
std::string replaced(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        std::size_t used = 1;
        if (base::is_digit(text[0]) || text[0] == ' ' || text[0] == '.' || text[0] == ',') {
            result += text[0];  // Most of most texts.
        } else if (const char c = full_width(text)) {
            result += c;
            used = 3;
        } else if (is_wide_space(text)) {
            result += ' ';
            used = 3;
        } else if (const char digit = foreign_digit(text, used)) {
            result += digit;
        } else {
            const Replacement* found = nullptr;
            for (const Replacement& replacement : replacements) {
                if (text.starts_with(replacement.first)) {
                    found = &replacement;
                    break;
                }
            }
            result += found != nullptr ? found->second : text.substr(0, 1);
            used = found != nullptr ? found->first.size() : 1;
        }
        text.remove_prefix(used);
    }
    return result;
}

/// Signs that are something else elsewhere: "41*12'", "41^12'" and "41o12'" have a degree sign,
/// "41·2" a decimal point.
void replace_between_digits(std::string& text) {
    constexpr std::string_view middle_dot = "·";
    for (std::size_t at = 1; at + 1 < text.size(); ++at) {
        if (!base::is_digit(text[at - 1])) {
            continue;
        }
        const bool dot = std::string_view{text}.substr(at).starts_with(middle_dot);
        const bool minutes =
            base::is_digit(text[at + 1]) && text.find('\'', at) != std::string::npos;
        if (dot && at + 2 < text.size() && base::is_digit(text[at + 2])) {
            text.replace(at, middle_dot.size(), ".");
        } else if (minutes && (text[at] == '*' || text[at] == '^' || text[at] == 'o')) {
            text.replace(at, 1, "°");
        }
    }
}

}  // namespace

std::string percent_decoded(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned value = 0;
        if (text[i] == '%' && i + 2 < text.size()) {
            const auto [end, error] =
                std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16);
            if (error == std::errc{} && end == text.data() + i + 3) {
                result += static_cast<char>(value);
                i += 2;
                continue;
            }
        }
        result += text[i] == '+' ? ' ' : text[i];
    }
    return result;
}

std::string normalized_text(std::string_view text) {
    std::string result = replaced(text);
    for (auto at = result.find("''"); at != std::string::npos; at = result.find("''", at)) {
        result.replace(at, 2, "\"");
    }
    replace_between_digits(result);
    return std::string{base::trimmed(result)};
}

}  // namespace tamga::coordinate
