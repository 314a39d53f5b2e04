// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::serve {

/// What a path has in the place of a parameter.
struct Argument {
    std::string_view name;                  ///< Of the parameter.
    std::string_view text{};                ///< The segment, less an ending; of a path the first.
    std::optional<std::uint32_t> number{};  ///< Of an int.
    bool is_malformed = false;              ///< It is to be an int and is not.
};

/// The arguments of one path. They refer to its segments and to the pattern.
class Arguments {
public:
    static constexpr std::size_t most = 6;

    void clear() noexcept { count_ = 0; }
    void add(const Argument& argument);

    const Argument* begin() const noexcept { return all_.data(); }
    const Argument* end() const noexcept { return all_.data() + count_; }

    /// These require that the pattern has a parameter of that name; number(), that it is an int
    /// and that the path has one there.
    const Argument& of(std::string_view name) const;
    std::string_view text(std::string_view name) const { return of(name).text; }
    std::uint32_t number(std::string_view name) const { return of(name).number.value(); }

private:
    std::array<Argument, most> all_{};
    std::size_t count_ = 0;
};

/// The paths of one route, written as "/styles/{style}.json". A segment is a word, which must come
/// as it is, or a parameter:
///
///     {name}        any segment
///     {name:int}    one that is to be digits: another has no number, but fits all the same
///     {name:path}   the rest of the path, one segment or more; comes last
///
/// After a parameter may stand an ending that the segment must have (".json"), or those of which it
/// may have one ("[.mvt|.pbf]"); what fits the parameter is the segment without it. Segments are
/// compared decoded, so that an escaped slash is a character like others.
class PathPattern {
public:
    /// Requires a pattern as above, with at most Arguments::most parameters.
    explicit PathPattern(std::string_view pattern);

    /// True if the path fits; then `arguments` are those of the path.
    bool match(std::span<const std::string> path, Arguments& arguments) const {
        const bool has_length =
            path.size() == segments_.size() || (path.size() > segments_.size() && takes_rest_);
        return has_length && match_segments(path, arguments);
    }

    /// As people read it: without the kinds.
    const std::string& text() const noexcept { return text_; }
    /// The word that each path begins with; empty if it is a parameter, or there is none.
    std::string_view first_word() const;
    bool has_numbers() const;

private:
    enum class Kind { word, text, number, path };

    struct Segment {
        Kind kind = Kind::word;
        std::string text{};  ///< The word, or the parameter's name.
        std::vector<std::string> endings{};
        bool needs_ending = false;
    };

    static Segment segment_of(std::string_view text);
    static bool match(const Segment& segment, std::string_view text, Arguments& arguments);
    bool match_segments(std::span<const std::string> path, Arguments& arguments) const;

    std::vector<Segment> segments_;
    bool takes_rest_ = false;
    std::string text_;
};

}  // namespace tamga::serve
