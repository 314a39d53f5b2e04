// SPDX-License-Identifier: MIT
#include "engine/filter/parser.hpp"

#include "engine/filter/builder.hpp"
#include "engine/filter/lexer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace tamga::filter {
namespace {

std::string lower_ascii(std::string_view word) {
    std::string lower{word};
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower;
}

bool is_keyword(const std::string& word) {
    constexpr std::array<std::string_view, 11> words{
        "and", "or", "not", "in", "is", "null", "like", "ilike", "between", "true", "false"};
    return std::ranges::find(words, lower_ascii(word)) != words.end();
}

std::string shown(const Token& token) {
    return token.kind == TokenKind::end ? "the end" : "'" + token.text + "'";
}

std::optional<Operation> comparison(const Token& token) {
    constexpr std::array<std::pair<std::string_view, Operation>, 8> all{
        {{"=", Operation::equal},
         {"==", Operation::equal},
         {"!=", Operation::not_equal},
         {"<>", Operation::not_equal},
         {"<", Operation::less},
         {"<=", Operation::less_or_equal},
         {">", Operation::greater},
         {">=", Operation::greater_or_equal}}};
    const auto* found = std::ranges::find(all, token.text, &decltype(all)::value_type::first);
    return token.kind == TokenKind::symbol && found != all.end() ? std::optional{found->second}
                                                                 : std::nullopt;
}

/// By recursive descent, one function for each level of precedence.
class Parser {
public:
    explicit Parser(std::string_view text) : lexer_{text}, builder_{text} { advance(); }

    std::shared_ptr<const Program> parse() {
        if (token_.kind == TokenKind::end) {
            fail_at(1, "the expression is empty; expected a condition such as people > 5");
        }
        const std::size_t column = token_.column;
        const Index whole = disjunction();
        require_condition(whole, column);
        if (token_.kind != TokenKind::end) {
            fail_at(token_.column,
                    fmt::format("{} stands where the expression could end, or go on with and, or",
                                shown(token_)));
        }
        return builder_.program();
    }

private:
    void advance() { token_ = lexer_.next(); }

    bool at_word(std::string_view keyword) const {
        return token_.kind == TokenKind::word && lower_ascii(token_.text) == keyword;
    }
    bool take_word(std::string_view keyword) {
        const bool there = at_word(keyword);
        if (there) {
            advance();
        }
        return there;
    }
    bool take_symbol(std::string_view symbol) {
        const bool there = token_.kind == TokenKind::symbol && token_.text == symbol;
        if (there) {
            advance();
        }
        return there;
    }
    void expect_symbol(std::string_view symbol, std::string_view why) {
        if (!take_symbol(symbol)) {
            fail_at(token_.column,
                    fmt::format("expected '{}' {}, found {}", symbol, why, shown(token_)));
        }
    }

    Index push(Node node) { return builder_.push(std::move(node)); }
    Index push(Operation operation, Index left, Index right = 0) {
        return builder_.push(
            {.operation = operation, .known = Known::condition, .left = left, .right = right});
    }
    Known known(Index node) const { return builder_.node(node).known; }

    void require_condition(Index node, std::size_t column) const {
        if (known(node) == Known::number || known(node) == Known::text) {
            fail_at(column, fmt::format("expected a condition such as people > 5, found a {}",
                                        known(node) == Known::number ? "number" : "text"));
        }
    }
    void require_number(Index node, std::size_t column, std::string_view symbol) const {
        if (known(node) == Known::text || known(node) == Known::condition) {
            fail_at(column, fmt::format("'{}' is for numbers, and this is a {}", symbol,
                                        known(node) == Known::text ? "text" : "condition"));
        }
    }

    /// `part (word part)*`, all of which are conditions.
    template <class Part>
    Index joined(std::string_view word, Operation operation, const Part& part) {
        std::size_t column = token_.column;
        std::vector<Index> parts{part()};
        while (at_word(word)) {
            require_condition(parts.back(), column);
            advance();
            column = token_.column;
            parts.push_back(part());
            require_condition(parts.back(), column);
        }
        return halved(operation, parts);
    }

    /// One node of many, of which none lies deep: a chain of a million would end the stack.
    Index halved(Operation operation, std::span<const Index> parts) {
        if (parts.size() == 1) {
            return parts[0];
        }
        const std::size_t half = (parts.size() + 1) / 2;
        const Index left = halved(operation, parts.first(half));
        return push(operation, left, halved(operation, parts.subspan(half)));
    }

    Index disjunction() {
        return joined("or", Operation::disjunction, [this] { return conjunction(); });
    }
    Index conjunction() {
        return joined("and", Operation::conjunction, [this] { return negation(); });
    }

    Index negation() {
        const Nested nested{*this};
        if (!take_word("not")) {
            return predicate();
        }
        const std::size_t column = token_.column;
        const Index inner = negation();
        require_condition(inner, column);
        return push(Operation::negation, inner);
    }

    Index predicate() {
        const Index left = sum();
        if (const auto operation = comparison(token_)) {
            advance();
            return push(*operation, left, sum());
        }
        if (take_word("is")) {
            return null_test(left);
        }
        const bool negated = take_word("not");
        const auto finished = [&](Index found) {
            return negated ? push(Operation::negation, found) : found;
        };
        if (take_word("in")) {
            return finished(list_test(left));
        }
        if (take_word("between")) {
            return finished(range_test(left));
        }
        if (at_word("like") || at_word("ilike")) {
            return finished(pattern_test(left));
        }
        if (negated) {
            fail_at(token_.column, fmt::format("expected in, like, ilike or between after not, "
                                               "found {}",
                                               shown(token_)));
        }
        return left;
    }

    Index null_test(Index left) {
        const bool negated = take_word("not");
        if (!take_word("null")) {
            fail_at(token_.column,
                    fmt::format("expected null or not null after is, found {}", shown(token_)));
        }
        const Index found = push(Operation::null_test, left);
        return negated ? push(Operation::negation, found) : found;
    }

    Index list_test(Index left) {
        expect_symbol("(", "after in");
        Node node{.operation = Operation::in, .known = Known::condition, .left = left};
        do {
            node.list.push_back(sum());
        } while (take_symbol(","));
        expect_symbol(")", "or ',' in the list");
        return push(std::move(node));
    }

    Index range_test(Index left) {
        const Index low = push(Operation::greater_or_equal, left, sum());
        if (!take_word("and")) {
            fail_at(token_.column,
                    fmt::format("expected and between the two limits, found {}", shown(token_)));
        }
        const Index high = push(Operation::less_or_equal, left, sum());
        return push(Operation::conjunction, low, high);
    }

    Index pattern_test(Index left) {
        const std::string word = lower_ascii(token_.text);
        advance();
        if (token_.kind != TokenKind::text) {
            fail_at(token_.column,
                    fmt::format("expected a text in single quotes after {}, found {}", word,
                                shown(token_)));
        }
        const Index pattern = builder_.pattern(token_.text, word == "ilike");
        advance();
        return push(Operation::like, left, pattern);
    }

    using Signs = std::initializer_list<std::pair<std::string_view, Arithmetic>>;

    /// `part (sign part)*` for one of the signs.
    template <class Part>
    Index computed_from(Signs signs, const Part& part) {
        const std::size_t first_column = token_.column;
        Index left = part();
        for (;;) {
            const auto* sign = std::ranges::find(signs, token_.text, &Signs::value_type::first);
            if (token_.kind != TokenKind::symbol || sign == signs.end()) {
                return left;
            }
            require_number(left, first_column, sign->first);
            if (++signs_ > most_signs) {
                fail_at(token_.column, "more than 1000 computations in one expression");
            }
            advance();
            const std::size_t column = token_.column;
            const Index right = part();
            require_number(right, column, sign->first);
            left = push({.operation = Operation::arithmetic,
                         .known = Known::number,
                         .arithmetic = sign->second,
                         .left = left,
                         .right = right});
        }
    }

    Index sum() {
        return computed_from({{"+", Arithmetic::add}, {"-", Arithmetic::subtract}},
                             [this] { return product(); });
    }
    Index product() {
        return computed_from(
            {{"*", Arithmetic::multiply}, {"/", Arithmetic::divide}, {"%", Arithmetic::modulo}},
            [this] { return signed_value(); });
    }

    Index signed_value() {
        const Nested nested{*this};
        if (!take_symbol("-")) {
            return value();
        }
        const std::size_t column = token_.column;
        if (token_.kind == TokenKind::number) {  // So that the smallest int64 can be written.
            token_.text.insert(0, 1, '-');
            return value();
        }
        const Index inner = signed_value();
        require_number(inner, column, "-");
        const Index zero = push({.known = Known::number, .value = std::int64_t{0}});
        return push({.operation = Operation::arithmetic,
                     .known = Known::number,
                     .arithmetic = Arithmetic::subtract,
                     .left = zero,
                     .right = inner});
    }

    Index value() {
        const Token token = token_;
        switch (token.kind) {
            case TokenKind::number:
                advance();
                return builder_.number(token);
            case TokenKind::text:
                advance();
                return builder_.text(token.text);
            case TokenKind::variable:
                advance();
                return builder_.variable(token);
            case TokenKind::quoted_name:
                advance();
                return builder_.attribute(token);
            case TokenKind::word:
                return word(token);
            case TokenKind::symbol:
                if (take_symbol("(")) {
                    const Index inner = disjunction();
                    expect_symbol(
                        ")", "to close what column " + std::to_string(token.column) + " opens");
                    return inner;
                }
                break;
            case TokenKind::end:
                break;
        }
        fail_at(token.column, fmt::format("expected a value, found {}", shown(token)));
    }

    Index word(const Token& token) {
        const std::string lower = lower_ascii(token.text);
        if (lower == "true" || lower == "false") {
            advance();
            return push({.known = Known::condition, .value = lower == "true"});
        }
        if (lower == "null") {
            advance();
            return push(Node{});
        }
        if (is_keyword(token.text)) {
            fail_at(token.column, fmt::format("expected a value, found {}; an attribute of that "
                                              "name stands in double quotes",
                                              shown(token)));
        }
        advance();
        return builder_.attribute(token);
    }

    /// Counts how deep we are, so that a thousand parentheses are an error and no crash.
    class Nested {
    public:
        explicit Nested(Parser& parser) : parser_{parser} {
            if (++parser_.depth_ > deepest) {
                fail_at(parser_.token_.column, "nested too deeply");
            }
        }
        ~Nested() { --parser_.depth_; }
        Nested(const Nested&) = delete;
        Nested& operator=(const Nested&) = delete;

    private:
        static constexpr int deepest = 200;
        Parser& parser_;
    };

    static constexpr int most_signs = 1000;  // Each lies in the one before it.

    Lexer lexer_;
    Token token_;
    int depth_ = 0;
    int signs_ = 0;
    Builder builder_;
};

}  // namespace

std::shared_ptr<const Program> parsed(std::string_view text) {
    constexpr std::size_t longest = std::size_t{1} << 20;
    if (text.size() > longest) {
        fail_at(longest, "the expression is longer than a mebibyte");
    }
    return Parser{text}.parse();
}

}  // namespace tamga::filter
