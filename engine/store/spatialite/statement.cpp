// SPDX-License-Identifier: MIT
#include "engine/store/spatialite/statement.hpp"

#include "engine/base/error.hpp"
#include "engine/base/interrupt.hpp"
#include "engine/store/batch.hpp"
#include "engine/store/spatialite/geometry_blob.hpp"
#include "engine/store/spatialite/rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace tamga::store {
namespace {

/// True if `sql` begins with `keyword`, in upper case or lower, after white space.
bool starts_with_word(std::string_view sql, std::string_view keyword) {
    sql.remove_prefix(std::min(sql.find_first_not_of(" \t\r\n"), sql.size()));
    return sql.size() > keyword.size() &&
           std::ranges::equal(sql.substr(0, keyword.size()), keyword,
                              [](unsigned char a, char b) { return std::toupper(a) == b; }) &&
           std::isalnum(static_cast<unsigned char>(sql[keyword.size()])) == 0;
}

void require_reading(SpatialDatabase& database, const std::string& sql) {
    const bool reads =
        std::ranges::any_of(std::array{"SELECT", "WITH", "EXPLAIN"},
                            [&](const char* keyword) { return starts_with_word(sql, keyword); });
    if (!reads || !is_one_reading_statement(database, sql)) {
        throw Error{Fault::usage,
                    "a store is only read: one statement that starts with SELECT, WITH or EXPLAIN "
                    "and changes nothing"};
    }
}

std::vector<Column> columns_of(const base::Statement& statement) {
    std::vector<Column> columns;
    for (int i = 0; i < statement.columns(); ++i) {
        columns.push_back({statement.column_name(i)});
    }
    return columns;
}

/// About what a value takes in a program that keeps the answer.
std::size_t size_of(const model::Value& value) {
    const auto* text = std::get_if<std::string_view>(&value);
    return 48 + (text == nullptr ? 0 : std::max<std::size_t>(text->size(), 15));
}

class StatementAnswer final : public Answer {
public:
    StatementAnswer(base::Statement statement, const Wanted& wanted)
        : Answer{columns_of(statement), {}, wanted}, statement_{std::move(statement)} {}

private:
    bool add_next(Batch& batch) override {
        if (!statement_.step()) {
            return false;
        }
        base::stop_if_interrupted();
        size_ += 96;  // What a row takes besides its values.
        for (int i = 0; i < statement_.columns(); ++i) {
            const model::Value value = value_of(statement_, i, room_);
            size_ += size_of(value);
            batch.value(value);
        }
        const ByteView place = geometry();
        size_ += place.size();
        if (size_ > wanted().statement_bytes) {
            throw Error{Fault::usage, fmt::format("the answer is larger than {} MiB, of which {} "
                                                  "rows are here; ask for less with LIMIT",
                                                  wanted().statement_bytes >> 20, rows() + 1)};
        }
        batch.end_row_at([&](model::Features& features) {
            return place.empty() ? model::Shape::none : decode_geometry(place, features);
        });
        return true;
    }

    /// The first value of the row that is one; empty if none is.
    ByteView geometry() const {
        for (int i = 0; i < statement_.columns(); ++i) {
            if (statement_.is_blob(i) && looks_like_geometry(statement_.blob(i))) {
                return statement_.blob(i);
            }
        }
        return {};
    }

    base::Statement statement_;
    std::size_t size_ = 0;
    std::string room_;
};

}  // namespace

std::unique_ptr<Answer> spatialite_statement(SpatialDatabase& database, const std::string& sql,
                                             const Wanted& wanted) {
    require_reading(database, sql);
    return std::make_unique<StatementAnswer>(database.database().prepare(sql), wanted);
}

}  // namespace tamga::store
