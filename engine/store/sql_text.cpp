// SPDX-License-Identifier: MIT
#include "engine/store/sql_text.hpp"

namespace tamga::store {
namespace {

std::string in_quotes(const std::string& text, char quote) {
    std::string result(1, quote);
    for (const char c : text) {
        result.append(c == quote ? 2 : 1, c);
    }
    return result + quote;
}

}  // namespace

std::string quoted(const std::string& name) { return in_quotes(name, '"'); }
std::string literal(const std::string& text) { return in_quotes(text, '\''); }

}  // namespace tamga::store
