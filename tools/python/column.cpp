// SPDX-License-Identifier: MIT
#include "tools/python/column.hpp"

#include <pybind11/numpy.h>

#include <charconv>
#include <cstdlib>
#include <limits>
#include <variant>

namespace tamga::python {
namespace {

namespace py = pybind11;

constexpr std::int64_t most_exact_whole = std::int64_t{1} << 53;

/// As many digits as every double keeps.
bool is_exact_as_double(std::string_view digits) {
    std::size_t count = 0;
    for (const char c : digits) {
        count += c >= '0' && c <= '9' ? 1 : 0;
    }
    return count <= std::numeric_limits<double>::digits10;
}

template <class T, class Value>
py::array_t<T> array_of(std::size_t size, const Value& value) {
    py::array_t<T> array{static_cast<py::ssize_t>(size)};
    T* const out = array.mutable_data();
    for (std::size_t i = 0; i < size; ++i) {
        out[i] = value(i);
    }
    return array;
}

}  // namespace

void Column::add_cell(const Cell& cell) {
    kinds_ |= 1U << static_cast<unsigned>(cell.kind);
    cells_.push_back(cell);
}

void Column::add_text(Kind kind, std::string_view text) {
    texts_ += text;
    text_ends_.push_back(texts_.size());
    add_cell({.kind = kind, .whole = static_cast<std::int64_t>(text_ends_.size() - 1)});
}

void Column::add_decimal(std::string_view digits) {
    std::int64_t whole = 0;
    const char* const end = digits.data() + digits.size();
    if (const auto [stop, error] = std::from_chars(digits.data(), end, whole);
        error == std::errc{} && stop == end) {
        add(whole);
        return;
    }
    double real = 0;
    if (const auto [stop, error] = std::from_chars(digits.data(), end, real);
        error == std::errc{} && stop == end && is_exact_as_double(digits)) {
        add_cell({.kind = Kind::real, .real = real});
        return;
    }
    add_text(Kind::number, digits);
}

void Column::add(const model::Value& value) {
    struct Add {
        Column& column;

        void operator()(std::monostate) const { column.add_cell({}); }
        void operator()(bool flag) const { column.add_cell({.kind = Kind::flag, .whole = flag}); }
        void operator()(std::int64_t whole) const {
            column.reals_hold_wholes_ &= whole >= -most_exact_whole && whole <= most_exact_whole;
            column.add_cell({.kind = Kind::whole, .whole = whole});
        }
        void operator()(std::uint64_t whole) const {
            column.add_text(Kind::number, std::to_string(whole));
        }
        void operator()(double real) const { column.add_cell({.kind = Kind::real, .real = real}); }
        void operator()(std::string_view text) const {
            column.is_decimal_ ? column.add_decimal(text) : column.add_text(Kind::text, text);
        }
    };
    std::visit(Add{*this}, value);
}

std::string_view Column::text(std::size_t row) const {
    const auto place = static_cast<std::size_t>(cells_[row].whole);
    const std::size_t begin = place == 0 ? 0 : text_ends_[place - 1];
    return std::string_view{texts_}.substr(begin, text_ends_[place] - begin);
}

bool Column::is_only(std::initializer_list<Kind> kinds) const {
    unsigned allowed = 1U << static_cast<unsigned>(Kind::none);
    for (const Kind kind : kinds) {
        allowed |= 1U << static_cast<unsigned>(kind);
    }
    return (kinds_ & ~allowed) == 0;
}

py::object Column::list() const {
    const py::object decimal = holds(Kind::number) && is_decimal_
                                   ? py::module_::import("decimal").attr("Decimal")
                                   : py::object{py::type::of(py::int_(0))};
    py::list list{cells_.size()};
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        const Cell& cell = cells_[i];
        switch (cell.kind) {
            case Kind::none:
                list[i] = py::none();
                break;
            case Kind::flag:
                list[i] = py::bool_(cell.whole != 0);
                break;
            case Kind::whole:
                list[i] = py::int_(cell.whole);
                break;
            case Kind::real:
                list[i] = py::float_(cell.real);
                break;
            case Kind::text:
                list[i] = py::str(text(i).data(), text(i).size());
                break;
            case Kind::number:
                list[i] = decimal(py::str(text(i).data(), text(i).size()));
                break;
        }
    }
    return list;
}

py::object Column::values() const {
    if (kinds_ == 0 || is_only({})) {
        return list();
    }
    if (is_only({Kind::whole})) {
        return array_of<std::int64_t>(cells_.size(),
                                      [&](std::size_t i) { return cells_[i].whole; });
    }
    if (is_only({Kind::flag})) {
        return array_of<bool>(cells_.size(), [&](std::size_t i) { return cells_[i].whole != 0; });
    }
    if (is_only({Kind::whole, Kind::real}) && reals_hold_wholes_) {
        return array_of<double>(cells_.size(), [&](std::size_t i) {
            const Cell& cell = cells_[i];
            return cell.kind == Kind::none    ? std::numeric_limits<double>::quiet_NaN()
                   : cell.kind == Kind::whole ? static_cast<double>(cell.whole)
                                              : cell.real;
        });
    }
    return list();
}

py::tuple Column::arrays() const {
    if (!holds(Kind::none)) {
        return py::make_tuple(values(), py::none());
    }
    return py::make_tuple(values(), array_of<bool>(cells_.size(), [&](std::size_t i) {
                              return cells_[i].kind == Kind::none;
                          }));
}

}  // namespace tamga::python
