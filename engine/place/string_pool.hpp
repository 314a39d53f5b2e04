// SPDX-License-Identifier: MIT
//
// Inside place: texts on their way into the section `strings`.
#pragma once

#include "engine/base/error.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tamga::place {

/// Texts one after the other, each ended by a zero, equal ones once. The empty text is at 0.
class StringPool {
public:
    /// Where the text is.
    std::uint32_t add(std::string_view text) {
        if (text.empty()) {
            return 0;
        }
        const auto [found, is_new] =
            offsets_.emplace(text, static_cast<std::uint32_t>(text_.size()));
        if (is_new) {
            if (text_.size() > 0xF0000000) {
                throw Error{Fault::input, "the names are more than a gazetteer can hold (4 GB)"};
            }
            text_.append(text.substr(0, text.find('\0')));
            text_ += '\0';
        }
        return found->second;
    }

    std::string_view text() const { return text_; }

private:
    std::string text_ = std::string(1, '\0');
    std::unordered_map<std::string, std::uint32_t> offsets_;
};

}  // namespace tamga::place
