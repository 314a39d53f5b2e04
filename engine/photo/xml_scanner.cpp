// SPDX-License-Identifier: MIT
#include "engine/photo/xml_scanner.hpp"

#include <algorithm>

namespace tamga::photo {
namespace {

constexpr std::string_view spaces = " \t\r\n";

std::string_view trimmed(std::string_view text) {
    const auto first = std::min(text.find_first_not_of(spaces), text.size());
    return text.substr(first, text.find_last_not_of(spaces) + 1 - first);
}

std::string_view without_prefix(std::string_view name) {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// Where the tag at the start of `text` ends: its ">" that is not in quotes.
std::size_t end_of_tag(std::string_view text) {
    for (auto at = text.find_first_of(">\"'"); at != std::string_view::npos;
         at = text.find_first_of(">\"'", at + 1)) {
        if (text[at] == '>') {
            return at;
        }
        at = text.find(text[at], at + 1);
        if (at == std::string_view::npos) {
            break;
        }
    }
    return std::string_view::npos;
}

}  // namespace

XmlScanner::Kind XmlScanner::next() {
    text_ = {};
    for (;;) {
        const auto start = rest_.find('<');
        if (start == std::string_view::npos) {
            return Kind::end;
        }
        const std::string_view before = trimmed(rest_.substr(0, start));
        text_ = before.empty() ? text_ : before;
        rest_.remove_prefix(start);
        constexpr std::string_view cdata = "<![CDATA[";
        const bool comment = rest_.starts_with("<!--");
        if (rest_.starts_with(cdata)) {
            const auto end = rest_.find("]]>");
            text_ = trimmed(rest_.substr(cdata.size(), end - cdata.size()));
            rest_.remove_prefix(std::min(end, rest_.size() - 3) + 3);
            continue;
        }
        const auto end = comment ? rest_.find("-->") : end_of_tag(rest_);
        if (end == std::string_view::npos) {
            return Kind::end;
        }
        std::string_view tag = rest_.substr(1, end - 1);
        rest_.remove_prefix(end + (comment ? 3 : 1));
        if (comment || tag.starts_with('?') || tag.starts_with('!')) {
            continue;
        }
        const bool close = tag.starts_with('/');
        const bool empty = tag.ends_with('/');
        tag.remove_prefix(close ? 1 : 0);
        tag.remove_suffix(empty && !tag.empty() ? 1 : 0);
        const auto size = std::min(tag.find_first_of(spaces), tag.size());
        name_ = without_prefix(tag.substr(0, size));
        attributes_ = tag.substr(size);
        return close ? Kind::close : empty ? Kind::empty : Kind::open;
    }
}

std::optional<std::string_view> XmlScanner::attribute(std::string_view name) const {
    for (std::string_view rest = trimmed(attributes_); !rest.empty();) {
        const auto equals = rest.find('=');
        if (equals == std::string_view::npos) {
            break;
        }
        const std::string_view found = without_prefix(trimmed(rest.substr(0, equals)));
        rest = trimmed(rest.substr(equals + 1));
        if (rest.empty() || (rest[0] != '"' && rest[0] != '\'')) {
            break;
        }
        const auto end = rest.find(rest[0], 1);
        if (end == std::string_view::npos) {
            break;
        }
        if (found == name) {
            return rest.substr(1, end - 1);
        }
        rest = trimmed(rest.substr(end + 1));
    }
    return std::nullopt;
}

}  // namespace tamga::photo
