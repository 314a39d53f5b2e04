// SPDX-License-Identifier: MIT
#include "engine/serve/http/range.hpp"

#include "engine/base/text.hpp"
#include "engine/serve/http/list_field.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace tamga::serve {
namespace {

using Kind = RangeRequest::Kind;

/// A number that is too large for 64 bits is larger than any file.
std::optional<std::uint64_t> whole_number(std::string_view text) {
    if (text.empty() || text.find_first_not_of("0123456789") != text.npos) {
        return std::nullopt;
    }
    std::uint64_t value = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    return result.ec == std::errc::result_out_of_range ? UINT64_MAX : value;
}

RangeRequest last_bytes(std::uint64_t count, std::uint64_t content_size) {
    count = std::min(count, content_size);
    if (count == 0) {
        return {.kind = Kind::unsatisfiable};
    }
    return {.kind = Kind::part, .offset = content_size - count, .size = count};
}

RangeRequest bytes_between(std::uint64_t first, std::uint64_t last, std::uint64_t content_size) {
    if (first >= content_size) {
        return {.kind = Kind::unsatisfiable};
    }
    last = std::min(last, content_size - 1);
    return {.kind = Kind::part, .offset = first, .size = last - first + 1};
}

}  // namespace

RangeRequest range_request(std::string_view field, std::uint64_t content_size) {
    const std::string_view unit = next_part(field, '=');
    if (!same_word(unit, "bytes")) {
        return {};
    }
    if (field.find(',') != field.npos) {
        return {.kind = Kind::unsatisfiable};
    }
    const bool has_dash = field.find('-') != field.npos;
    const std::string_view first_text = next_part(field, '-');
    const auto first = whole_number(first_text);
    const auto last = whole_number(base::trimmed(field, base::blanks));
    if (!has_dash || (!first && !first_text.empty()) ||
        (!last && !base::trimmed(field, base::blanks).empty())) {
        return {};
    }
    if (!first) {
        return last ? last_bytes(*last, content_size) : RangeRequest{};
    }
    if (last && *last < *first) {
        return {};
    }
    return bytes_between(*first, last.value_or(UINT64_MAX), content_size);
}

}  // namespace tamga::serve
