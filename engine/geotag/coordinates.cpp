// SPDX-License-Identifier: MIT
#include "engine/geotag/coordinates.hpp"

#include "engine/base/text.hpp"
#include "engine/coordinate/read.hpp"

#include <algorithm>
#include <array>

namespace tamga::geotag {
namespace {

/// What coordinates are written with besides digits: signs, separators, marks, hemispheres.
constexpr std::array<std::string_view, 26> parts{
    "°",    "′",    "″",    "’",     "”",     "−",     "º",     "\xC2\xA0", "с.ш.",
    "ю.ш.", "в.д.", "з.д.", "с. ш.", "ю. ш.", "в. д.", "з. д.", ".",        ",",
    ";",    " ",    "'",    "\"",    "-",     "+",     "/",     ":"};

constexpr std::string_view hemispheres = "NSEWnsew";

/// How many bytes at `at` may be part of a coordinate; 0: none.
std::size_t part_size(std::string_view text, std::size_t at) {
    if (base::is_digit(text[at])) {
        return 1;
    }
    const auto is_letter = [&](std::size_t i) {
        return i < text.size() && (((text[i] | 0x20) >= 'a' && (text[i] | 0x20) <= 'z') ||
                                   static_cast<unsigned char>(text[i]) >= 0xC3);
    };
    if (hemispheres.find(text[at]) != std::string_view::npos && !is_letter(at + 1) &&
        (at == 0 || !is_letter(at - 1))) {
        return 1;
    }
    for (const std::string_view part : parts) {
        if (text.substr(at, part.size()) == part) {
            return part.size();
        }
    }
    return 0;
}

/// Two numbers with two decimals or more, or a sign of degrees.
bool looks_measured(std::string_view text) {
    int decimals = 0;
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {
        decimals += text[i] == '.' && base::is_digit(text[i + 1]) && base::is_digit(text[i + 2]) &&
                    i > 0 && base::is_digit(text[i - 1]);
    }
    return decimals >= 2 || text.find("°") != std::string_view::npos ||
           text.find("º") != std::string_view::npos;
}

std::string_view without_punctuation(std::string_view text) {
    constexpr std::string_view loose = " ,;:.-/+";
    const std::size_t begin = text.find_first_not_of(" ,;:./\"'");
    if (begin == std::string_view::npos) {
        return {};
    }
    const std::size_t end = text.find_last_not_of(loose);
    return end < begin ? std::string_view{} : text.substr(begin, end + 1 - begin);
}

}  // namespace

std::vector<FoundCoordinate> find_coordinates(std::string_view text) {
    std::vector<FoundCoordinate> found;
    constexpr std::size_t longest = 80;
    constexpr std::string_view starts = "0123456789+-NSEW";
    for (std::size_t at = text.find_first_of("0123456789"); at < text.size();
         at = text.find_first_of("0123456789", at)) {
        std::size_t begin = at;
        while (begin > 0 && at - begin <= longest &&
               starts.find(text[begin - 1]) != std::string_view::npos) {
            --begin;
        }
        std::size_t end = at;
        for (std::size_t size = 1; end < text.size() && size > 0; end += size) {
            size = part_size(text, end);
        }
        const std::string_view run = without_punctuation(text.substr(begin, end - begin));
        if (run.size() >= 9 && run.size() <= longest && looks_measured(run)) {
            const auto outcome = coordinate::read(run);
            if (const auto* reading = std::get_if<coordinate::Reading>(&outcome)) {
                const auto start = static_cast<std::uint32_t>(run.data() - text.data());
                found.push_back(
                    {start, start + static_cast<std::uint32_t>(run.size()), reading->position});
            }
        }
        at = std::max(end, at + 1);
    }
    return found;
}

}  // namespace tamga::geotag
