// SPDX-License-Identifier: MIT
#include "engine/geotag/containment.hpp"

#include "engine/geotag/lexicon.hpp"

#include <algorithm>

namespace tamga::geotag {
namespace {

using place::Kind;
using place::Posting;

class Relations {
public:
    Relations(const Tokens& tokens, const place::Gazetteer& gazetteer, std::span<Mention> mentions)
        : tokens_{tokens}, gazetteer_{gazetteer}, mentions_{mentions} {}

    void run() {
        std::uint32_t stops = 0;
        for (const Token& token : tokens_.words) {
            stops += token.gap == Gap::stop ? 1 : 0;
            stops_.push_back(stops);
        }
        // From the end, so that in "Lima, Allen County, Ohio" the county is known to be Ohio's.
        for (std::size_t i = mentions_.size(); i-- > 0;) {
            by_next(i);
            by_definition(i);
            by_list(i);
        }
        by_units();
    }

private:
    static void set(Mention& mention, Cue cue, double value = 1) { mention.cues.set(cue, value); }

    const Token& word(std::size_t at) const { return tokens_.words[at]; }

    /// "Paris, Kentucky", "Kentucky (Paris)", "Paris Kentucky", "Paris in Kentucky".
    void by_next(std::size_t i) {
        if (i + 1 >= mentions_.size()) {
            return;
        }
        Mention& mention = mentions_[i];
        Mention& next = mentions_[i + 1];
        const Gap gap = word(next.first).gap;
        const bool possessive = word(mention.last).possessive;
        const bool beside = next.first == mention.last + 1;
        const bool parted = gap == Gap::comma || gap == Gap::open;
        if (beside && (parted || (gap == Gap::space && !possessive)) && hold(mention, next)) {
            set(mention, "in_larger", parted ? 1 : 0.5);
            set(next, "holds_smaller");
        } else if (!beside && !possessive && is_in(mention.last, next.first) &&
                   hold(mention, next)) {
            set(mention, "in_larger", 0.5);
        }
    }

    /// Nothing but "in", "in the", "in southern" is between the two words.
    bool is_in(std::size_t last, std::size_t first) const {
        if (first > last + 4 || tokens_.key(last + 1) != "in") {
            return false;
        }
        for (std::size_t at = last + 1; at <= first; ++at) {
            const std::uint32_t classes = word(at).classes;
            const bool passes =
                at <= last + 1 || at == first || (classes & (word_article | word_direction)) != 0;
            if (word(at).gap != Gap::space || !passes) {
                return false;
            }
        }
        return true;
    }

    /// "Lima is a city in Allen County, Ohio", "Hamilton, the capital of Bermuda": what the name
    /// is, and the unit of the first names after "in" or "of" that holds it.
    void by_definition(std::size_t i) {
        Mention& mention = mentions_[i];
        const std::size_t noun = defining_noun(mention);
        if (noun == 0) {
            return;
        }
        set(mention, "defined");
        std::size_t tries = 0;
        const std::size_t end = std::min(i + farthest, mentions_.size());
        for (std::size_t k = i + 1; k < end && tries < 4; ++k) {
            Mention& next = mentions_[k];
            if (mention.whole != place::no_place || !in_one_sentence(noun, next.first)) {
                return;
            }
            const bool after = next.first > noun && !next.demonym;
            tries += after ? 1 : 0;
            if (after && is_within(next.first) && hold(mention, next)) {
                set(mention, "in_larger");
            }
        }
    }

    /// The word that says what a place is, behind "is a", "was the", or a comma and an article; 0:
    /// there is none. "X is the mayor of the city" is no definition.
    std::size_t defining_noun(const Mention& mention) const {
        const std::size_t article = article_after(mention);
        if (article == 0) {
            return 0;
        }
        const std::size_t end = std::min(article + 8, tokens_.words.size());
        for (std::size_t at = article + 1; at < end && word(at).gap != Gap::stop; ++at) {
            const std::uint32_t classes = word(at).classes;
            if ((classes & (word_locative | word_relation)) != 0 && tokens_.key(at) != "and") {
                return 0;
            }
            if ((classes & word_place_of) != 0 && !word(at).possessive) {
                return at;
            }
        }
        return 0;
    }

    /// "a", "an", "the" behind the verb after the name, or behind a comma; 0: there is none. What
    /// is in brackets is passed over.
    std::size_t article_after(const Mention& mention) const {
        std::size_t at = mention.last + 1;
        const auto is_article = [&](std::size_t i) {
            return i < tokens_.words.size() && word(i).gap != Gap::stop &&
                   (tokens_.key(i) == "a" || tokens_.key(i) == "an" || tokens_.key(i) == "the");
        };
        if (is_article(at) && word(at).gap == Gap::comma) {
            return at;
        }
        const std::size_t end = std::min(at + 12, tokens_.words.size());
        for (bool bracket = at < end && word(at).gap == Gap::open; at < end; ++at) {
            const std::string_view key = tokens_.key(at);
            if (key == "is" || key == "was") {
                return is_article(at + 1) ? at + 1 : 0;
            }
            if (!bracket) {
                return 0;
            }
        }
        return 0;
    }

    bool in_one_sentence(std::size_t first, std::size_t last) const {
        return last <= first || stops_[first] == stops_[last];
    }

    /// "in", "of", "within" before the word, past "the" and directions.
    bool is_within(std::size_t at) const {
        while (at > 1 && (word(at - 1).classes & (word_article | word_direction)) != 0 &&
               word(at).gap == Gap::space) {
            --at;
        }
        const std::string_view key = at > 0 ? tokens_.key(at - 1) : std::string_view{};
        return word(at).gap == Gap::space && (key == "in" || key == "of" || key == "within");
    }

    /// "Alabama, Georgia and Florida".
    void by_list(std::size_t i) {
        if (i + 1 >= mentions_.size()) {
            return;
        }
        Mention& mention = mentions_[i];
        Mention& next = mentions_[i + 1];
        const std::uint32_t between = next.first - mention.last - 1;
        const bool listed = (between == 0 && word(next.first).gap == Gap::comma) ||
                            (between == 1 && tokens_.key(next.first - 1) == "and");
        if (!listed) {
            return;
        }
        set(next, "in_list", std::max<double>(next.cues["in_list"], strength(mention)));
        set(mention, "in_list", std::max<double>(mention.cues["in_list"], strength(next)));
        if (mention.whole == place::no_place) {
            next.listed_after = mention.first;
        }
    }

    /// Towns of the units that the text names: "Marion" in a text about Ohio.
    void by_units() {
        std::vector<std::uint32_t> units;
        for (const Mention& mention : mentions_) {
            const place::Place named = gazetteer_.place(Posting::of(mention.postings[0]).place);
            const bool is_unit = named.kind == Kind::admin1 && !mention.demonym;
            if (mention.unit != place::no_place || is_unit) {
                const std::uint32_t index =
                    mention.unit != place::no_place ? mention.unit : named.index;
                units.push_back(gazetteer_.place(index).admin1);
            }
        }
        std::ranges::sort(units);
        for (Mention& mention : mentions_) {
            constexpr std::size_t few = 20;
            const std::size_t count = std::min(few, mention.postings.size());
            const bool in_unit =
                !units.empty() &&
                std::ranges::any_of(mention.postings.first(count), [&](std::uint32_t packed) {
                    const place::Place town = gazetteer_.place(Posting::of(packed).place);
                    return town.admin1 != town.index && town.admin1 != place::no_place &&
                           std::ranges::binary_search(units, town.admin1);
                });
            set(mention, "in_named_unit", in_unit && mention.whole == place::no_place);
        }
    }

    static double strength(const Mention& mention) {
        return mention.cues["country"] > 0 || mention.cues["admin1"] > 0
                   ? 1
                   : static_cast<double>(mention.cues["population"]);
    }

    /// If one of the places of `whole` is a unit that holds one of the places of `part`, both are
    /// told so.
    bool hold(Mention& part, Mention& whole) const {
        constexpr std::size_t few = 40;
        const bool settled = whole.whole != place::no_place;
        const std::size_t units = std::min<std::size_t>(settled ? few : 6, whole.postings.size());
        for (const std::uint32_t packed : whole.postings.first(units)) {
            const place::Place unit = gazetteer_.place(Posting::of(packed).place);
            if (unit.kind == Kind::town || unit.kind == Kind::feature ||
                (settled && !gazetteer_.holds(gazetteer_.place(whole.whole), unit))) {
                continue;
            }
            for (const std::uint32_t other :
                 part.postings.first(std::min(few, part.postings.size()))) {
                const place::Place inside = gazetteer_.place(Posting::of(other).place);
                if (inside.index != unit.index && gazetteer_.holds(unit, inside)) {
                    part.whole = unit.index;
                    whole.unit = unit.index;
                    return true;
                }
            }
        }
        return false;
    }

    /// So many names behind a place are looked at for the unit that its definition names.
    static constexpr std::size_t farthest = 64;

    const Tokens& tokens_;
    const place::Gazetteer& gazetteer_;
    std::span<Mention> mentions_;
    std::vector<std::uint32_t> stops_;  ///< How many there are up to each word.
};

}  // namespace

void relate(const Tokens& tokens, const place::Gazetteer& gazetteer, std::span<Mention> mentions) {
    Relations{tokens, gazetteer, mentions}.run();
}

}  // namespace tamga::geotag
