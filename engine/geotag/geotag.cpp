// SPDX-License-Identifier: MIT
#include "engine/geotag/geotag.hpp"

#include "engine/geotag/coordinates.hpp"
#include "engine/geotag/features.hpp"
#include "engine/geotag/lexicon.hpp"
#include "engine/geotag/matcher.hpp"
#include "engine/geotag/resolver.hpp"
#include "engine/geotag/tokens.hpp"

#include <algorithm>

namespace tamga::geotag {
namespace {

std::uint32_t characters(std::string_view text) {
    return static_cast<std::uint32_t>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

/// True if a sentence ends with the byte at `at`: an empty line, or a mark and then a space.
bool ends_sentence(std::string_view text, std::size_t at) {
    if (text[at] == '\n') {
        return at + 1 >= text.size() || text[at + 1] == '\n' || text[at + 1] == '\r';
    }
    const bool mark = text[at] == '.' || text[at] == '!' || text[at] == '?';
    // After one or two letters a full stop is an abbreviation's.
    const bool abbreviation = text[at] == '.' && (at < 3 || is_space(text[at - 2]) ||
                                                  text[at - 2] == '.' || is_space(text[at - 3]));
    return mark && !abbreviation && (at + 1 >= text.size() || is_space(text[at + 1]));
}

void set_sentence(std::string_view text, Tag& tag) {
    std::size_t begin = tag.begin;
    while (begin > 0 && !ends_sentence(text, begin - 1)) {
        --begin;
    }
    std::size_t end = tag.end;
    while (end < text.size() && !ends_sentence(text, end)) {
        ++end;
    }
    end = std::min(end + 1, text.size());
    while (begin < tag.begin && is_space(text[begin])) {
        ++begin;
    }
    while (end > tag.end && is_space(text[end - 1])) {
        --end;
    }
    tag.sentence_begin = static_cast<std::uint32_t>(begin);
    tag.sentence_end = static_cast<std::uint32_t>(end);
}

Tag tag_of(const Mention& mention, const Tokens& tokens, const place::Gazetteer& gazetteer) {
    const place::Place found = gazetteer.place(mention.place);
    return {.begin = tokens.words[mention.first].begin,
            .end = mention.end,
            .position = found.position,
            .place = found,
            .is_demonym = mention.demonym,
            .precision = std::string{place::to_string(found.kind)},
            .confidence = mention.confidence * mention.certainty};
}

Tag tag_of(const FoundCoordinate& coordinate, const place::Gazetteer& gazetteer) {
    Tag tag{.begin = coordinate.begin,
            .end = coordinate.end,
            .position = coordinate.position,
            .is_coordinate = true,
            .precision = "point",
            .confidence = 1};
    if (const auto country = gazetteer.country_centred_at(coordinate.position)) {
        tag.place = country;
        tag.precision = "country centre";
    } else {
        const auto where = gazetteer.at(coordinate.position);
        tag.place = where.admin1 ? where.admin1 : where.country;
    }
    return tag;
}

/// "East, West": units of that name exist, but then the text says that it is one.
bool is_direction(const Mention& mention, const Tokens& tokens) {
    return mention.first == mention.last && !mention.of_unit &&
           (tokens.words[mention.first].classes & word_direction) != 0;
}

bool overlap(const Tag& a, const Tag& b) { return a.begin < b.end && b.begin < a.end; }

/// Words in capitals or not; "from" and "to" are looked for among the few before a tag.
std::uint32_t classes_before(const Tokens& tokens, std::uint32_t begin, std::uint32_t floor) {
    std::uint32_t classes = 0;
    auto word = std::ranges::lower_bound(tokens.words, begin, {}, &Token::begin);
    for (int steps = 0; word != tokens.words.begin() && steps < 6; ++steps) {
        --word;
        if (word->begin < floor || (word + 1)->gap == Gap::stop) {
            break;
        }
        classes |= word->classes;
        if ((word->classes & (word_from | word_to | word_locative)) != 0) {
            break;
        }
    }
    return classes;
}

bool has_motion(const Tokens& tokens, const Tag& tag) {
    return std::ranges::any_of(tokens.words, [&](const Token& token) {
        return token.begin >= tag.sentence_begin && token.end <= tag.sentence_end &&
               (token.classes & word_motion) != 0;
    });
}

}  // namespace

std::vector<Tag> find_places(std::string_view text, const place::Gazetteer& gazetteer,
                             const Options& options) {
    thread_local Tokens tokens;
    thread_local std::vector<Mention> mentions;
    tokenise(text, tokens);
    mentions.clear();
    match(text, tokens, gazetteer, mentions);
    describe(tokens, gazetteer, mentions);
    for (Mention& mention : mentions) {
        mention.confidence = likelihood(mention);
    }
    std::erase_if(mentions, [&](const Mention& mention) {
        return mention.confidence < options.least_likely || is_direction(mention, tokens);
    });
    resolve(gazetteer, mentions);
    std::vector<Tag> tags;
    for (const FoundCoordinate& coordinate : find_coordinates(text)) {
        tags.push_back(tag_of(coordinate, gazetteer));
    }
    const std::size_t coordinates = tags.size();
    for (const Mention& mention : mentions) {
        const Tag tag = tag_of(mention, tokens, gazetteer);
        const bool within =
            std::any_of(tags.begin(), tags.begin() + static_cast<std::ptrdiff_t>(coordinates),
                        [&](const Tag& other) { return overlap(tag, other); });
        // A person's name that many small towns have: neither is likely.
        const bool doubtful = mention.first == mention.last && tag.confidence < 0.3 &&
                              (mention.bits & place::key_first_name) != 0;
        if (!within && !doubtful && (options.demonyms || !mention.demonym)) {
            tags.push_back(tag);
        }
    }
    std::ranges::sort(tags, {}, &Tag::begin);
    std::uint32_t at = 0;
    std::uint32_t point = 0;
    for (Tag& tag : tags) {
        point += characters(text.substr(at, tag.begin - at));
        at = tag.begin;
        tag.first_character = point;
        tag.end_character = point + characters(text.substr(at, tag.end - at));
        set_sentence(text, tag);
    }
    return tags;
}

std::vector<ToldJourney> find_journeys(std::string_view text, const std::vector<Tag>& tags) {
    Tokens tokens;
    tokenise(text, tokens);
    std::vector<ToldJourney> journeys;
    constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::size_t start = none;  // The last place that "from" or "in" stands before.
    std::size_t last = none;
    for (std::size_t i = 0; i < tags.size(); ++i) {
        const Tag& tag = tags[i];
        if (tag.is_coordinate || tag.is_demonym) {
            continue;
        }
        if (last != none && tag.sentence_begin > tags[last].sentence_end + 2) {
            start = none;
        }
        last = i;
        const std::uint32_t classes = classes_before(tokens, tag.begin, tag.sentence_begin);
        const bool arrives = (classes & word_to) != 0 && (classes & word_from) == 0;
        if (arrives && has_motion(tokens, tag) && start != none &&
            tags[start].place->index != tag.place->index) {
            journeys.push_back({start, i});
        } else if ((classes & word_locative) != 0 && !arrives) {
            start = i;
        }
    }
    return journeys;
}

}  // namespace tamga::geotag
