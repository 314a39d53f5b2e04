// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/index/area.hpp"
#include "engine/store/answer.hpp"
#include "engine/store/areas/area_text.hpp"
#include "engine/store/filter.hpp"
#include "engine/store/reader.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::store {

/// An option of questions. Without names it is the word behind the question.
struct QuestionOption {
    /// What its value is: any text, one that may name a file to read, a number of things, of which
    /// there may be none or not, or nothing: then it is said or not.
    enum class Value : std::uint8_t { text, file, count, count_or_none, flag };

    std::string_view names;
    std::string_view placeholder;
    std::string_view help;
    Value value = Value::text;
    std::string_view title = {};  ///< In messages; empty: "--area AREA".
};

/// A question in words, as somebody asks it who has no types: on a command line, in a URL. What the
/// options say is read here; a word that makes no sense is Error{Fault::usage} with the option's
/// name.
struct QuestionWords {
    /// No entry or an empty one: not given. Of a flag it is any text.
    std::map<const QuestionOption*, std::string> said;
    std::string gazetteer;
    Wanted wanted;  ///< What is wanted of the answer, but for how many rows.

    bool has(const QuestionOption& option) const;
    std::string text(const QuestionOption& option) const;  ///< Empty if it was not given.
    std::vector<std::string> list(const QuestionOption& option) const;  ///< "a, b" is a and b.
    /// Throws Error{Fault::usage} if an option was given, which makes no sense here: `why`.
    void refuse(const QuestionOption& option, std::string_view why) const;
    std::size_t count(const QuestionOption& option, std::size_t usual) const;
    geo::LonLat position(const QuestionOption& option) const;
    /// "50km", "800m", "12 nmi", "5mi", or metres.
    double metres(const QuestionOption& option) const;

    /// All areas that an option names, as one. What there is to say of them goes into `notes`.
    index::Area area(const QuestionOption& option, std::vector<std::string>& notes) const;
    /// Each for itself.
    NamedAreas areas(const QuestionOption& option, std::vector<std::string> names = {}) const;
    std::vector<std::vector<geo::LonLat>> lines(const QuestionOption& option) const;
    /// Words of --by that may be what areas are called by, and those that are not.
    std::vector<std::string> possible_names() const;
    std::vector<std::string> groups(const NamedAreas& areas) const;

    // What is the same for all questions.
    Filter filter() const;
    Wanted limited(const std::vector<std::string>& notes = {}) const;
};

/// How a question is asked in words.
struct Question {
    using Options = std::array<const QuestionOption*, 10>;  // Null where there are fewer.

    std::string_view name;
    std::string_view help;  ///< What it answers.
    Options needs = {};
    Options needs_one = {};  ///< One of these, and no two.
    Options takes = {};      ///< Those it can do without.
    std::unique_ptr<Answer> (*ask)(Reader& reader, const QuestionWords& words);
    bool has_filter = true;  ///< It takes what says which rows it is about, too.
};

}  // namespace tamga::store
