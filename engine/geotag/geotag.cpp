// SPDX-License-Identifier: MIT
#include "engine/geotag/geotag.hpp"

#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/geotag/candidates.hpp"
#include "engine/geotag/coordinates.hpp"
#include "engine/geotag/lexicon.hpp"
#include "engine/geotag/resolver.hpp"
#include "engine/geotag/tokens.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

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

/// Where the sentences of a text are. Asked in the order of the text, it looks at nothing twice.
class Sentences {
public:
    explicit Sentences(std::string_view text) : text_{text} {
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (ends_sentence(text, at)) {
                ends_.push_back(at + 1);
            }
        }
    }

    void set(Tag& tag) {
        const auto before = std::ranges::upper_bound(ends_, std::size_t{tag.begin});
        const auto after = std::ranges::upper_bound(ends_, std::size_t{tag.end});
        const std::size_t begin = before == ends_.begin() ? 0 : *(before - 1);
        const std::size_t end = after == ends_.end() ? text_.size() : *after;
        if (begin != begin_ || end != end_) {
            begin_ = begin;
            end_ = end;
            first_ = text_.find_first_not_of(spaces, begin);
            last_ = text_.find_last_not_of(spaces, end - 1) + 1;
        }
        const std::size_t nearest = tag.begin - std::min<std::size_t>(tag.begin, reach);
        const std::size_t furthest = std::min<std::size_t>(text_.size(), tag.end + reach);
        tag.sentence_begin = static_cast<std::uint32_t>(
            std::min<std::size_t>(std::max(first_, character_at(nearest)), tag.begin));
        tag.sentence_end = static_cast<std::uint32_t>(
            std::max<std::size_t>(std::min(last_, character_at(furthest)), tag.end));
    }

private:
    static constexpr std::string_view spaces = " \n\r\t";
    /// How far a sentence is followed: with each of its names it is looked at and written once.
    static constexpr std::size_t reach = 1000;

    /// Where the character that holds this byte begins.
    std::size_t character_at(std::size_t at) const {
        while (at > 0 && at < text_.size() && (text_[at] & 0xC0) == 0x80) {
            --at;
        }
        return at;
    }

    std::string_view text_;
    std::vector<std::size_t> ends_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::size_t first_ = 0;  ///< Without spaces around.
    std::size_t last_ = 0;
};

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

/// The verbs of motion in a text, by where they begin.
std::vector<std::uint32_t> motions(const Tokens& tokens) {
    std::vector<std::uint32_t> begins;
    for (const Token& token : tokens.words) {
        if ((token.classes & word_motion) != 0) {
            begins.push_back(token.begin);
        }
    }
    return begins;
}

/// Texts are read in pieces of this size at most: names that stand far apart tell little about each
/// other, and a text may be larger than the memory that its words take.
constexpr std::size_t piece_size = std::size_t{1} << 20;

/// Where the piece that begins at `begin` ends: between paragraphs, lines or words.
std::size_t end_of_piece(std::string_view text, std::size_t begin) {
    if (text.size() - begin <= piece_size) {
        return text.size();
    }
    const std::string_view piece = text.substr(begin, piece_size);
    for (const std::string_view mark : {"\n\n", "\n", ". ", " "}) {
        const std::size_t at = piece.rfind(mark);
        if (at != std::string_view::npos && at > piece_size / 2) {
            return begin + at + mark.size();
        }
    }
    std::size_t end = begin + piece_size;
    while (end > begin + piece_size / 2 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
        --end;
    }
    return end;
}

std::vector<Tag> coordinates_in(std::string_view text, const place::Gazetteer& gazetteer) {
    std::vector<Tag> tags;
    for (const FoundCoordinate& coordinate : find_coordinates(text)) {
        tags.push_back(tag_of(coordinate, gazetteer));
    }
    return tags;
}

/// True if the tag overlaps one of some that follow each other.
bool is_within(const Tag& tag, std::span<const Tag> others) {
    const auto after = std::ranges::upper_bound(others, tag.begin, {}, &Tag::end);
    return after != others.end() && overlap(tag, *after);
}

/// The places of one piece, whose offsets count from its begin.
std::vector<Tag> places_in(std::string_view text, const place::Gazetteer& gazetteer,
                           const Options& options, const Weights& weights) {
    thread_local Tokens tokens;
    thread_local std::vector<Mention> mentions;
    find_candidates(text, gazetteer, tokens, mentions);
    for (Mention& mention : mentions) {
        mention.confidence = likelihood(mention.cues, weights);
    }
    std::erase_if(mentions, [&](const Mention& mention) {
        return mention.confidence < options.least_likely;
    });
    resolve(gazetteer, mentions);
    const std::vector<Tag> coordinates = coordinates_in(text, gazetteer);
    std::vector<Tag> tags = coordinates;
    for (const Mention& mention : mentions) {
        base::stop_if_interrupted();
        const Tag tag = tag_of(mention, tokens, gazetteer);
        // A person's name that many small towns have: neither is likely.
        const bool doubtful = mention.first == mention.last && tag.confidence < 0.3 &&
                              (mention.bits & place::key_first_name) != 0;
        if (!is_within(tag, coordinates) && !doubtful && (options.demonyms || !mention.demonym)) {
            tags.push_back(tag);
        }
    }
    std::ranges::sort(tags, {}, &Tag::begin);
    Sentences sentences{text};
    std::uint32_t at = 0;
    std::uint32_t point = 0;
    for (Tag& tag : tags) {
        point += characters(text.substr(at, tag.begin - at));
        at = tag.begin;
        tag.first_character = point;
        tag.end_character = point + characters(text.substr(at, tag.end - at));
        sentences.set(tag);
    }
    return tags;
}

}  // namespace

std::vector<Tag> find_places(std::string_view text, const place::Gazetteer& gazetteer,
                             const Options& options) {
    return find_places(text, gazetteer, options, fitted_weights);
}

std::vector<Tag> find_places(std::string_view text, const place::Gazetteer& gazetteer,
                             const Options& options, const Weights& weights) {
    if (text.size() > largest_text) {
        throw Error{Fault::input, fmt::format("the text has {} bytes; at most {} are read",
                                              text.size(), largest_text)};
    }
    std::vector<Tag> tags;
    std::uint32_t point = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = end_of_piece(text, begin);
        const std::string_view piece = text.substr(begin, end - begin);
        for (Tag& tag : places_in(piece, gazetteer, options, weights)) {
            for (std::uint32_t* const offset :
                 {&tag.begin, &tag.end, &tag.sentence_begin, &tag.sentence_end}) {
                *offset += static_cast<std::uint32_t>(begin);
            }
            tag.first_character += point;
            tag.end_character += point;
            tags.push_back(std::move(tag));
        }
        point += characters(piece);
        begin = end;
    }
    return tags;
}

std::vector<ToldJourney> find_journeys(std::string_view text, const std::vector<Tag>& tags) {
    Tokens tokens;
    tokenise(text, tokens);
    const std::vector<std::uint32_t> moving = motions(tokens);
    const auto has_motion = [&](const Tag& tag) {
        const auto first = std::ranges::lower_bound(moving, tag.sentence_begin);
        return first != moving.end() && *first < tag.sentence_end;
    };
    std::vector<ToldJourney> journeys;
    constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::size_t start = none;  // The last place that "from" or "in" stands before.
    std::size_t last = none;
    for (std::size_t i = 0; i < tags.size(); ++i) {
        base::stop_if_interrupted();
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
        if (arrives && has_motion(tag) && start != none &&
            tags[start].place->index != tag.place->index) {
            journeys.push_back({start, i});
        } else if ((classes & word_locative) != 0 && !arrives) {
            start = i;
        }
    }
    return journeys;
}

}  // namespace tamga::geotag
