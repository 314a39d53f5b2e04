// SPDX-License-Identifier: MIT
#pragma once

#include "engine/model/value.hpp"

#include <pybind11/pybind11.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::python {

/// The values of a column of an answer, of one type if they have one in common.
class Column {
public:
    explicit Column(bool is_decimal) : is_decimal_{is_decimal} {}

    void add(const model::Value& value);

    /// (values, missing): values are an array of numpy (int64, float64, bool), or a list of Python's
    /// own objects for texts and for what no such array holds exactly; missing is an array of bool, or
    /// None if no value is. Needs the interpreter's lock.
    pybind11::tuple arrays() const;

private:
    enum class Kind : std::uint8_t { none, flag, whole, real, text, number };

    /// A text is a place in texts_, as is a number that neither int64 nor a double holds exactly.
    struct Cell {
        Kind kind = Kind::none;
        std::int64_t whole = 0;
        double real = 0;
    };

    void add_cell(const Cell& cell);
    void add_text(Kind kind, std::string_view text);
    void add_decimal(std::string_view digits);
    std::string_view text(std::size_t row) const;
    bool holds(Kind kind) const { return (kinds_ & (1U << static_cast<unsigned>(kind))) != 0; }
    bool is_only(std::initializer_list<Kind> kinds) const;
    pybind11::object values() const;
    pybind11::object list() const;

    bool is_decimal_;
    unsigned kinds_ = 0;
    bool reals_hold_wholes_ = true;  ///< Each whole number is a double as well.
    std::vector<Cell> cells_;
    std::string texts_;
    std::vector<std::size_t> text_ends_;
};

}  // namespace tamga::python
