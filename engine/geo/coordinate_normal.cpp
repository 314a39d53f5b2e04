// SPDX-License-Identifier: MIT
#include "engine/geo/coordinate_notation.hpp"

#include <array>
#include <utility>

namespace tamga::geo {
namespace {

using Replacement = std::pair<std::string_view, std::string_view>;

// What is typed -> the one form of it. UTF-8, so that the table can be read.
constexpr auto replacements = std::to_array<Replacement>({
    {"−", "-"},       {"‐", "-"},        {"‑", "-"},        {"‒", "-"},        {"–", "-"},
    {"﹣", "-"},      {"&minus;", "-"},  {"º", "°"},        {"˚", "°"},        {"∘", "°"},
    {"&deg;", "°"},   {"&#176;", "°"},   {"&#xb0;", "°"},   {"&#xB0;", "°"},   {"′", "'"},
    {"’", "'"},       {"‘", "'"},        {"ʹ", "'"},        {"ʼ", "'"},        {"´", "'"},
    {"`", "'"},       {"&prime;", "'"},  {"&#39;", "'"},    {"&apos;", "'"},   {"&#8242;", "'"},
    {"&rsquo;", "'"}, {"''", "\""},      {"″", "\""},       {"”", "\""},       {"“", "\""},
    {"„", "\""},      {"ʺ", "\""},       {"˝", "\""},       {"&Prime;", "\""}, {"&quot;", "\""},
    {"&#34;", "\""},  {"&#8243;", "\""}, {"&rdquo;", "\""}, {"&amp;", "&"},    {"&lt;", "<"},
    {"&gt;", ">"},    {"&nbsp;", " "},   {"&#160;", " "},   {"\u00A0", " "},   {"\u202F", " "},
    {"\u3000", " "},  {"\u205F", " "},   {"\u200B", ""},    {"\uFEFF", ""},    {"\u200E", ""},
    {"\u200F", ""},   {"\u2060", ""},
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
        if (const char c = full_width(text)) {
            result += c;
            used = 3;
        } else if (is_wide_space(text)) {
            result += ' ';
            used = 3;
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

}  // namespace

std::string normalized_text(std::string_view text) {
    std::string result = replaced(text);
    for (auto at = result.find("''"); at != std::string::npos; at = result.find("''", at)) {
        result.replace(at, 2, "\"");
    }
    return std::string{trimmed(result)};
}

}  // namespace tamga::geo
