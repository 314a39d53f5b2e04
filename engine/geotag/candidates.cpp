// SPDX-License-Identifier: MIT
#include "engine/geotag/candidates.hpp"

#include "engine/geotag/describe.hpp"
#include "engine/geotag/lexicon.hpp"
#include "engine/geotag/matcher.hpp"

namespace tamga::geotag {
namespace {

/// "East, West": units of that name exist, but then the text says that it is one.
bool is_direction(const Mention& mention, const Tokens& tokens) {
    return mention.first == mention.last && !mention.of_unit &&
           (tokens.words[mention.first].classes & word_direction) != 0;
}

}  // namespace

void find_candidates(std::string_view text, const place::Gazetteer& gazetteer, Tokens& tokens,
                     std::vector<Mention>& mentions) {
    tokenise(text, tokens);
    mentions.clear();
    match(text, tokens, gazetteer, mentions);
    describe(tokens, gazetteer, mentions);
    std::erase_if(mentions, [&](const Mention& mention) { return is_direction(mention, tokens); });
}

}  // namespace tamga::geotag
