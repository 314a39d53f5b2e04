// SPDX-License-Identifier: MIT
#include "engine/filter/expression.hpp"

#include "engine/filter/parser.hpp"
#include "engine/filter/program.hpp"

#include <algorithm>

namespace tamga::filter {

using model::Value;

Expression::Expression(std::string_view text) : program_{parsed(text)} {}

const std::vector<Expression::Name>& Expression::names() const { return program_->names; }
bool Expression::uses_zoom() const { return program_->uses_zoom; }
const std::string& Expression::text() const { return program_->text; }

/// Runs a program for one feature.
struct Matcher::State {
    explicit State(const std::shared_ptr<const Program>& what)
        : program{what}, values(what->names.size()), likely(what->names.size()) {}

    std::shared_ptr<const Program> program;
    std::vector<Value> values;        ///< Of the attributes asked for, by slot.
    std::vector<std::size_t> likely;  ///< Where the last feature had them among its attributes.
    model::Shape shape = model::Shape::none;
    std::optional<std::uint64_t> id;
    int zoom = 0;

    Value value(std::uint32_t index) const;
    bool passes() const {
        const Value whole = condition(value(static_cast<std::uint32_t>(program->nodes.size() - 1)));
        return whole == Value{true};
    }

private:
    Value both(const Node& node) const;
    Value either(const Node& node) const;
    Value compared(const Node& node) const;
    Value listed(const Node& node) const;
    Value type() const;
};

Value Matcher::State::value(std::uint32_t index) const {
    const Node& node = program->nodes[index];
    switch (node.operation) {
        case Operation::literal:
            return node.value;
        case Operation::attribute:
            return values[node.right];
        case Operation::id:
            return id ? Value{*id} : Value{};
        case Operation::type:
            return type();
        case Operation::zoom:
            return std::int64_t{zoom};
        case Operation::conjunction:
            return both(node);
        case Operation::disjunction:
            return either(node);
        case Operation::negation: {
            const Value inner = condition(value(node.left));
            return is_null(inner) ? inner : Value{inner == Value{false}};
        }
        case Operation::in:
            return listed(node);
        case Operation::null_test:
            return is_null(value(node.left));
        case Operation::like: {
            const Value text = value(node.left);
            const auto* chars = std::get_if<std::string_view>(&text);
            return chars == nullptr ? Value{} : Value{program->patterns[node.right].fits(*chars)};
        }
        case Operation::arithmetic:
            return computed(node.arithmetic, value(node.left), value(node.right));
        default:
            return compared(node);
    }
}

Value Matcher::State::both(const Node& node) const {
    const Value left = condition(value(node.left));
    if (left == Value{false}) {
        return left;
    }
    const Value right = condition(value(node.right));
    return right == Value{false} || !is_null(left) ? right : left;
}

Value Matcher::State::either(const Node& node) const {
    const Value left = condition(value(node.left));
    if (left == Value{true}) {
        return left;
    }
    const Value right = condition(value(node.right));
    return right == Value{true} || !is_null(left) ? right : left;
}

Value Matcher::State::compared(const Node& node) const {
    const Value left = value(node.left);
    const Value right = value(node.right);
    if (node.operation == Operation::equal || node.operation == Operation::not_equal) {
        const Value equal = equality(left, right);
        const bool wanted = node.operation == Operation::equal;
        return is_null(equal) ? equal : Value{(equal == Value{true}) == wanted};
    }
    const std::partial_ordering how = order(left, right);
    if (how == std::partial_ordering::unordered) {
        return {};
    }
    switch (node.operation) {
        case Operation::less:
            return how < 0;
        case Operation::less_or_equal:
            return how <= 0;
        case Operation::greater:
            return how > 0;
        default:
            return how >= 0;
    }
}

Value Matcher::State::listed(const Node& node) const {
    const Value left = value(node.left);
    bool any_null = is_null(left);
    for (const std::uint32_t element : node.list) {
        const Value equal = equality(left, value(element));
        if (equal == Value{true}) {
            return equal;
        }
        any_null |= is_null(equal);
    }
    return any_null ? Value{} : Value{false};
}

Value Matcher::State::type() const {
    switch (shape) {
        case model::Shape::points:
            return std::string_view{"Point"};
        case model::Shape::lines:
            return std::string_view{"LineString"};
        case model::Shape::polygons:
            return std::string_view{"Polygon"};
        case model::Shape::none:
            break;
    }
    return {};
}

Matcher::Matcher(const Expression& expression)
    : state_{std::make_unique<State>(expression.program_)} {}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

void Matcher::fill(const Subject& subject) {
    State& state = *state_;
    state.shape = subject.shape;
    state.id = subject.id;
    const auto& names = state.program->names;
    for (std::size_t slot = 0; slot < names.size(); ++slot) {
        std::size_t& at = state.likely[slot];
        if (at >= subject.attributes.size() || subject.attributes[at].name != names[slot].text) {
            const auto found =
                std::ranges::find(subject.attributes, names[slot].text, &model::Attribute::name);
            at = static_cast<std::size_t>(found - subject.attributes.begin());
        }
        state.values[slot] =
            at < subject.attributes.size() ? subject.attributes[at].value : Value{};
    }
}

bool Matcher::passes(const Subject& subject, int zoom) {
    fill(subject);
    state_->zoom = zoom;
    return state_->passes();
}

std::uint32_t Matcher::zooms(const Subject& subject) {
    fill(subject);
    if (!state_->program->uses_zoom) {
        return state_->passes() ? ~std::uint32_t{0} : 0;
    }
    std::uint32_t bits = 0;
    for (state_->zoom = 0; state_->zoom < 32; ++state_->zoom) {
        bits |= state_->passes() ? std::uint32_t{1} << state_->zoom : 0;
    }
    return bits;
}

}  // namespace tamga::filter
