// SPDX-License-Identifier: MIT
#include "engine/geotag/describe.hpp"

#include "engine/geotag/case_endings.hpp"
#include "engine/geotag/containment.hpp"
#include "engine/geotag/lexicon.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <unordered_map>

namespace tamga::geotag {
namespace {

using place::Kind;
using place::NameRole;
using place::Posting;

/// What a name is in the rest of the text.
struct Elsewhere {
    int all = 0;
    int person = 0;
    int called = 0;  ///< After a word with a capital: "Denzel Washington".
    int place = 0;
};

class Describer {
public:
    Describer(const Tokens& tokens, const place::Gazetteer& gazetteer, std::span<Mention> mentions)
        : tokens_{tokens}, gazetteer_{gazetteer}, mentions_{mentions} {}

    void run() {
        count_small_words();
        for (Mention& mention : mentions_) {
            by_itself(mention);
            by_neighbours(mention);
        }
        relate(tokens_, gazetteer_, mentions_);
        for (const Mention& mention : mentions_) {
            remember(mention);
        }
        for (Mention& mention : mentions_) {
            by_the_text(mention);
        }
    }

private:
    static void set(Mention& mention, Cue cue, double value = 1) { mention.cues.set(cue, value); }

    const Token* word_before(const Mention& mention, std::size_t steps = 1) const {
        return mention.first >= steps ? &tokens_.words[mention.first - steps] : nullptr;
    }
    const Token* word_after(const Mention& mention) const {
        return mention.last + 1 < tokens_.words.size() ? &tokens_.words[mention.last + 1] : nullptr;
    }
    static bool is_beside(const Token& token) {
        return token.gap == Gap::space || token.gap == Gap::joined;
    }
    std::string_view key(const Token& token) const {
        return tokens_.key(static_cast<std::size_t>(&token - tokens_.words.data()));
    }

    void count_small_words() {
        for (std::size_t i = 0; i < tokens_.words.size(); ++i) {
            if (!tokens_.words[i].capital) {
                ++small_[tokens_.key(i)];
            }
        }
    }

    void by_itself(Mention& mention) const {
        const Posting best = Posting::of(mention.postings.front());
        const place::Place found = gazetteer_.place(best.place);
        const bool one_word = mention.first == mention.last;
        set(mention, "bias");
        set(mention, "population", std::log10(10.0 + known_population(found)) / 7);
        set(mention, "country", found.kind == Kind::country);
        set(mention, "admin1", found.kind == Kind::admin1);
        set(mention, "admin2", found.kind == Kind::admin2);
        set(mention, "region", found.kind == Kind::feature);
        set(mention, "tiny", found.kind == Kind::town && known_population(found) < 5000);
        set(mention, "alternate", best.role == NameRole::other);
        set(mention, "sole_alternate",
            best.role == NameRole::other && mention.postings.size() == 1);
        set(mention, "short", best.role == NameRole::abbreviation);
        set(mention, "lone_local",
            best.role == NameRole::local && !tokens_.words[mention.first].cyrillic);
        set(mention, "words", !one_word);
        set(mention, "word", one_word && (mention.bits & place::key_word) != 0);
        set(mention, "first_name", one_word && (mention.bits & place::key_first_name) != 0);
        set(mention, "human", one_word && (mention.bits & place::key_human) != 0);
        const Token& start = tokens_.words[mention.first];
        const bool dateline =
            start.capitals && start.starts_sentence && start.key_end - start.key_begin > 3;
        set(mention, "dateline", dateline);
        set(mention, "acronym",
            one_word && start.capitals && best.role == NameRole::other && !dateline);
        set(mention, "starts_sentence", tokens_.words[mention.first].starts_sentence);
        // What a sentence in Russian starts with is an ending away from many a small town.
        const bool chance = start.cyrillic && start.starts_sentence && mention.in_case &&
                            known_population(found) < 100'000;
        set(mention, "calendar",
            chance || (one_word && (tokens_.words[mention.first].classes & word_calendar) != 0));
        set(mention, "plain",
            one_word &&
                (tokens_.words[mention.first].classes &
                 (word_plain | word_title | word_body | word_direction | word_terrain)) != 0);
        set(mention, "small_elsewhere", one_word && small_.contains(tokens_.key(mention.first)));
    }

    /// The word that rules the name, past "the", directions, and "city of".
    void by_neighbours(Mention& mention) const {
        std::size_t steps = 1;
        const Token* before = word_before(mention);
        const bool beside = before != nullptr && is_beside(tokens_.words[mention.first]);
        const bool says_where = mention.in_case && is_kyrgyz_locative(tokens_.key(mention.last));
        set(mention, "locative", says_where);
        if (beside && before->capital && !says_where) {
            by_capital_before(mention, *before);
        }
        while (before != nullptr && is_beside(tokens_.words[mention.first - steps + 1]) &&
               steps < 5 && (before->classes & (word_article | word_direction)) != 0) {
            set(mention, "direction",
                mention.cues["direction"] > 0 || (before->classes & word_direction) != 0);
            before = word_before(mention, ++steps);
        }
        if (before != nullptr && is_beside(tokens_.words[mention.first - steps + 1])) {
            set(mention, "locative",
                (before->classes & word_locative) != 0 || mention.cues["locative"] > 0);
            set(mention, "relation", (before->classes & word_relation) != 0);
            const Token* noun = word_before(mention, steps + 1);
            set(mention, "place_of",
                (before->classes & word_place_of) != 0 ||
                    (noun != nullptr && key(*before) == "of" &&
                     (noun->classes & word_place_of) != 0));
        }
        set(mention, "bracket", tokens_.words[mention.first].gap == Gap::open);
        by_word_after(mention);
    }

    void by_capital_before(Mention& mention, const Token& before) const {
        const bool title = (before.classes & word_title) != 0;
        const auto entry = gazetteer_.keys().find(key(before));
        const bool first_name = (entry.bits & place::key_first_name) != 0;
        const bool initial = before.key_end - before.key_begin == 1 && before.dotted;
        const bool ordinary =
            (before.classes & (word_direction | word_plain | word_calendar | word_locative |
                               word_relation | word_place_of | word_article)) != 0;
        set(mention, "before_title", title);
        set(mention, "before_first_name", first_name && !title && !ordinary);
        set(mention, "initial", initial);
        set(mention, "before_body", (before.classes & word_body) != 0 && !title);
        set(mention, "before_capital",
            !title && !first_name && !initial && !ordinary &&
                !(before.starts_sentence && (entry.bits & place::key_word) != 0));
    }

    void by_word_after(Mention& mention) const {
        const Token& last = tokens_.words[mention.last];
        set(mention, "possessive", last.possessive);
        set_kind_word(mention);
        set(mention, "unit_word", mention.of_unit || mention.of_town);
        const Token* after = word_after(mention);
        if (after == nullptr || !is_beside(*after) || last.possessive) {
            return;
        }
        const bool office = (after->classes & word_office) != 0;
        const bool body = (after->classes & word_body) != 0;
        const bool terrain = (after->classes & word_terrain) != 0;
        if (after->capital) {
            set(mention, "after_office", office);
            set(mention, "after_body", body);
            set(mention, "after_terrain", terrain);
            const bool plural = key(*after).ends_with('s') && is_unnamed(*after);
            set(mention, "after_plural", !office && !body && !terrain && plural);
            set(mention, "after_capital", !office && !body && !terrain && !plural);
        }
        set(mention, "after_says", !after->capital && (after->classes & word_says) != 0);
    }

    /// No place is called so: "the Los Angeles Lakers".
    bool is_unnamed(const Token& token) const {
        return gazetteer_.keys().find(key(token)).postings.empty();
    }

    /// "Aravan region", "the state of Georgia", "the town of Naryn", and in Russian "город Ош".
    void set_kind_word(Mention& mention) const {
        const Token* after = word_after(mention);
        const Token* before = word_before(mention);
        const bool of = before != nullptr && key(*before) == "of";
        const Token* noun = of ? word_before(mention, 2) : before;
        const bool ruled = noun != nullptr && is_beside(tokens_.words[mention.first]);
        mention.of_unit = (after != nullptr && is_beside(*after) &&
                           !tokens_.words[mention.last].possessive && is_unit_word(key(*after))) ||
                          (ruled && of && (is_unit_word(key(*noun)) || key(*noun) == "governor"));
        mention.of_town = ruled && is_town_word(key(*noun));
    }

    static bool is_unit_word(std::string_view word) {
        static constexpr std::array<std::string_view, 16> words{
            "region", "province", "district",    "oblast",   "county",  "state",
            "raion",  "rayon",    "governorate", "область",  "области", "район",
            "районе", "облусу",   "району",      "облусунда"};
        return std::ranges::find(words, word) != words.end();
    }

    static bool is_town_word(std::string_view word) {
        static constexpr std::array<std::string_view, 12> words{
            "city", "town", "village", "город", "города",   "городе",
            "село", "селе", "деревне", "шаары", "шаарында", "аилы"};
        return std::ranges::find(words, word) != words.end();
    }

    static bool is_told_place(const Mention& mention) {
        return mention.cues["locative"] > 0 || mention.cues["in_larger"] > 0 ||
               mention.cues["defined"] > 0;
    }

    void remember(const Mention& mention) {
        Elsewhere& here = elsewhere_[tokens_.key(mention.first, mention.last)];
        ++here.all;
        here.person += mention.cues["before_first_name"] > 0 || mention.cues["before_title"] > 0 ||
                       mention.cues["initial"] > 0;
        here.called += mention.cues["before_capital"] > 0;
        here.place += is_told_place(mention);
    }

    void by_the_text(Mention& mention) const {
        const auto found = elsewhere_.find(tokens_.key(mention.first, mention.last));
        const Elsewhere& all = found->second;
        set(mention, "person_elsewhere", all.person > 0);
        set(mention, "called_elsewhere",
            all.person == 0 && all.called - (mention.cues["before_capital"] > 0 ? 1 : 0) > 0);
        set(mention, "place_elsewhere", all.place - (is_told_place(mention) ? 1 : 0) > 0);
        set(mention, "listed_first_name",
            static_cast<double>(mention.cues["in_list"] * mention.cues["first_name"]));
    }

    const Tokens& tokens_;
    const place::Gazetteer& gazetteer_;
    std::span<Mention> mentions_;
    std::unordered_map<std::string_view, int> small_;
    std::unordered_map<std::string_view, Elsewhere> elsewhere_;
};

}  // namespace

double known_population(const place::Place& found) {
    return found.population > 0       ? found.population
           : found.code == "PPLA"     ? 50'000
           : found.code == "PPLA2"    ? 10'000
           : found.kind != Kind::town ? 20'000
                                      : 0;
}

void describe(const Tokens& tokens, const place::Gazetteer& gazetteer,
              std::span<Mention> mentions) {
    Describer{tokens, gazetteer, mentions}.run();
}

double likelihood(const Cues& cues, const Weights& weights) {
    double sum = 0;
    for (std::size_t row = 0; row < cue_count; ++row) {
        sum += weights[row] * static_cast<double>(cues.values()[row]);
    }
    return 1 / (1 + std::exp(-sum));
}

}  // namespace tamga::geotag
