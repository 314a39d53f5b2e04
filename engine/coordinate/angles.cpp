// SPDX-License-Identifier: MIT
//
// Tokens become angles, angles a position. A hemisphere or a label belongs to the angle after it if
// the first of its kind stands before the first angle, and else to the angle before it.
#include "engine/base/text.hpp"
#include "engine/coordinate/sentence.hpp"
#include "engine/geo/geodesic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace tamga::coordinate {
namespace {

using Kind = Token::Kind;
using Tokens = std::span<const Token>;

/// Which of two angles each decoration belongs to; nothing if there is no good way.
std::optional<std::vector<std::size_t>> owners(const std::vector<Decoration>& decorations) {
    std::vector<std::size_t> result;
    if (decorations.empty()) {
        return result;
    }
    if (decorations.size() == 2 && decorations[0].before == decorations[1].before &&
        decorations[0].before != 1) {
        return std::vector<std::size_t>{0, 1};  // lat/lon: 41.2, 74.7
    }
    const bool prefix = decorations[0].before == 0;
    const bool around = decorations.size() == 2 && decorations[0].before == 1 &&
                        decorations[1].before == 1;  // 41.2 N, E 74.7
    for (const Decoration& decoration : decorations) {
        const bool alone = decorations.size() == 1 && decoration.apart && decoration.before == 1;
        const bool forward = prefix || alone || (around && !result.empty());
        result.push_back(forward ? decoration.before : decoration.before - 1);
    }
    const bool twice = result.size() > 2 || (result.size() == 2 && result[0] == result[1]);
    return twice || std::ranges::max(result) > 1 ? std::nullopt : std::optional{result};
}

std::string decorate(Sentence& sentence) {
    const auto sides = owners(sentence.hemispheres);
    const auto labels = owners(sentence.labels);
    const auto& names = sentence.labels;
    const bool lone_letter = names.size() == 1 && names[0].token.faint;  // 41x74
    if (!sides || !labels || lone_letter) {
        return "it is not clear which number a hemisphere or label belongs to";
    }
    for (std::size_t i = 0; i < sides->size(); ++i) {
        const Token& token = sentence.hemispheres[i].token;
        sentence.angles[(*sides)[i]].hemisphere = Hemisphere{token.axis, token.negative};
    }
    for (std::size_t i = 0; i < labels->size(); ++i) {
        sentence.angles[(*labels)[i]].label = sentence.labels[i].token.axis;
    }
    return {};
}

std::string count_problem(const std::vector<Angle>& angles) {
    std::size_t numbers = 0;
    for (const Angle& angle : angles) {
        numbers += angle.parts.size();
    }
    if (angles.size() == 1 && angles[0].marked) {
        return "one coordinate is not a position";
    }
    if (numbers == 1) {
        return "one number is not a position";
    }
    return fmt::format("{} numbers that do not make two coordinates", numbers);
}

/// 41:12:15.768 is hardly a time of day; 10:30 is one.
bool is_no_time(const Angle& first, const Angle& second) {
    const auto precise = [](const Angle& angle) {
        return angle.parts.size() == 3 && !angle.parts[2].fraction.empty();
    };
    const auto impossible = [](const Angle& angle) {
        return angle.parts[0].sign != 0 || angle.parts[0].value() >= 24;
    };
    return precise(first) && precise(second) && (impossible(first) || impossible(second));
}

/// 41 12 15 74 45 57 could be anything: unmarked parts need hemispheres, or halves of equal shape.
std::string shape_problem(const Sentence& sentence) {
    const Angle& first = sentence.angles[0];
    const Angle& second = sentence.angles[1];
    const bool sided = first.hemisphere && second.hemisphere;
    const bool labelled = first.axis() != Axis::unknown && second.axis() != Axis::unknown;
    if (sentence.linked && !sided && (sentence.dashed || !is_no_time(first, second))) {
        return "numbers linked by dashes or colons need their hemispheres";
    }
    if (sentence.joined && !labelled) {
        return "only an \"and\" stands between the numbers";
    }
    const auto loose = [](const Angle& angle) { return angle.parts.size() > 1 && !angle.marked; };
    const bool equal = sentence.separated && first.parts.size() == second.parts.size();
    if ((loose(first) || loose(second)) && !sided && !equal) {
        return "it is not clear which numbers are degrees, minutes and seconds";
    }
    return {};
}

struct RunReading {
    Outcome outcome;
    bool strong = false;  ///< So precise or so marked that it is no accident.
};

RunReading read_run(Tokens tokens) {
    Sentence sentence = read_sentence(tokens);
    auto& angles = sentence.angles;
    if (sentence.problem.empty() && angles.size() == 1 && angles[0].parts.size() == 2 &&
        !angles[0].marked && sentence.hemispheres.empty() && sentence.labels.empty()) {
        angles = {Angle{{angles[0].parts[0]}, false, {}, {}},
                  Angle{{angles[0].parts[1]}, false, {}, {}}};
    }
    if (sentence.problem.empty() && angles.size() != 2) {
        sentence.problem = count_problem(angles);
    }
    if (sentence.problem.empty()) {
        sentence.problem = decorate(sentence);
    }
    if (sentence.problem.empty()) {
        sentence.problem = shape_problem(sentence);
    }
    if (!sentence.problem.empty()) {
        return {Refusal{sentence.problem}};
    }
    const auto strong = [](const Angle& angle) {
        return angle.marked || angle.hemisphere || angle.label != Axis::unknown ||
               angle.parts.back().fraction.size() >= 3;
    };
    for (Angle& angle : angles) {
        angle = angle.hemisphere ? unpacked(angle, angle.axis()) : angle;
    }
    return {pair(angles[0], angles[1]), strong(angles[0]) && strong(angles[1])};
}

/// The runs of tokens between words. A single small letter is a word here: "в 41.2" is not east.
std::vector<std::vector<Token>> between_words(Tokens tokens, bool joints_too) {
    std::vector<std::vector<Token>> runs(1);
    for (const Token& token : tokens) {
        if (token.kind == Kind::word || token.kind == Kind::metre || token.faint ||
            (joints_too && token.kind == Kind::joint)) {
            runs.emplace_back();
        } else {
            runs.back().push_back(token);
        }
    }
    return runs;
}

std::optional<Outcome> read_runs(Tokens tokens, bool joints_too) {
    std::optional<Outcome> found;
    std::size_t positions = 0;
    for (const auto& run : between_words(tokens, joints_too)) {
        RunReading reading = read_run(run);
        const bool position = std::holds_alternative<Reading>(reading.outcome);
        positions += position || reading.strong ? 1 : 0;
        if (reading.strong && !found) {
            found = std::move(reading.outcome);
        }
    }
    if (found && positions > 1) {
        return Refusal{"there are several positions in it"};
    }
    return found;
}

/// An "and" is a word, or what joins a latitude and a longitude.
Outcome read_prose(Tokens tokens, Outcome whole) {
    for (const bool joints_too : {true, false}) {
        if (auto found = read_runs(tokens, joints_too)) {
            return *std::move(found);
        }
    }
    return whole;
}

/// The tokens without a height at their end: ", 2041 m".
Tokens without_height(Tokens tokens) {
    for (std::size_t i = tokens.size(); i-- > 2;) {
        if (tokens[i].kind == Kind::number) {
            const Kind unit = i + 1 < tokens.size() ? tokens[i + 1].kind : Kind::word;
            const Kind before = tokens[i - 1].kind;
            const bool height = (unit == Kind::minute || unit == Kind::metre) &&
                                (before == Kind::separator || before == Kind::hemisphere);
            return height ? tokens.first(i) : tokens;
        }
    }
    return tokens;
}

Outcome read_with(std::string_view text, Comma comma) {
    const std::vector<Token> every = merged(tokens(text, comma));
    const Tokens all = without_height(every);
    Outcome whole = read_run(all).outcome;
    const bool words = std::ranges::any_of(all, [](const Token& token) {
        return token.kind == Kind::word || token.kind == Kind::metre || token.kind == Kind::joint;
    });
    return words ? read_prose(all, std::move(whole)) : whole;
}

bool has_tight_comma(std::string_view text) {
    const auto digit = [&](std::size_t i) {
        return i < text.size() && text[i] >= '0' && text[i] <= '9';
    };
    for (auto at = text.find(','); at != std::string_view::npos; at = text.find(',', at + 1)) {
        if (at > 0 && digit(at - 1) && digit(at + 1)) {
            return true;
        }
    }
    return false;
}

std::string_view unquoted(std::string_view text) {
    const bool quoted =
        text.size() > 1 && (text[0] == '"' || text[0] == '\'') && text.front() == text.back();
    if (!quoted) {
        return text;
    }
    // "41.2","74.7" is two quoted numbers, but the last quote of "41°12'N, 74°45'E" is the first's.
    const std::string_view inside = text.substr(1, text.size() - 2);
    const bool several = inside.find(text[0]) != std::string_view::npos;
    const bool number_ends = !inside.empty() && inside.back() >= '0' && inside.back() <= '9';
    return several && number_ends ? text : inside;
}

/// "41°12′16″N 74°45′58″E / 41.2044°N 74.7661°E": the same position several times, as
/// encyclopedias give it. The first, if all agree.
std::optional<Reading> read_repeated(std::string_view text) {
    constexpr std::string_view between = " / ";
    std::optional<Reading> first;
    std::size_t count = 0;
    for (bool more = true; more; ++count) {
        const auto end = text.find(between);
        more = end != std::string_view::npos;
        const auto outcome = read_angles(base::trimmed(text.substr(0, end)));
        const auto* reading = std::get_if<Reading>(&outcome);
        if (reading == nullptr) {
            return std::nullopt;
        }
        if (first && distance_m(first->position, reading->position) >
                         2 * (first->precision_m + reading->precision_m)) {
            return std::nullopt;
        }
        first = first ? first : *reading;
        text.remove_prefix(more ? end + between.size() : 0);
    }
    return count > 1 ? first : std::nullopt;
}

}  // namespace

Outcome read_angles(std::string_view written_text) {
    // "41_12_16_N" is written where there can be no spaces.
    std::string spaced{unquoted(written_text)};
    std::ranges::replace(spaced, '_', ' ');
    const std::string_view text = spaced;
    if (text.find_first_of("0123456789") == std::string_view::npos) {
        return Refusal{"there is no number in it"};
    }
    if (text.find(" / ") != std::string_view::npos) {
        if (auto reading = read_repeated(text)) {
            return *std::move(reading);
        }
    }
    Outcome outcome = read_with(text, Comma::separates);
    if (!has_tight_comma(text)) {
        return outcome;
    }
    Outcome decimal = read_with(text, Comma::is_decimal);
    const auto* one = std::get_if<Reading>(&outcome);
    const auto* two = std::get_if<Reading>(&decimal);
    if (one != nullptr && two != nullptr && one->position != two->position) {
        return Refusal{"its commas may be decimal commas or not"};
    }
    return two != nullptr ? decimal : outcome;
}

}  // namespace tamga::coordinate
