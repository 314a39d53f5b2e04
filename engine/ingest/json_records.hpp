// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tamga::ingest {

/// Where in a text a record lies.
struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// What the first value of a text is.
enum class JsonKind {
    none,      ///< Not an object.
    lines,     ///< A feature or geometry on a line of its own.
    sequence,  ///< GeoJSON of any other build, or something that starts like it.
    foreign,   ///< Another format in JSON: TopoJSON, Esri's.
};
JsonKind json_kind(std::string_view text);

/// Walks over GeoJSON texts, one after the other and with or without record separators (RFC 8142),
/// and names the ranges of their features: the elements of "features", bare features, and bare
/// geometries. Looks no deeper into a feature than it takes to find its end.
class JsonRecords {
public:
    explicit JsonRecords(std::string_view text) : text_{text} {}

    /// The next record, or nothing at the end.
    /// Throws Error{Fault::input} without a place where the text is damaged; at() is the place.
    std::optional<Range> next();

    /// Where the last error is, or the walk.
    std::size_t at() const noexcept { return at_; }

    /// The "crs" member of the collection that the last record is in, as JSON; empty: none.
    std::string_view crs() const noexcept { return crs_; }

private:
    friend JsonKind json_kind(std::string_view text);

    char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    void skip_space();
    void expect(char wanted);
    void refuse_table();
    [[noreturn]] void fail_cut_short(std::size_t begin, const char* inside);
    std::string_view string();
    std::string_view value();
    std::string_view key();

    void begin_text();
    std::optional<Range> members();
    std::optional<Range> member(std::string_view key);
    std::optional<Range> next_element();
    Range whole(std::size_t begin, const char* what);

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t begin_ = 0;  // Of the outermost object we are in.
    bool in_features_ = false;
    bool first_element_ = false;
    bool has_features_ = false;
    bool is_collection_ = false;
    std::string_view crs_;
};

}  // namespace tamga::ingest
