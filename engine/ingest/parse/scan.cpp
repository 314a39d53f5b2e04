// SPDX-License-Identifier: MIT
#include "engine/ingest/parse/scan.hpp"

#include <bit>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tamga::ingest {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t lane = 16;

/// Bit i is set where at[i] is one of `wanted`, for i in 0..15.
template <char... wanted>
unsigned matches(const char* at) {
#if defined(__SSE2__)
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    __m128i found = _mm_setzero_si128();
    ((found = _mm_or_si128(found, _mm_cmpeq_epi8(bytes, _mm_set1_epi8(wanted)))), ...);
    return static_cast<unsigned>(_mm_movemask_epi8(found));
#else
    unsigned mask = 0;
    for (unsigned i = 0; i < lane; ++i) {
        mask |= static_cast<unsigned>(((at[i] == wanted) || ...)) << i;
    }
    return mask;
#endif
}

/// The first of `wanted` at or after `from`, or npos.
template <char... wanted>
std::size_t find_any(std::string_view text, std::size_t from) {
    std::size_t at = from;
    for (; at + lane <= text.size(); at += lane) {
        if (const unsigned mask = matches<wanted...>(text.data() + at); mask != 0) {
            return at + static_cast<std::size_t>(std::countr_zero(mask));
        }
    }
    for (; at < text.size(); ++at) {
        if (((text[at] == wanted) || ...)) {
            return at;
        }
    }
    return npos;
}

template <char open, char close>
std::size_t end_of(std::string_view text, std::size_t from) {
    std::size_t depth = 0;
    for (std::size_t at = from;;) {
        at = find_any<'"', open, close>(text, at);
        if (at == npos) {
            return npos;
        }
        if (text[at] == '"') {
            at = end_of_string(text, at);
            if (at == npos) {
                return npos;
            }
            continue;
        }
        depth += text[at] == open ? std::size_t{1} : std::size_t{0} - 1;
        ++at;
        if (depth == 0) {
            return at;
        }
    }
}

}  // namespace

std::size_t end_of_string(std::string_view text, std::size_t from) {
    for (std::size_t at = from + 1;;) {
        at = find_any<'"', '\\'>(text, at);
        if (at == npos || text[at] == '"') {
            return at == npos ? npos : at + 1;
        }
        at += 2;
        if (at > text.size()) {
            return npos;
        }
    }
}

std::size_t end_of_value(std::string_view text, std::size_t from) {
    return text[from] == '{' ? end_of<'{', '}'>(text, from) : end_of<'[', ']'>(text, from);
}

bool is_deeper(std::string_view xml, std::size_t most) {
    std::size_t depth = 0;
    for (std::size_t at = 0; (at = xml.find('<', at)) != npos;) {
        const std::string_view rest = xml.substr(at);
        const std::string_view close = rest.starts_with("<![CDATA[") ? "]]>"
                                       : rest.starts_with("<!--")    ? "-->"
                                                                     : ">";
        const std::size_t end = xml.find(close, at);
        if (end == npos) {
            return false;
        }
        const char second = xml[at + 1];
        if (second == '/') {
            depth -= depth > 0 ? 1U : 0U;
        } else if (second != '!' && second != '?' && xml[end - 1] != '/' && ++depth > most) {
            return true;
        }
        at = end + close.size();
    }
    return false;
}

std::uint64_t count_newlines(std::string_view text) {
    std::uint64_t count = 0;
    std::size_t at = 0;
#if defined(__SSE2__)
    const __m128i newline = _mm_set1_epi8('\n');
    while (at + lane <= text.size()) {
        __m128i sums = _mm_setzero_si128();  // 16 counters of 8 bits: 255 rounds at most.
        for (int round = 0; round < 255 && at + lane <= text.size(); ++round, at += lane) {
            const auto* from = reinterpret_cast<const __m128i*>(text.data() + at);
            sums = _mm_sub_epi8(sums, _mm_cmpeq_epi8(_mm_loadu_si128(from), newline));
        }
        const __m128i wide = _mm_sad_epu8(sums, _mm_setzero_si128());
        count += static_cast<std::uint64_t>(_mm_cvtsi128_si64(wide)) +
                 static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_unpackhi_epi64(wide, wide)));
    }
#endif
    for (; at < text.size(); ++at) {
        count += text[at] == '\n' ? 1U : 0U;
    }
    return count;
}

}  // namespace tamga::ingest
