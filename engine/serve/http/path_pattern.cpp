// SPDX-License-Identifier: MIT
#include "engine/serve/http/path_pattern.hpp"

#include "engine/serve/http/target.hpp"

#include <algorithm>
#include <cassert>

namespace tamga::serve {
namespace {

/// "a|b|c" is {"a", "b", "c"}.
std::vector<std::string> alternatives(std::string_view text) {
    std::vector<std::string> result;
    while (!text.empty()) {
        const std::string_view one = text.substr(0, text.find('|'));
        result.emplace_back(one);
        text.remove_prefix(std::min(one.size() + 1, text.size()));
    }
    return result;
}

/// What of `text` stands between two slashes first; takes it away.
std::string_view next_segment(std::string_view& text) {
    const std::string_view segment = text.substr(0, text.find('/'));
    text.remove_prefix(std::min(segment.size() + 1, text.size()));
    return segment;
}

}  // namespace

void Arguments::add(const Argument& argument) {
    assert(count_ < most);
    all_[count_++] = argument;
}

const Argument& Arguments::of(std::string_view name) const {
    const Argument* found = std::find_if(
        begin(), end(), [&](const Argument& argument) { return argument.name == name; });
    assert(found != end());
    return *found;
}

PathPattern::PathPattern(std::string_view pattern) {
    assert(pattern.starts_with('/'));
    pattern.remove_prefix(1);
    while (!pattern.empty()) {
        const std::string_view segment = next_segment(pattern);
        const auto kind = segment.find(':');
        const auto end = segment.find('}');
        segments_.push_back(segment_of(segment));
        text_ += '/';
        text_ += segment.substr(0, kind);
        text_ += kind == segment.npos ? "" : segment.substr(end);
    }
    text_ += segments_.empty() ? "/" : "";
    takes_rest_ = !segments_.empty() && segments_.back().kind == Kind::path;
}

PathPattern::Segment PathPattern::segment_of(std::string_view text) {
    if (!text.starts_with('{')) {
        return {.text = std::string{text}};
    }
    const auto end = text.find('}');
    assert(end != text.npos);
    const std::string_view parameter = text.substr(1, end - 1);
    const std::string_view name = parameter.substr(0, parameter.find(':'));
    const std::string_view kind = parameter.substr(std::min(name.size() + 1, parameter.size()));
    assert(kind.empty() || kind == "int" || kind == "path");
    std::string_view ending = text.substr(end + 1);
    const bool is_choice = ending.starts_with('[') && ending.ends_with(']');
    ending = is_choice ? ending.substr(1, ending.size() - 2) : ending;
    return {.kind = kind == "int"    ? Kind::number
                    : kind == "path" ? Kind::path
                                     : Kind::text,
            .text = std::string{name},
            .endings = alternatives(ending),
            .needs_ending = !is_choice && !ending.empty()};
}

bool PathPattern::match(const Segment& segment, std::string_view text, Arguments& arguments) {
    if (segment.kind == Kind::word) {
        return text == segment.text;
    }
    const auto ending =
        std::ranges::find_if(segment.endings, [&](const auto& one) { return text.ends_with(one); });
    if (ending != segment.endings.end()) {
        text.remove_suffix(ending->size());
    } else if (segment.needs_ending) {
        return false;
    }
    const bool is_number = segment.kind == Kind::number;
    const auto number = is_number ? whole_number(text) : std::nullopt;
    arguments.add({.name = segment.text,
                   .text = text,
                   .number = number,
                   .is_malformed = is_number && !number});
    return true;
}

bool PathPattern::match_segments(std::span<const std::string> path, Arguments& arguments) const {
    arguments.clear();
    for (std::size_t i = 0; i < segments_.size(); ++i) {
        if (!match(segments_[i], path[i], arguments)) {
            return false;
        }
    }
    return true;
}

std::string_view PathPattern::first_word() const {
    const bool is_word = !segments_.empty() && segments_[0].kind == Kind::word;
    return is_word ? std::string_view{segments_[0].text} : std::string_view{};
}

bool PathPattern::has_numbers() const {
    return std::ranges::any_of(segments_,
                               [](const Segment& segment) { return segment.kind == Kind::number; });
}

}  // namespace tamga::serve
