// SPDX-License-Identifier: MIT
#include "engine/store/writer.hpp"

#include "engine/base/error.hpp"
#include "engine/base/files/check_output.hpp"
#include "engine/base/files/pending_output.hpp"
#include "engine/store/backends.hpp"
#include "engine/store/spatialite/layer_table.hpp"
#include "engine/store/spatialite/route_tables_writer.hpp"
#include "engine/store/spatialite/table_writer.hpp"

#include <utility>

namespace tamga::store {
namespace {

/// Nothing is made, not even beside it, where the output is refused.
std::string checked(std::string path, bool force) {
    base::check_output(path, force);
    return path;
}

/// Makes a file of SpatiaLite, which other programs open.
class SpatialiteWriter final : public Writer {
public:
    SpatialiteWriter(std::string path, bool force) : pending_{checked(std::move(path), force)} {
        pending_.make_file();
        database_ =
            std::make_unique<SpatialDatabase>(pending_.path(), base::Database::Mode::create);
        database_->database().execute("BEGIN");
        create_layer_table(database_->database());
    }

    void add_source(const SourceNote& note) override {
        add_source_row(database_->database(), note);
    }

    void commit() override {
        // SpatiaLite notes when it made what; the same sources are to make the same bytes.
        database_->database().execute(
            "UPDATE spatialite_history SET timestamp = '1970-01-01T00:00:00.000Z'");
        database_->database().execute("COMMIT");
        database_.reset();
        pending_.commit();
    }

private:
    StoredName stored_name(const std::string& wanted) const override {
        const std::string name = name_in_store(wanted);
        return {.name = name,
                .note = name == wanted ? ""
                                       : "layer '" + wanted + "' is called '" + name +
                                             "' in the store: SpatiaLite has no quotes in names"};
    }

    void require_free(const std::string& name, const std::string& lower) override {
        for (const char* prefix : {"sqlite_", "idx_"}) {
            if (lower.starts_with(prefix)) {
                throw Error{Fault::usage,
                            "a layer's name cannot start with " + std::string{prefix}};
            }
        }
        auto taken =
            database_->database().prepare("SELECT 1 FROM sqlite_schema WHERE lower(name) = ?");
        taken.bind(1, std::string_view{lower});
        if (name.empty() || taken.step()) {
            throw Error{Fault::usage,
                        "a layer cannot be called '" + name + "'" +
                            (name.empty() ? "" : ": the store has a table of that name")};
        }
    }

    std::unique_ptr<Table> table(const std::string& name, Kind kind) override {
        return std::make_unique<TableWriter>(*database_, name, kind);
    }

    std::unique_ptr<RouteTables> route_tables(const std::string& name,
                                              const std::vector<FixedColumn>& fixed) override {
        return std::make_unique<RouteTablesWriter>(*database_, name, fixed);
    }

    void list_layer(const Layer& layer) override { add_layer_row(database_->database(), layer); }

    base::PendingOutput pending_;  // Removed after the database is closed.
    std::unique_ptr<SpatialDatabase> database_;
};

}  // namespace

std::unique_ptr<Writer> spatialite_writer(const std::string& path, bool force) {
    return std::make_unique<SpatialiteWriter>(path, force);
}

}  // namespace tamga::store
