// SPDX-License-Identifier: MIT
#include "engine/ingest/parse/encoding.hpp"

#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/base/utf8.hpp"
#include "engine/ingest/parse/scan.hpp"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <utility>

namespace tamga::ingest {
namespace {

constexpr std::size_t looked_at = std::size_t{4} << 20;
constexpr std::size_t start_size = 4096;

unsigned char byte(char c) { return static_cast<unsigned char>(c); }

bool is_control(char c) {
    return byte(c) < 0x20 && c != '\t' && c != '\r' && c != '\n' && c != '\x1e';
}

/// UTF-16 without its mark: every second byte of digits, delimiters and Latin letters is 0, and no
/// other is.
std::optional<Encoding> utf16_without_mark(std::string_view start) {
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < start.size(); ++i) {
        zeros[i % 2] += start[i] == '\0' ? 1U : 0U;
    }
    const bool little = zeros[0] == 0;
    const std::size_t units = start.size() / 2;
    if (units < 4 || std::min(zeros[0], zeros[1]) != 0 || zeros[little ? 1 : 0] * 10 < units * 3) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i + 1 < start.size(); i += 2) {
        if (start[i + (little ? 1 : 0)] == '\0' && is_control(start[i + (little ? 0 : 1)])) {
            return std::nullopt;
        }
    }
    return Encoding{.name = little ? "UTF-16LE" : "UTF-16BE", .guessed = true};
}

/// How often a letter beyond ASCII stands beside another, and which ranges they come from. Inside of
/// words they are small ones.
struct Letters {
    std::size_t all = 0;
    std::size_t beside = 0;      ///< Of `all`, those with another before or after.
    std::size_t inner_1251 = 0;  ///< 0xE0-0xFF: small letters in windows-1251, capitals in KOI8-R.
    std::size_t inner_koi8 = 0;  ///< 0xC0-0xDF: the other way round.
    std::size_t small_ibm866 = 0;  ///< 0xA0-0xAF: small in IBM866, signs in the others.
};

Letters count_letters(std::string_view text) {
    Letters found;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const unsigned char c = byte(text[i]);
        if (c < 0x80) {
            continue;
        }
        ++found.all;
        const bool before = i > 0 && byte(text[i - 1]) >= 0x80;
        const bool after = i + 1 < text.size() && byte(text[i + 1]) >= 0x80;
        found.beside += before || after ? 1U : 0U;
        found.inner_1251 += before && c >= 0xE0 ? 1U : 0U;
        found.inner_koi8 += before && c >= 0xC0 && c < 0xE0 ? 1U : 0U;
        found.small_ibm866 += c >= 0xA0 && c < 0xB0 ? 1U : 0U;
    }
    return found;
}

std::string one_byte_encoding(std::string_view text) {
    const Letters letters = count_letters(text);
    if (letters.beside * 4 < letters.all * 3) {  // "Zürich", not "Бишкек".
        return "windows-1252";
    }
    if (letters.small_ibm866 * 4 > letters.all) {
        return "IBM866";
    }
    return letters.inner_koi8 > letters.inner_1251 ? "KOI8-R" : "windows-1251";
}

/// As much of the text as is looked at, without the half of a letter at its end.
std::string_view first_lines(std::string_view text) {
    if (text.size() <= looked_at) {
        return text;
    }
    const std::size_t newline = text.rfind('\n', looked_at);
    return newline == std::string_view::npos ? std::string_view{} : text.substr(0, newline);
}

/// iconv's state from one encoding to UTF-8.
class Converter {
public:
    explicit Converter(const std::string& from) : state_{::iconv_open("UTF-8", from.c_str())} {}
    ~Converter() {
        if (known()) {
            ::iconv_close(state_);
        }
    }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    bool known() const { return state_ != reinterpret_cast<iconv_t>(-1); }

    /// Takes from the front of `text` what becomes a piece of UTF-8. False if it cannot go on.
    bool convert(std::string_view& text, Bytes& piece) {
        piece.resize(std::size_t{1} << 20);
        char* in = const_cast<char*>(text.data());
        std::size_t in_left = text.size();
        char* out = reinterpret_cast<char*>(piece.data());
        std::size_t out_left = piece.size();
        const bool whole =
            ::iconv(state_, &in, &in_left, &out, &out_left) != static_cast<std::size_t>(-1);
        const bool full = !whole && errno == E2BIG;
        text.remove_prefix(text.size() - in_left);
        piece.resize(piece.size() - out_left);
        return whole || full;
    }

private:
    iconv_t state_;
};

std::string upper(std::string name) {
    std::ranges::transform(name, name.begin(),
                           [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return name;
}

}  // namespace

std::optional<Encoding> foreign_encoding(std::string_view text) {
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
        return Encoding{.name = text[0] == '\xFF' ? "UTF-16LE" : "UTF-16BE", .mark_bytes = 2};
    }
    const std::string_view start = text.substr(0, start_size);
    if (auto wide = utf16_without_mark(start)) {
        return wide;
    }
    const std::size_t first = start.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    const bool xml = first != std::string_view::npos && start[first] == '<';
    const std::string_view sample = first_lines(text);
    if (xml || std::ranges::any_of(start, is_control) || base::is_utf8(sample)) {
        return std::nullopt;
    }
    return Encoding{.name = one_byte_encoding(sample), .guessed = true};
}

std::optional<Encoding> encoding_named(const std::string& name) {
    const std::string known = upper(name);
    if (known == "UTF-8" || known == "UTF8") {
        return std::nullopt;
    }
    // Of these two iconv would write and expect marks of its own.
    const Encoding encoding{.name = known == "UTF-16" ? "UTF-16LE" : name};
    if (!Converter{encoding.name}.known()) {
        throw Error{Fault::usage,
                    fmt::format("there is no encoding '{}'; windows-1251, latin1, UTF-16, KOI8-R "
                                "and what else iconv -l lists are known",
                                name)};
    }
    return encoding;
}

base::MappedFile in_utf8(std::string_view text, const Encoding& encoding,
                         const std::string& temporary) {
    base::TemporaryFile all{temporary};
    Converter converter{encoding.name};
    std::string_view rest = text.substr(std::min(encoding.mark_bytes, text.size()));
    std::uint64_t lines = 1;
    for (Bytes piece; !rest.empty();) {
        base::stop_if_interrupted();
        const bool good = converter.convert(rest, piece);
        lines += count_newlines(as_text(piece));
        all.append(piece);
        if (!good) {
            throw Error{Fault::input,
                        fmt::format("line {}: the byte 0x{:02x} is no text in {}; name the right "
                                    "encoding with --encoding",
                                    lines, byte(rest[0]), encoding.name)};
        }
    }
    return base::MappedFile{all};
}

}  // namespace tamga::ingest
