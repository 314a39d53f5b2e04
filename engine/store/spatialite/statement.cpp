// SPDX-License-Identifier: MIT
#include "engine/store/spatialite/statement.hpp"

#include "engine/base/interrupt.hpp"
#include "engine/store/batch.hpp"
#include "engine/store/reading_statement.hpp"
#include "engine/store/spatialite/geometry_blob.hpp"
#include "engine/store/spatialite/rows.hpp"

#include <utility>

namespace tamga::store {
namespace {

void require_reading(SpatialDatabase& database, const std::string& sql) {
    if (!begins_like_reading(sql) || !is_one_reading_statement(database, sql)) {
        refuse_statement();
    }
}

std::vector<Column> columns_of(const base::Statement& statement) {
    std::vector<Column> columns;
    for (int i = 0; i < statement.columns(); ++i) {
        columns.push_back({statement.column_name(i)});
    }
    return columns;
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
        size_.begin_row();
        for (int i = 0; i < statement_.columns(); ++i) {
            const model::Value value = value_of(statement_, i, room_);
            size_.add(value);
            batch.value(value);
        }
        const ByteView place = geometry();
        size_.add(place);
        size_.require(wanted().statement_bytes, rows() + 1);
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
    AnswerSize size_;
    std::string room_;
};

}  // namespace

std::unique_ptr<Answer> spatialite_statement(SpatialDatabase& database, const std::string& sql,
                                             const Wanted& wanted) {
    require_reading(database, sql);
    return std::make_unique<StatementAnswer>(database.database().prepare(sql), wanted);
}

}  // namespace tamga::store
