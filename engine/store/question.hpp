// SPDX-License-Identifier: MIT
#pragma once

#include "engine/geo/lonlat.hpp"
#include "engine/index/area.hpp"
#include "engine/store/answer.hpp"
#include "engine/store/filter.hpp"
#include "engine/store/reader.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace tamga::store {

/// An option of some questions only. Without names it is the word behind the question.
struct QuestionOption {
    /// What its value is: any text, one that may name a file to read, or a number of things.
    enum class Value : std::uint8_t { text, file, count };

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
    std::map<const QuestionOption*, std::string> said;  ///< No entry or an empty one: not given.
    std::string gazetteer;
    Filter filter;
    Wanted wanted;

    bool has(const QuestionOption& option) const;
    std::string text(const QuestionOption& option) const;  ///< Empty if it was not given.
    std::size_t count(const QuestionOption& option, int usual) const;  ///< 1 or more.
    index::Area area(const QuestionOption& option) const;
    geo::LonLat position(const QuestionOption& option) const;
    /// "50km", "800m", "12 nmi", "5mi", or metres.
    double metres(const QuestionOption& option) const;
};

/// How a question is asked in words.
struct Question {
    using Options = std::array<const QuestionOption*, 3>;  // Null where there are fewer.

    std::string_view name;
    std::string_view help;  ///< What it answers.
    Options needs = {};
    Options takes = {};  ///< Those it can do without.
    std::unique_ptr<Answer> (*ask)(Reader& reader, const QuestionWords& words);
};

}  // namespace tamga::store
