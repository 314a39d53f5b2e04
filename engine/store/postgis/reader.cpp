// SPDX-License-Identifier: MIT
#include "engine/store/reader.hpp"

#include "engine/store/backends.hpp"
#include "engine/store/postgis/layer_tables.hpp"
#include "engine/store/postgis/rows.hpp"
#include "engine/store/postgis/statement.hpp"
#include "engine/store/postgis/table_shape.hpp"

#include <array>
#include <utility>

namespace tamga::store {
namespace {

/// Asks a database with PostGIS, which finds the rows that may be of an answer; what is of it is
/// decided here, as for a file.
class PostgisReader final : public Reader {
public:
    explicit PostgisReader(const std::string& address) : connection_{address} {
        connection_.use_schema(false);
        begin();
        postgis::require_store(connection_);
        layers_ = postgis::layers(connection_);
    }

    const std::vector<Layer>& layers() const override { return layers_; }

    std::unique_ptr<Rows> rows(const Layer& layer, const Scan& scan) override {
        begin();
        return postgis::rows_of(connection_, layer, scan);
    }

    bool has_period(const Layer& layer, const std::string& period) override {
        const std::string table = rows_table(layer);
        return connection_
                   .run("SELECT 1 FROM " + table + " WHERE \"time\" = $1 LIMIT 1",
                        std::array{period})
                   .rows() > 0;
    }

    std::vector<std::string> periods(const Layer& layer, std::size_t most) override {
        const std::string table = rows_table(layer);
        const postgis::Result found =
            connection_.run("SELECT \"time\" FROM " + table +
                                " WHERE \"time\" IS NOT NULL GROUP BY \"time\" ORDER BY min(fid) "
                                "LIMIT $1",
                            std::array{std::to_string(most)});
        std::vector<std::string> periods;
        for (int row = 0; row < found.rows(); ++row) {
            periods.emplace_back(found.text(row, 0));
        }
        return periods;
    }

    std::unique_ptr<Answer> statement(const std::string& sql, const Wanted& wanted) override {
        begin();
        return postgis::statement_answer(connection_, sql, wanted);
    }

    void stop() noexcept override { connection_.stop(); }

private:
    /// All questions see the same state of the database. A transaction in which one has failed answers
    /// no other, so the next begins anew.
    void begin() {
        if (connection_.has_failed()) {
            connection_.run("ROLLBACK");
        }
        if (!connection_.is_in_transaction()) {
            if (!holds_off_) {
                postgis::hold_off_replacing(connection_);
                holds_off_ = true;
            }
            connection_.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
        }
    }

    std::string rows_table(const Layer& layer) {
        begin();
        const std::string name = layer.kind == Kind::routes ? layer.name + "_routes" : layer.name;
        postgis::columns_of(connection_, name);
        return connection_.table(name);
    }

    std::string stored_name(const std::string& name) const override { return name; }

    postgis::Connection connection_;
    bool holds_off_ = false;  ///< Replacing, for as long as we read.
    std::vector<Layer> layers_;
};

}  // namespace

bool is_postgis(const std::string& /*address*/) { return true; }

std::unique_ptr<Reader> postgis_reader(const std::string& address) {
    return std::make_unique<PostgisReader>(address);
}

}  // namespace tamga::store
