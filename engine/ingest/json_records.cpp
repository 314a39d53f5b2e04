// SPDX-License-Identifier: MIT
#include "engine/ingest/json_records.hpp"

#include "engine/base/error.hpp"
#include "engine/ingest/columns.hpp"
#include "engine/ingest/parse/describe.hpp"
#include "engine/ingest/parse/scan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace tamga::ingest {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::string_view space{" \t\r\n"};
constexpr char record_separator = '\x1e';  // RFC 8142

/// Types of what is one record; in a FeatureCollection, the records are inside.
constexpr std::array<std::string_view, 8> record_types{
    "\"Feature\"",    "\"Point\"",           "\"LineString\"",   "\"Polygon\"",
    "\"MultiPoint\"", "\"MultiLineString\"", "\"MultiPolygon\"", "\"GeometryCollection\""};

/// Members that Esri's JSON has in front of its "features".
constexpr std::array<std::string_view, 4> foreign_keys{"displayFieldName", "fieldAliases",
                                                       "geometryType", "spatialReference"};

bool contains(const auto& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// Whether the first line, which starts with `{` at `begin`, is a record by itself.
JsonKind by_first_line(std::string_view text, std::size_t begin) {
    const std::size_t newline = text.find('\n', begin);
    if (newline == npos) {
        return JsonKind::sequence;
    }
    const std::size_t end = end_of_value(text, begin);
    if (end == npos) {  // Damaged: a line that ends early is followed by another record.
        const char after = newline + 1 < text.size() ? text[newline + 1] : '\0';
        return after == '{' || after == record_separator ? JsonKind::lines : JsonKind::sequence;
    }
    const bool alone =
        end <= newline && text.substr(end, newline - end).find_first_not_of(space) == npos;
    return alone ? JsonKind::lines : JsonKind::sequence;
}

}  // namespace

void JsonRecords::skip_space() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) {
        ++at_;
    }
}

void JsonRecords::expect(char wanted) {
    if (here() != wanted) {
        if (at_ >= text_.size()) {
            fail_cut_short(begin_, "an object");
        }
        throw Error{Fault::input, fmt::format("expected {} but found {}; this is not valid JSON",
                                              wanted, quoted_start(text_.substr(at_)))};
    }
    ++at_;
}

void JsonRecords::fail_cut_short(std::size_t begin, const char* inside) {
    at_ = begin;
    throw Error{Fault::input, fmt::format("the file ends inside {} that starts here; was it cut "
                                          "short by a broken download?",
                                          inside)};
}

std::string_view JsonRecords::string() {
    const std::size_t end = end_of_string(text_, at_);
    if (end == npos) {
        fail_cut_short(at_, "a text");
    }
    const std::size_t begin = std::exchange(at_, end);
    return text_.substr(begin, end - begin);
}

std::string_view JsonRecords::value() {
    const std::size_t begin = at_;
    switch (here()) {
        case '"':
            return string();
        case '{':
        case '[':
            at_ = end_of_value(text_, begin);
            break;
        default:
            at_ = text_.find_first_of(" \t\r\n,}]", begin);
    }
    if (at_ == npos) {
        fail_cut_short(begin, "a value");
    }
    return text_.substr(begin, at_ - begin);
}

std::string_view JsonRecords::key() {
    skip_space();
    if (here() != '"') {
        expect('"');
    }
    const std::string_view name = string();
    skip_space();
    expect(':');
    skip_space();
    return name.substr(1, name.size() - 2);
}

Range JsonRecords::whole(std::size_t begin, const char* what) {
    const std::size_t end = end_of_value(text_, begin);
    if (end == npos) {
        fail_cut_short(begin, what);
    }
    at_ = end;
    return {begin, end};
}

std::optional<Range> JsonRecords::next() {
    for (;;) {
        if (in_features_) {
            if (const auto element = next_element()) {
                return element;
            }
        } else {
            while (skip_space(), here() == record_separator || (here() == ',' && at_ > begin_)) {
                ++at_;  // Commas between the texts: an array's elements without the array.
            }
            if (at_ >= text_.size()) {
                return std::nullopt;
            }
            begin_text();
        }
        if (const auto record = members()) {
            return record;
        }
    }
}

/// A list of objects at the outside is no GeoJSON; the keys of the first tell what it is.
void JsonRecords::refuse_table() {
    std::vector<std::string> keys;
    const std::size_t begin = at_++;
    try {
        skip_space();
        expect('{');
        while (skip_space(), here() != '}' && keys.size() < 1000) {
            if (here() == ',') {
                ++at_;
            }
            keys.emplace_back(key());
            value();
        }
    } catch (const Error&) {
        // No list of objects, or a damaged one: there are no more keys to name.
    }
    at_ = begin;
    if (!keys.empty()) {
        throw Error{Fault::input,
                    fmt::format("a list of objects with {}, and no GeoJSON; write its rows as CSV, "
                                "or as features with a geometry",
                                listed(keys))};
    }
}

void JsonRecords::begin_text() {
    if (here() == '[') {
        refuse_table();
    }
    if (here() != '{') {
        throw Error{Fault::input,
                    fmt::format("expected {{, the start of a feature or a collection of features, "
                                "but found {}",
                                quoted_start(text_.substr(at_)))};
    }
    begin_ = at_++;
    has_features_ = is_collection_ = false;
    crs_ = {};
}

/// Goes on with the outermost object's members until one opens "features" or the object ends.
std::optional<Range> JsonRecords::members() {
    while (!in_features_) {
        skip_space();
        if (here() == '}') {
            ++at_;
            if (is_collection_ && !has_features_) {
                at_ = begin_;
                throw Error{Fault::input, "a FeatureCollection without \"features\""};
            }
            return has_features_ ? std::nullopt : std::optional{Range{begin_, at_}};
        }
        if (here() == ',') {
            ++at_;
        }
        if (const auto record = member(key())) {
            return record;
        }
    }
    return std::nullopt;
}

std::optional<Range> JsonRecords::member(std::string_view key) {
    if (key == "features" && here() == '[' && !has_features_) {
        ++at_;
        in_features_ = first_element_ = has_features_ = true;
        return std::nullopt;
    }
    const std::string_view found = value();
    if (key == "type" && !has_features_) {
        is_collection_ = found == "\"FeatureCollection\"";
        return is_collection_ ? std::nullopt : std::optional{whole(begin_, "a feature")};
    }
    if (key == "crs") {
        if (has_features_ && found != "null" && found.find("CRS84") == npos &&
            found.find("4326") == npos) {
            throw Error{Fault::input, "\"crs\" comes after the features; name it with --crs"};
        }
        crs_ = found;
    }
    return std::nullopt;
}

/// The next element of "features"; nothing, and out of it, where it ends.
std::optional<Range> JsonRecords::next_element() {
    skip_space();
    if (here() == ']') {
        ++at_;
        in_features_ = false;
        return std::nullopt;
    }
    if (!first_element_ && at_ < text_.size()) {
        expect(',');
        skip_space();
        if (here() == ']') {  // A comma too many harms nobody.
            return next_element();
        }
    }
    first_element_ = false;
    if (at_ >= text_.size()) {
        fail_cut_short(begin_, "a collection");
    }
    if (here() != '{') {
        throw Error{Fault::input, fmt::format("expected a feature but found {}",
                                              quoted_start(text_.substr(at_)))};
    }
    return whole(at_, "a feature");
}

JsonKind json_kind(std::string_view text) {
    JsonRecords walk{text};
    while (walk.skip_space(), walk.here() == record_separator) {
        ++walk.at_;
    }
    if (walk.here() != '{') {
        return walk.here() == '[' ? JsonKind::sequence : JsonKind::none;
    }
    const std::size_t begin = walk.at_++;
    try {
        while (walk.skip_space(), walk.here() != '}') {
            if (walk.here() == ',') {
                ++walk.at_;
            }
            const std::string_view key = walk.key();
            if (contains(foreign_keys, key)) {
                return JsonKind::foreign;
            }
            if (key == "features") {
                return JsonKind::sequence;
            }
            const std::string_view found = walk.value();
            if (key == "type" && contains(record_types, found)) {
                return by_first_line(text, begin);
            }
            if (key == "type") {
                return found == "\"FeatureCollection\"" ? JsonKind::sequence : JsonKind::foreign;
            }
        }
    } catch (const Error&) {
        return JsonKind::sequence;  // The reader meets the damage again, and knows the line.
    }
    return JsonKind::sequence;
}

}  // namespace tamga::ingest
