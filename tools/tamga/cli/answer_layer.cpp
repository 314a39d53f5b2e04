// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/answer_layer.hpp"

#include "engine/base/error.hpp"
#include "tools/tamga/cli/answer_values.hpp"
#include "tools/tamga/cli/waiting_place.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <numeric>
#include <optional>
#include <set>

namespace tamga::cli {
namespace {

using Type = ingest::OutputField::Type;

constexpr std::int64_t largest_in_real = std::int64_t{1} << 53;

/// What stands before the text of a value while it waits.
namespace tag {
constexpr char none = '-';
constexpr char boolean = 'b';
constexpr char integer = 'i';
constexpr char real = 'r';
constexpr char text = 't';
}  // namespace tag

template <class T>
std::optional<T> number(std::string_view digits) {
    T value{};
    const char* const end = digits.data() + digits.size();
    const auto [stopped, failure] = std::from_chars(digits.data(), end, value);
    return failure == std::errc{} && stopped == end ? std::optional{value} : std::nullopt;
}

bool is_beyond_reals(std::int64_t value) {
    return value > largest_in_real || value < -largest_in_real;
}

/// A value that waited, as its column's type has it.
model::Value value_of(std::string_view cell, Type type) {
    const std::string_view words = cell.substr(1);
    if (cell[0] == tag::none) {
        return {};
    }
    switch (type) {
        case Type::boolean:
            return words == "true";
        case Type::integer:
            return *number<std::int64_t>(words);
        case Type::real:
            return *number<double>(words);
        case Type::text:
            break;
    }
    return words;
}

std::string lower(std::string name) {
    std::ranges::transform(name, name.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return name;
}

/// The columns' names, and a number behind one that is there already.
std::vector<std::string> different_names(const std::vector<store::Column>& columns) {
    std::set<std::string> taken;
    std::vector<std::string> names;
    for (const store::Column& column : columns) {
        std::string name = column.name;
        for (int i = 2; !taken.insert(lower(name)).second; ++i) {
            name = fmt::format("{}_{}", column.name, i);
        }
        names.push_back(name);
    }
    return names;
}

}  // namespace

AnswerLayer::AnswerLayer(std::vector<store::Column> columns, Target target)
    : AnswerWriter{std::move(columns)}, target_{std::move(target)}, waiting_{target_.temporary} {
    values_.resize(this->columns().size());
}

void AnswerLayer::add(const model::FeatureView& row) {
    cells_.clear();
    for (std::size_t i = 0; i < row.attributes.size(); ++i) {
        cells_.push_back(kept(row.attributes[i].value, i));
    }
    cells_.push_back(place_bytes(row));
    note_place(row);
    waiting_.add(cells_);
    ++rows_;
}

std::string AnswerLayer::kept(const model::Value& value, std::size_t column) {
    Values& values = values_[column];
    const auto* const words = std::get_if<std::string_view>(&value);
    if (words != nullptr && columns()[column].is_decimal) {
        return kept_decimal(*words, values);
    }
    if (words != nullptr) {
        values.texts = true;
        return std::string{tag::text} + std::string{*words};
    }
    if (std::holds_alternative<bool>(value)) {
        values.booleans = true;
        return tag::boolean + plain_text(value);
    }
    if (const auto* real = std::get_if<double>(&value)) {
        if (!std::isfinite(*real)) {
            return std::string{tag::none};
        }
        values.reals = true;
        return tag::real + fmt::format("{}", *real);
    }
    return std::holds_alternative<std::monostate>(value) ? std::string{tag::none}
                                                         : kept_decimal(plain_text(value), values);
}

std::string AnswerLayer::kept_decimal(std::string_view words, Values& values) const {
    if (const auto whole = number<std::int64_t>(words)) {
        values.integers = true;
        values.large_integers = values.large_integers || is_beyond_reals(*whole);
        return tag::integer + std::string{words};
    }
    const auto approximate = number<double>(words);
    values.reals = true;
    if (!approximate || fmt::format("{}", *approximate) != words) {
        values.long_decimals = true;
    }
    return tag::real + std::string{words};
}

void AnswerLayer::note_place(const model::FeatureView& row) {
    ++places_.shapes[static_cast<std::size_t>(row.shape)];
    const std::size_t count =
        row.shape == model::Shape::points ? row.positions.size() : row.parts.size();
    places_.has_many = places_.has_many || (row.shape != model::Shape::polygons && count > 1);
}

std::vector<ingest::OutputField> AnswerLayer::fields() {
    const std::vector<std::string> names = different_names(columns());
    std::vector<ingest::OutputField> fields;
    std::vector<std::string> as_text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const Values& values = values_[i];
        const bool numbers = values.integers || values.reals;
        Type type = Type::text;
        if (!values.texts && numbers != values.booleans) {
            const bool lossy = values.long_decimals || (values.reals && values.large_integers);
            type = values.booleans ? Type::boolean
                   : !values.reals ? Type::integer
                   : lossy         ? Type::text
                                   : Type::real;
        }
        if (type == Type::text && numbers) {
            as_text.push_back(names[i]);
        }
        fields.push_back({.name = names[i], .type = type});
    }
    if (!as_text.empty()) {
        remarks_.push_back(
            fmt::format("written as text, since numbers there are not exact or "
                        "words stand among them: {}",
                        fmt::join(as_text, ", ")));
    }
    return fields;
}

/// GDAL leaves rows that are nowhere out of a FlatGeobuf without a word.
void AnswerLayer::check_places() const {
    const std::uint64_t nowhere = places_.shapes[0];
    if (target_.format == AnswerFormat::flatgeobuf && nowhere > 0) {
        throw Error{Fault::usage,
                    fmt::format("{}: {} of {} rows are nowhere, and a FlatGeobuf has no place for "
                                "these; .gpkg, .geojson and .csv have",
                                target_.path, nowhere, rows_)};
    }
}

ingest::OutputLayer AnswerLayer::layer(Notes notes) {
    // GDAL makes the index of a FlatGeobuf in memory, about 300 bytes a row.
    constexpr std::uint64_t most_indexed = 50'000;
    ingest::OutputLayer layer{.name = std::filesystem::path{target_.path}.stem().string(),
                              .description = fmt::format("{}", fmt::join(notes, "\n")),
                              .fields = fields(),
                              .has_many = places_.has_many};
    const auto* const found = std::max_element(places_.shapes + 1, std::end(places_.shapes));
    if (*found > 0) {
        layer.shape = static_cast<model::Shape>(found - places_.shapes);
        layer.is_mixed = *found + places_.shapes[0] != rows_;
    }
    if (target_.format == AnswerFormat::flatgeobuf && (rows_ > most_indexed || rows_ == 0)) {
        layer.is_indexed = false;
        if (rows_ > 0) {
            remarks_.push_back(
                fmt::format("{}: no spatial index, since that of more than {} rows "
                            "takes much memory; a .gpkg has one",
                            target_.path, most_indexed));
        }
    }
    return layer;
}

void AnswerLayer::end(Notes notes) {
    check_places();
    const ingest::OutputLayer described = layer(notes);
    ingest::GdalOutput output{target_.path,
                              target_.format == AnswerFormat::geopackage
                                  ? ingest::GdalFormat::geopackage
                                  : ingest::GdalFormat::flatgeobuf,
                              described};
    waiting_.visit([&](std::span<const std::string_view> cells) {
        model::Features one;
        for (std::size_t i = 0; i < described.fields.size(); ++i) {
            one.attribute(described.fields[i].name, value_of(cells[i], described.fields[i].type));
        }
        const model::Shape shape = add_place(cells.back(), one);
        one.commit({.shape = shape, .record = 1});
        output.add(one[0]);
    });
    output.commit();
}

}  // namespace tamga::cli
