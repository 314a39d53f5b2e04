// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tamga::plan {

/// The words for the values of an enumeration: `what` one of them is called in a message, and
/// `all` of them in the order they are listed in.
template <class T>
struct Words;

template <class T>
using Word = std::pair<std::string_view, T>;

template <class T>
std::vector<std::string> all_words() {
    std::vector<std::string> words;
    for (const auto& [word, value] : Words<T>::all) {
        words.emplace_back(word);
    }
    return words;
}

/// Throws Error{Fault::usage} that lists the words there are.
[[noreturn]] void refuse_word(const std::string& word, std::string_view what,
                              const std::vector<std::string>& words);

/// The value that a word stands for. Throws Error{Fault::usage}.
template <class T>
T named(const std::string& word) {
    for (const auto& [name, value] : Words<T>::all) {
        if (name == word) {
            return value;
        }
    }
    refuse_word(word, Words<T>::what, all_words<T>());
}

/// The word for a value.
template <class T>
std::string_view word_of(T of) {
    for (const auto& [name, value] : Words<T>::all) {
        if (value == of) {
            return name;
        }
    }
    return "";
}

}  // namespace tamga::plan
