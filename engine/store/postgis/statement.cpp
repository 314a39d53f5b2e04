// SPDX-License-Identifier: MIT
#include "engine/store/postgis/statement.hpp"

#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/store/batch.hpp"
#include "engine/store/postgis/cursor.hpp"
#include "engine/store/postgis/geometry.hpp"
#include "engine/store/reading_statement.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace tamga::store::postgis {
namespace {

/// The types of the server whose values are numbers here, by the numbers that they always have.
enum class Type : std::uint32_t {
    boolean = 16,
    bytes = 17,
    int8 = 20,
    int2 = 21,
    int4 = 23,
    float4 = 700,
    float8 = 701,
    numeric = 1700
};

template <class Number>
model::Value number_of(std::string_view text) {
    Number number{};
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    return failure == std::errc{} && end == text.data() + text.size() ? model::Value{number}
                                                                      : model::Value{text};
}

/// Octets that the server writes as pairs of digits.
Bytes of_digits(std::string_view digits) {
    Bytes bytes(digits.size() / 2);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        std::from_chars(digits.data() + 2 * i, digits.data() + 2 * i + 2, bytes[i], 16);
    }
    return bytes;
}

/// The rows of a cursor, or of what cannot have one.
class Source {
public:
    Source(Connection& connection, const std::string& sql) {
        if (begins_with_word(sql, "EXPLAIN")) {
            all_.emplace(connection.run(sql));
        } else {
            cursor_.emplace(connection, sql, std::span<const std::string>{}, Values::text);
        }
    }

    bool next() { return cursor_ ? cursor_->next() : ++row_ < all_->rows(); }
    const Result& rows() const { return cursor_ ? cursor_->rows() : *all_; }
    int row() const { return cursor_ ? cursor_->row() : row_; }

private:
    std::optional<Cursor> cursor_;
    std::optional<Result> all_;
    int row_ = -1;
};

std::vector<Column> columns_of(const Result& rows) {
    std::vector<Column> columns;
    for (int i = 0; i < rows.columns(); ++i) {
        columns.push_back(
            {.name = std::string{rows.name(i)},
             .is_decimal = rows.type(i) == static_cast<std::uint32_t>(Type::numeric)});
    }
    return columns;
}

class StatementAnswer final : public Answer {
public:
    StatementAnswer(std::unique_ptr<Source> source, std::uint32_t geometry, const Wanted& wanted)
        : Answer{columns_of(source->rows()), {}, wanted},
          source_{std::move(source)},
          geometry_type_{geometry} {}

private:
    bool add_next(Batch& batch) override {
        if (!source_->next()) {
            return false;
        }
        base::stop_if_interrupted();
        const Result& rows = source_->rows();
        size_.begin_row();
        for (int i = 0; i < rows.columns(); ++i) {
            const model::Value value = value_of(rows, i);
            size_.add(value);
            batch.value(value);
        }
        const Bytes place = geometry(rows);
        size_.add(place);
        size_.require(wanted().statement_bytes, this->rows() + 1);
        batch.end_row_at([&](model::Features& features) {
            return place.empty() ? model::Shape::none : decode_geometry(place, features);
        });
        return true;
    }

    model::Value value_of(const Result& rows, int column) {
        if (rows.is_null(source_->row(), column)) {
            return {};
        }
        const std::string_view text = rows.text(source_->row(), column);
        switch (static_cast<Type>(rows.type(column))) {
            case Type::boolean:
                return std::int64_t{text == "t"};
            case Type::int2:
            case Type::int4:
            case Type::int8:
                return number_of<std::int64_t>(text);
            case Type::float4:
            case Type::float8:
                return number_of<double>(text);
            case Type::numeric:  // Exact; but for those that are none.
                return text == "NaN" || text.ends_with("Infinity") ? model::Value{}
                                                                   : model::Value{text};
            case Type::bytes:
                return bytes_text(text.size() / 2 - 1);  // Behind \x.
        }
        return rows.type(column) == geometry_type_ ? bytes_text(text.size() / 2)
                                                   : model::Value{text};
    }

    model::Value bytes_text(std::size_t size) {
        room_ = fmt::format("({} bytes)", size);
        return std::string_view{room_};
    }

    /// The first value of the row that is one; empty if none is.
    Bytes geometry(const Result& rows) const {
        for (int i = 0; wanted().geometry && i < rows.columns(); ++i) {
            if (rows.type(i) == geometry_type_ && !rows.is_null(source_->row(), i)) {
                Bytes bytes = of_digits(rows.text(source_->row(), i));
                if (is_on_wgs84(bytes)) {
                    return bytes;
                }
            }
        }
        return {};
    }

    std::unique_ptr<Source> source_;
    std::uint32_t geometry_type_;
    AnswerSize size_;
    std::string room_;
};

}  // namespace

std::unique_ptr<Answer> statement_answer(Connection& connection, const std::string& sql,
                                         const Wanted& wanted) {
    if (!begins_like_reading(sql)) {
        refuse_statement();
    }
    const Result type =
        connection.run("SELECT to_regtype('geometry')::oid::int8", {}, Values::binary);
    const auto geometry = static_cast<std::uint32_t>(type.integer(0, 0));
    try {
        return std::make_unique<StatementAnswer>(std::make_unique<Source>(connection, sql),
                                                 geometry, wanted);
    } catch (const Error& error) {
        throw Error{error.fault() == Fault::input ? Fault::usage : error.fault(), error.what()};
    }
}

}  // namespace tamga::store::postgis
