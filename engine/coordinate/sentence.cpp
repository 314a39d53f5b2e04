// SPDX-License-Identifier: MIT
#include "engine/coordinate/sentence.hpp"

namespace tamga::coordinate {
namespace {

using Kind = Token::Kind;

class Reader {
public:
    Sentence run(std::span<const Token> tokens) {
        for (std::size_t i = 0; i < tokens.size() && sentence_.problem.empty(); ++i) {
            const Kind next = i + 1 < tokens.size() ? tokens[i + 1].kind : Kind::word;
            apart_ = i > 0 && tokens[i - 1].kind == Kind::separator;
            read(tokens[i], next);
        }
        return std::move(sentence_);
    }

private:
    void read(const Token& token, Kind next) {
        switch (token.kind) {
            case Kind::number:
                number(token.number, next);
                break;
            case Kind::degree:
                mark(1);
                break;
            case Kind::minute:
                mark(2);
                break;
            case Kind::second:
                mark(3);
                break;
            case Kind::link:
                linked_ = true;
                sentence_.linked = true;
                sentence_.dashed = sentence_.dashed || token.dash;
                break;
            case Kind::hemisphere:
                sentence_.hemispheres.push_back({token, sentence_.angles.size(), apart_});
                open_ = false;
                break;
            case Kind::label:
                sentence_.labels.push_back({token, sentence_.angles.size(), apart_});
                open_ = false;
                break;
            case Kind::separator:
                sentence_.separated = sentence_.separated || sentence_.angles.size() == 1;
                open_ = false;
                break;
            case Kind::joint:
                sentence_.joined = sentence_.joined || sentence_.angles.size() == 1;
                open_ = false;
                break;
            case Kind::unclear:
                sentence_.problem = "O is east to a German and west to a Frenchman";
                break;
            case Kind::metre:
            case Kind::word:
                sentence_.problem = "it has words or signs that are not about a position";
                break;
        }
    }

    void number(const Decimal& number, Kind next) {
        const bool marked_part = next == Kind::minute || next == Kind::second;
        const auto* last = open_ ? &sentence_.angles.back() : nullptr;
        const bool full = last != nullptr && last->parts.size() == 3;
        const bool finished = last != nullptr && (!last->parts.back().fraction.empty() || chained_);
        if (linked_ && (last == nullptr || full || number.sign != 0)) {
            sentence_.problem =
                "a dash or colon does not stand between degrees, minutes and seconds";
            return;
        }
        const bool fresh = number.sign != 0 || next == Kind::degree || full ||
                           (finished && !marked_part && !linked_);
        if (last == nullptr || fresh) {
            sentence_.angles.emplace_back();
        }
        Angle& angle = sentence_.angles.back();
        angle.parts.push_back(number);
        angle.marked = angle.marked || linked_;
        chained_ = linked_;
        linked_ = false;
        open_ = true;
    }

    void mark(std::size_t part) {
        if (!open_ || sentence_.angles.back().parts.size() != part) {
            sentence_.problem = part == 1   ? "a degree sign is not after the degrees"
                                : part == 2 ? "minutes are not after degrees"
                                            : "seconds are not after minutes";
            return;
        }
        sentence_.angles.back().marked = true;
    }

    Sentence sentence_;
    bool apart_ = false;    ///< The token before was a separator.
    bool open_ = false;     ///< The last angle may get another part.
    bool linked_ = false;   ///< The next number has to be one.
    bool chained_ = false;  ///< The last number was one.
};

}  // namespace

std::vector<Token> merged(std::span<const Token> tokens) {
    std::vector<Token> result;
    for (const Token& token : tokens) {
        Token* last = result.empty() ? nullptr : &result.back();
        if (last != nullptr && last->axis == token.axis && token.axis != Axis::unknown &&
            last->kind != token.kind) {
            last->negative = last->negative || token.negative;
            last->kind = Kind::hemisphere;
            last->faint = false;
        } else {
            result.push_back(token);
        }
    }
    return result;
}

Sentence read_sentence(std::span<const Token> tokens) { return Reader{}.run(tokens); }

}  // namespace tamga::coordinate
