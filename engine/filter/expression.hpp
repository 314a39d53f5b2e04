// SPDX-License-Identifier: MIT
#pragma once

#include "engine/model/features.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::filter {

struct Program;

/// A condition on a feature's attributes, as `--where` takes it:
///
///     people >= 1000 and kind in ('town', 'city') and not (name is null or name like 'New %')
///
/// - Values: numbers, 'texts' ('' is one quote), true, false, null; attributes by name, in "double
///   quotes" if it is no plain word; $id, $type ('Point', 'LineString' or 'Polygon'), $zoom.
/// - = (or ==), != (or <>), <, <=, >, >=; a between 1 and 5; a in (1, 2, 3); a is null; a like
///   'text' with % for any characters and _ for one, a backslash before either for itself; ilike
///   the same without regard to case (Latin, Greek and Cyrillic letters); not before in, like,
///   null.
/// - +, -, *, /, % on numbers; and, or, not, parentheses. Key words in upper case or lower.
///
/// As in SQL an attribute that a feature does not have is null, what is computed or compared with
/// null is null, and null is not enough to pass. Numbers are compared exactly, whole or not. A
/// number and a text are never equal, and neither is less than the other; but the texts 'true' and
/// 'false', which is all a CSV can write, equal true and false.
class Expression {
public:
    /// Throws Error{Fault::usage} that names the column of the mistake, in characters from 1.
    explicit Expression(std::string_view text);

    /// An attribute that is asked for.
    struct Name {
        std::string text;
        std::size_t column = 0;
        bool quoted = false;
    };
    const std::vector<Name>& names() const;
    bool uses_zoom() const;
    const std::string& text() const;

private:
    friend class Matcher;
    std::shared_ptr<const Program> program_;  // Shared by copies and all matchers: never changed.
};

/// What an expression is asked about.
struct Subject {
    model::Shape shape = model::Shape::none;
    std::optional<std::uint64_t> id;
    std::span<const model::Attribute> attributes;
};

/// Answers for the features of one batch after the other. One object serves one thread.
class Matcher {
public:
    explicit Matcher(const Expression& expression);
    ~Matcher();
    Matcher(Matcher&&) noexcept;
    Matcher& operator=(Matcher&&) noexcept;

    /// Does the feature pass, at a zoom if the expression asks for one?
    bool passes(const Subject& subject, int zoom = 0);
    /// A bit for each zoom of 0..31 at which the feature passes.
    std::uint32_t zooms(const Subject& subject);

private:
    void fill(const Subject& subject);

    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tamga::filter
