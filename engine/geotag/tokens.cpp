// SPDX-License-Identifier: MIT
#include "engine/geotag/tokens.hpp"

#include "engine/base/utf8.hpp"
#include "engine/geotag/lexicon.hpp"
#include "engine/place/fold.hpp"

#include <algorithm>

namespace tamga::geotag {
namespace {

bool is_cyrillic(char32_t c) { return c >= 0x400 && c < 0x530; }

/// A capital letter, told by its folding: ASCII and the two-case alphabets cheaply.
bool is_upper(char32_t c) {
    if (c < 0x80) {
        return c >= U'A' && c <= U'Z';
    }
    return place::is_capital(c);
}

bool is_apostrophe(char32_t c) { return c == U'\'' || c == 0x2019; }

/// Follows the text character by character and puts words down.
class Tokeniser {
public:
    Tokeniser(std::string_view text, Tokens& tokens) : text_{text}, tokens_{tokens} {}

    void run() {
        while (at_ < text_.size()) {
            const std::size_t begin = at_;
            const char32_t c = base::next_character(text_, at_);
            const std::string_view part = place::folded(c);
            if (part == " ") {
                end_word(begin);
                parted_by(c);
            } else if (part.empty() && word_begin_ == none) {
                // An apostrophe or a mark outside a word: a quotation mark.
                parted_by(U'"');
            } else if (part.empty() && is_apostrophe(c) && is_possessive()) {
                end_word(begin);
                tokens_.words.back().possessive = true;
                at_ += 1;
                ++point_;
            } else {
                continue_word(begin, c, part);
            }
            ++point_;
        }
        end_word(text_.size());
    }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    /// "'s" and then no letter.
    bool is_possessive() const {
        if (at_ >= text_.size() || (text_[at_] != 's' && text_[at_] != 'S')) {
            return false;
        }
        std::size_t next = at_ + 1;
        return next >= text_.size() || place::folded(base::next_character(text_, next)) == " ";
    }

    void continue_word(std::size_t begin, char32_t c, std::string_view part) {
        if (word_begin_ == none) {
            word_begin_ = begin;
            word_.point = point_;
            word_.capital = is_upper(c) || !place::has_case(c);
            word_.cyrillic = is_cyrillic(c);
            if (!tokens_.folded.empty()) {
                tokens_.folded += ' ';
            }
            word_.key_begin = static_cast<std::uint32_t>(tokens_.folded.size());
            letters_ = capitals_ = 0;
        }
        ++letters_;
        capitals_ += is_upper(c) ? 1 : 0;
        tokens_.folded += part;
    }

    void end_word(std::size_t end) {
        if (word_begin_ == none) {
            return;
        }
        word_.begin = static_cast<std::uint32_t>(word_begin_);
        word_.end = static_cast<std::uint32_t>(end);
        word_.key_end = static_cast<std::uint32_t>(tokens_.folded.size());
        word_.has_capital = capitals_ > 0;
        word_.capitals = letters_ > 1 && capitals_ == letters_;
        word_.gap = gap_;
        word_.starts_sentence = sentence_;
        word_.dotted = end < text_.size() && text_[end] == '.';
        tokens_.words.push_back(word_);
        Token& token = tokens_.words.back();
        token.classes = word_classes(tokens_.key(tokens_.words.size() - 1));
        word_ = {};
        word_begin_ = none;
        gap_ = Gap::joined;
        sentence_ = false;
        lines_ = 0;
    }

    /// The strongest of what stands between two words says how they belong together.
    void parted_by(char32_t c) {
        switch (c) {
            case U' ':
            case U'\t':
            case 0xA0:
                gap_ = gap_ == Gap::joined ? Gap::space : gap_;
                return;
            case U'\r':
                return;
            case U'\n':
                gap_ = ++lines_ > 1 ? Gap::stop : gap_ == Gap::joined ? Gap::space : gap_;
                sentence_ = true;
                return;
            case U'-':
            case U'.':
            case 0x2010:
            case 0x2011:
                if (c != U'.' && gap_ == Gap::space) {
                    gap_ = Gap::other;  // A dash.
                } else if (c == U'.' && !is_short_word()) {
                    gap_ = Gap::stop;
                    sentence_ = true;
                }
                return;
            case U',':
                gap_ = gap_ == Gap::stop ? gap_ : Gap::comma;
                return;
            case U'(':
            case U'[':
                gap_ = Gap::open;
                return;
            case U'!':
            case U'?':
            case U':':
            case U';':
            case U'"':
            case 0x201C:
            case 0x201D:
            case 0xAB:
            case 0xBB:
            case 0x2022:
                gap_ = Gap::stop;
                sentence_ = true;
                return;
            default:
                gap_ = Gap::other;
        }
    }

    /// After a word of up to four letters with a capital, a full stop may be an abbreviation's.
    bool is_short_word() const {
        if (tokens_.words.empty()) {
            return false;
        }
        const Token& last = tokens_.words.back();
        const std::size_t size = last.key_end - last.key_begin;
        return last.capital && (size <= 2 || (size <= 5 && (last.classes & word_title) != 0) ||
                                (size <= 5 && !ends_text_line()));
    }

    /// What follows the full stop is the end, or a space and a capital.
    bool ends_text_line() const {
        std::size_t next = at_;
        while (next < text_.size() && text_[next] == ' ') {
            ++next;
        }
        if (next >= text_.size() || text_[next] == '\n') {
            return true;
        }
        return next > at_ && is_upper(base::next_character(text_, next));
    }

    std::string_view text_;
    Tokens& tokens_;
    std::size_t at_ = 0;
    std::uint32_t point_ = 0;
    std::size_t word_begin_ = none;
    Token word_;
    int letters_ = 0;
    int capitals_ = 0;
    int lines_ = 0;
    Gap gap_ = Gap::stop;
    bool sentence_ = true;
};

}  // namespace

void tokenise(std::string_view text, Tokens& tokens) {
    tokens.words.clear();
    tokens.folded.clear();
    Tokeniser{text, tokens}.run();
}

}  // namespace tamga::geotag
