// SPDX-License-Identifier: MIT
#include "tests/cli/shell_words.hpp"

#include <algorithm>
#include <stdexcept>

namespace tamga::tests {
namespace {

struct Word {
    std::string text;
    bool quoted = false;  ///< Some of it was: no redirection.
};

/// Reads words one after another from a line.
class Splitter {
public:
    explicit Splitter(std::string_view text) : rest_{text} { skip_spaces(); }

    bool done() const { return rest_.empty(); }

    Word next() {
        Word word;
        while (!done() && rest_[0] != ' ') {
            const char c = take();
            if (c == '\'' || c == '"') {
                word.quoted = true;
                read_quoted(c, word.text);
            } else {
                word.quoted = word.quoted || c == '\\';
                word.text += c == '\\' ? take() : c;
            }
        }
        skip_spaces();
        return word;
    }

private:
    char take() {
        if (done()) {
            throw std::runtime_error{"the command line ends inside a quote"};
        }
        const char c = rest_[0];
        rest_.remove_prefix(1);
        return c;
    }

    void read_quoted(char quote, std::string& into) {
        for (char c = take(); c != quote; c = take()) {
            const bool escaped =
                quote == '"' && c == '\\' && !done() && (rest_[0] == '"' || rest_[0] == '\\');
            into += escaped ? take() : c;
        }
    }

    void skip_spaces() {
        rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size()));
    }

    std::string_view rest_;
};

}  // namespace

ShellLine shell_line(std::string_view text) {
    ShellLine line;
    Splitter splitter{text};
    while (!splitter.done()) {
        Word word = splitter.next();
        const bool redirection =
            !word.quoted && (word.text == "<" || word.text == ">" || word.text == "<<");
        if (!redirection) {
            line.words.push_back(std::move(word.text));
            continue;
        }
        const Word name = splitter.next();
        if (name.text.empty()) {
            throw std::runtime_error{word.text + " needs a name"};
        }
        if (word.text == "<<") {
            line.reads_text = true;
        } else {
            (word.text == "<" ? line.input_file : line.output_file) = name.text;
        }
    }
    return line;
}

}  // namespace tamga::tests
