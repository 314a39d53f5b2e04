// SPDX-License-Identifier: MIT
//
// Inside geotag: the cues for and against a name being a place's, and what each weighs.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tamga::geotag {

/// Who says what a cue weighs.
enum class WeightFrom : std::uint8_t { texts, hand };

struct CueRow {
    std::string_view name;
    double weight = 0;      ///< What a cue of 1 adds to the logarithm of the odds.
    std::string_view says;  ///< When it is 1, or how large it is; else it is 0.
    WeightFrom from = WeightFrom::texts;
};

/// All cues there are; "before" and "after" are the words beside the name. `tools/dev/fit-geotag`
/// fits the weights to labelled texts and prints these rows. They are fitted by logistic regression
/// to the names of two corpora of news in English, TR-News and GeoVirus, and of fixtures/geotag;
/// fitted to half of these texts, they serve the other half nearly as well. The weight of `defined`
/// is set by hand: news defines few places.
// clang-format off
inline constexpr auto cue_rows = std::to_array<CueRow>({
    {"bias", -2.85, "always"},
    {"population", 5.24, "log10(10 + inhabitants) / 7 of the likeliest place of the name"},
    {"country", 0.70, "the likeliest place is a country"},
    {"admin1", 0.81, "the likeliest place is a unit of the first level"},
    {"admin2", 1.31, "the likeliest place is a unit of the second level"},
    {"region", 0.54, "the likeliest place is a sea, a river, a region without a border of its own"},
    {"alternate", -1.68, "it is another name of the place"},
    {"words", -0.24, "two words or more"},
    {"word", -1.49, "one word, which English writes in small letters, too"},
    {"first_name", -0.84, "one word, and people are called so"},
    {"human", -0.34, "one word, and people or their families are called so"},
    {"short", -3.10, "a code or an abbreviation"},
    {"locative", 1.22, "before: \"in\", \"near\"; or a case that says so"},
    {"relation", 0.13, "before: \"of\", \"for\", \"and\""},
    {"before_capital", -1.17, "before: a word with a capital that is none of the next ones"},
    {"before_first_name", -0.57, "before: a first name"},
    {"before_title", -1.02, "before: \"Mr\", \"Sheriff\""},
    {"after_capital", -2.18, "after: a word with a capital that is none of the next ones"},
    {"after_body", -3.37, "after: \"University\", \"Police\""},
    {"after_office", 0.87, "after: \"Mayor\", \"Premier\""},
    {"after_says", -0.49, "after: \"said\", \"told\""},
    {"possessive", -0.13, "after: \"'s\""},
    {"in_larger", 2.63, "in a unit named after it: \"Paris, Texas\"; with a mere \"in\" a half"},
    {"holds_smaller", 2.73, "the unit after a name in it"},
    {"starts_sentence", -0.14, "the first word of a sentence"},
    {"small_elsewhere", -0.58, "elsewhere in the text the word has a small letter"},
    {"person_elsewhere", -3.89, "somewhere in the text it is a person's name"},
    {"place_elsewhere", 0.67, "elsewhere in the text it is told to be a place"},
    {"in_list", 1.85, "in a list of names: how large the greatest neighbour in it is, up to 1"},
    {"acronym", -1.67, "all letters are capitals, and it is another name of the place"},
    {"direction", -1.31, "before: \"north\", \"downtown\""},
    {"place_of", 1.10, "before: \"city of\", \"village\""},
    {"after_terrain", -2.44, "after: \"County\", \"River\""},
    {"bracket", -1.27, "before: an opening bracket"},
    {"before_body", -0.31, "before: \"University\", \"Police\""},
    {"tiny", 0.09, "the likeliest place is a town of fewer than 5000"},
    {"calendar", -2.30, "a day or a month; or a chance likeness to a small town's case"},
    {"initial", -0.30, "before: an initial with its full stop"},
    {"plain", -2.47, "one word that is no name, but has a capital where a sentence starts"},
    {"lone_local", -2.90, "in Latin letters, a name that only a local language has"},
    {"dateline", 1.48, "all letters are capitals, and a sentence starts with it"},
    {"unit_word", 1.27, "before or after: \"region\", \"state of\", \"town\""},
    {"sole_alternate", 0.15, "it is another name of the place, and of no other place"},
    {"listed_first_name", -0.35, "in_list times first_name"},
    {"called_elsewhere", -0.77, "elsewhere it follows a capital: \"Denzel Washington\""},
    {"after_plural", -1.38, "after: a plural with a capital: \"the Los Angeles Lakers\""},
    {"defined", 3.00, "the text says what place it is: \"Lima is a city\"", WeightFrom::hand},
    {"in_named_unit", 0.77, "a town of a unit that the text names"},
});
// clang-format on

inline constexpr std::size_t cue_count = cue_rows.size();

/// A row of the table, by a name that is looked up while compiling: one that no row has does not
/// compile.
class Cue {
public:
    consteval Cue(const char* name) {
        while (cue_rows.at(row_).name != name) {
            ++row_;
        }
    }

    constexpr std::size_t row() const { return row_; }

private:
    std::size_t row_ = 0;
};

/// How much of each cue a name has.
class Cues {
public:
    float operator[](Cue cue) const { return values_[cue.row()]; }
    void set(Cue cue, double value) { values_[cue.row()] = static_cast<float>(value); }
    const std::array<float, cue_count>& values() const { return values_; }

private:
    std::array<float, cue_count> values_{};
};

/// In the order of the rows.
using Weights = std::array<double, cue_count>;

inline constexpr Weights fitted_weights = [] {
    Weights weights{};
    for (std::size_t row = 0; row < cue_count; ++row) {
        weights[row] = cue_rows[row].weight;
    }
    return weights;
}();

/// How likely a name with these cues is a place's, 0..1, by a logistic model.
double likelihood(const Cues& cues, const Weights& weights);

}  // namespace tamga::geotag
