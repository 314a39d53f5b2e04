// SPDX-License-Identifier: MIT
#include "engine/geotag/matcher.hpp"

#include "engine/base/interrupt.hpp"
#include "engine/geotag/case_endings.hpp"
#include "engine/geotag/lexicon.hpp"
#include "engine/place/spelling.hpp"

#include <algorithm>

namespace tamga::geotag {
namespace {

constexpr std::size_t longest_name = 8;      // Words.
constexpr std::size_t longest_respelt = 64;  // Bytes: large places have shorter names.

class Matcher {
public:
    Matcher(std::string_view text, const Tokens& tokens, const place::Gazetteer& gazetteer)
        : text_{text}, tokens_{tokens}, gazetteer_{gazetteer}, keys_{gazetteer.keys()} {}

    /// The longest name that starts with the word; its postings are empty if there is none.
    Mention longest(std::size_t first) {
        Mention best;
        best.first = best.last = static_cast<std::uint32_t>(first);
        if (tokens_.key(first).size() > place::KeyTable::longest_key) {
            return best;
        }
        place::KeyHash hash;
        const std::size_t end = std::min(first + longest_name, tokens_.words.size());
        for (std::size_t last = first; last < end; ++last) {
            if (last > first) {
                if (!goes_on(first, last) ||
                    tokens_.key(first, last).size() > place::KeyTable::longest_key) {
                    break;
                }
                hash.add(" ");
            }
            hash.add(tokens_.key(last));
            const auto entry = keys_.find(tokens_.key(first, last), hash.value());
            consider(first, last, entry, best);
            if ((entry.bits & place::key_continues) == 0) {
                break;
            }
        }
        if (tokens_.words[first].cyrillic) {
            by_base_form(first, best);
        }
        if (best.postings.empty() || best.demonym) {
            by_spelling(first, best);
        }
        return best;
    }

private:
    /// Words of one name have a space, a hyphen or an abbreviation's full stop between them, and
    /// capitals, but for particles.
    bool goes_on(std::size_t first, std::size_t last) const {
        const Token& token = tokens_.words[last];
        const bool belongs = token.gap == Gap::space || token.gap == Gap::joined;
        return belongs && !tokens_.words[last - 1].possessive &&
               (token.capital || token.has_capital || (token.classes & word_particle) != 0 ||
                (token.cyrillic && tokens_.words[first].cyrillic &&
                 (token.classes & word_terrain) != 0) ||
                token.cyrillic);
    }

    void consider(std::size_t first, std::size_t last, const place::KeyTable::Entry& entry,
                  Mention& best) const {
        const Token& ending = tokens_.words[last];
        const auto postings =
            last > first || ending.capitals ? entry.postings : without_codes(entry.postings);
        if (postings.empty() || is_money(ending.end) ||
            (!ending.capital && !ending.has_capital && !ending.cyrillic)) {
            return;
        }
        bool demonym = true;
        bool short_only = true;
        for (const std::uint32_t packed : postings) {
            const place::NameRole role = place::Posting::of(packed).role;
            demonym = demonym && role == place::NameRole::demonym;
            short_only = short_only && role == place::NameRole::abbreviation;
        }
        const place::Posting front = place::Posting::of(postings.front());
        // "us" and "uk" are words and codes; "US" is a country.
        const bool code = last == first && ending.key_end - ending.key_begin <= 3 &&
                          !ending.cyrillic && is_country(front);
        if ((short_only || code) && !is_written_short(first, last)) {
            return;
        }
        best.last = static_cast<std::uint32_t>(last);
        best.postings = postings;
        best.bits = entry.bits;
        best.demonym = demonym || front.role == place::NameRole::demonym;
        const bool abbreviated = front.role == place::NameRole::abbreviation || last - first == 1;
        best.end = ending.end + (abbreviated ? dotted(first, last) : 0);
    }

    /// "US $20".
    bool is_money(std::size_t end) const {
        return text_.substr(end, 1) == "$" || text_.substr(end, 2) == " $";
    }

    /// "Mo." is Missouri: codes of countries, which come first, are in capitals.
    std::span<const std::uint32_t> without_codes(std::span<const std::uint32_t> postings) const {
        while (!postings.empty()) {
            const place::Posting front = place::Posting::of(postings.front());
            if (front.role != place::NameRole::abbreviation || !is_country(front)) {
                break;
            }
            postings = postings.subspan(1);
        }
        return postings;
    }

    bool is_country(place::Posting posting) const {
        return posting.place < gazetteer_.size() &&
               gazetteer_.place(posting.place).kind == place::Kind::country;
    }

    /// Codes are in capitals ("US", "NSW"), abbreviations end with a full stop ("Calif.", "U.S.").
    bool is_written_short(std::size_t first, std::size_t last) const {
        const Token& token = tokens_.words[first];
        return last > first || token.capitals || token.dotted;
    }

    /// 1 if the full stop after the name is an abbreviation's: "U.S.", "Ky.".
    std::uint32_t dotted(std::size_t first, std::size_t last) const {
        const Token& ending = tokens_.words[last];
        if (!ending.dotted || ending.possessive) {
            return 0;
        }
        const bool letters =
            last > first && ending.end - ending.begin == 1 && text_[ending.begin - 1] == '.';
        return letters || (last == first && !ending.capitals) ? 1 : 0;
    }

    /// Russian and Kyrgyz cases, of one word or of an adjective and its noun.
    void by_base_form(std::size_t first, Mention& best) {
        if (!best.postings.empty() && best.last > first) {
            return;
        }
        // "Бишкектен Ошко" is two towns, even if some language calls one of them "Бишкек ош".
        base_forms(tokens_.key(first), first_forms_);
        first_forms_.insert(first_forms_.begin(), std::string{tokens_.key(first)});
        const std::size_t second = first + 1;
        if (second < tokens_.words.size() && goes_on(first, second) &&
            tokens_.key(first, second).size() <= place::KeyTable::longest_key &&
            !(tokens_.words[second].capital && names_place(first) && names_place(second))) {
            base_forms(tokens_.key(second), second_forms_);
            second_forms_.insert(second_forms_.begin(), std::string{tokens_.key(second)});
            for (const std::string& one : first_forms_) {
                for (const std::string& two : second_forms_) {
                    if (take(one + " " + two, first, second, best)) {
                        return;
                    }
                }
            }
        }
        if (best.postings.empty()) {
            for (const std::string& form : first_forms_) {
                if (take(form, first, first, best)) {
                    return;
                }
            }
        }
    }

    /// A long word that nobody knows may be a large place with one letter wrong: "Kyrygyzstan",
    /// "Russian Federaiton". Small towns would be found everywhere.
    void by_spelling(std::size_t first, Mention& best) {
        const std::size_t next = first + 1;
        if (best.postings.empty() && is_unknown(first, 7)) {
            respell(first, first, best);
        } else if (next < tokens_.words.size() && goes_on(first, next) &&
                   tokens_.words[next].capital && is_unknown(next, 5)) {
            respell(first, next, best);
        }
    }

    bool is_unknown(std::size_t word, std::size_t letters) const {
        const std::string_view key = tokens_.key(word);
        if (key.size() < letters || tokens_.words[word].capitals) {
            return false;
        }
        const auto entry = keys_.find(key);
        return entry.postings.empty() && (entry.bits & ~place::key_continues) == 0;
    }

    void respell(std::size_t first, std::size_t last, Mention& best) {
        const std::string key{tokens_.key(first, last)};
        if (key.size() > longest_respelt) {
            return;
        }
        std::uint32_t most = 0;
        place::for_each_respelling(key, [&](const std::string& other) {
            const auto entry = keys_.find(other);
            if (entry.postings.empty() || other[0] != key[0]) {
                return;
            }
            const auto posting = place::Posting::of(entry.postings.front());
            const place::Place found = gazetteer_.place(posting.place);
            const bool is_large =
                found.population >= 500'000 &&
                (posting.role == place::NameRole::name ||
                 (posting.role == place::NameRole::local && tokens_.words[first].cyrillic));
            if (is_large && found.population > most) {
                most = found.population;
                best.last = static_cast<std::uint32_t>(last);
                best.postings = entry.postings;
                best.bits = entry.bits;
                best.demonym = false;
                best.end = tokens_.words[last].end;
            }
        });
    }

    bool names_place(std::size_t word) const {
        std::vector<std::string> forms;
        base_forms(tokens_.key(word), forms);
        Mention unused;
        return std::ranges::any_of(
            forms, [&](const std::string& form) { return take(form, word, word, unused); });
    }

    bool take(const std::string& key, std::size_t first, std::size_t last, Mention& best) const {
        const auto entry = keys_.find(key);
        if (entry.postings.empty() || !std::ranges::any_of(entry.postings, [](auto packed) {
                const auto role = place::Posting::of(packed).role;
                return role == place::NameRole::local || role == place::NameRole::name;
            })) {
            return false;
        }
        best.first = static_cast<std::uint32_t>(first);
        best.last = static_cast<std::uint32_t>(last);
        best.postings = entry.postings;
        best.bits = entry.bits;
        best.end = tokens_.words[last].end;
        best.in_case = key != tokens_.key(first, last);
        return true;
    }

    std::string_view text_;
    const Tokens& tokens_;
    const place::Gazetteer& gazetteer_;
    const place::KeyTable& keys_;
    std::vector<std::string> first_forms_;
    std::vector<std::string> second_forms_;
};

}  // namespace

void match(std::string_view text, const Tokens& tokens, const place::Gazetteer& gazetteer,
           std::vector<Mention>& mentions) {
    Matcher matcher{text, tokens, gazetteer};
    for (std::size_t at = 0; at < tokens.words.size();) {
        std::size_t next = at + 1;
        base::stop_if_interrupted();
        if (tokens.words[at].capital) {
            const Mention found = matcher.longest(at);
            if (!found.postings.empty()) {
                mentions.push_back(found);
                next = found.last + 1;
            }
        }
        at = next;
    }
}

}  // namespace tamga::geotag
