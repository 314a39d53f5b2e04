// SPDX-License-Identifier: MIT
#include "engine/store/writer.hpp"

#include "engine/base/error.hpp"
#include "engine/store/backends.hpp"
#include "engine/store/postgis/layer_tables.hpp"
#include "engine/store/postgis/route_tables_writer.hpp"
#include "engine/store/postgis/table_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace tamga::store {
namespace {

/// Adds layers to a database with PostGIS, in one transaction: if the work does not come to its end,
/// the server forgets all of it.
class PostgisWriter final : public Writer {
public:
    PostgisWriter(const std::string& address, bool force) : connection_{address}, replaces_{force} {
        connection_.run("BEGIN");
        connection_.use_schema(true);
        postgis::write_alone(connection_);
        if (!postgis::has_store(connection_)) {
            postgis::create_layer_tables(connection_);
        }
        there_ = postgis::layers(connection_);
    }

    void add_source(const SourceNote& note) override { postgis::add_source_row(connection_, note); }

    void commit() override { connection_.run("COMMIT"); }

private:
    StoredName stored_name(const std::string& wanted) const override { return {.name = wanted}; }

    void require_free(const std::string& name, const std::string& /*lower*/) override {
        if (name.empty() || name.size() > postgis::longest_name) {
            throw Error{Fault::usage,
                        fmt::format("a layer cannot have a table '{}': that has {} bytes, and a "
                                    "name of PostgreSQL 1 to {}; -L NAME:FILE gives another",
                                    name, name.size(), postgis::longest_name)};
        }
        for (const Layer& layer : there_) {
            if (std::ranges::count(postgis::relations_of(layer), name) > 0) {
                return require_replaced(layer, name);
            }
        }
        if (connection_
                .run("SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON "
                     "n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = $2",
                     std::array{connection_.schema(), name})
                .rows() > 0) {
            throw Error{Fault::usage,
                        fmt::format("a layer cannot have a table '{}': schema '{}' has one of that "
                                    "name, which tamga has not made",
                                    name, connection_.schema())};
        }
    }

    /// What is there is of this layer, and goes with it.
    void require_replaced(const Layer& layer, const std::string& name) {
        if (layer.name != name && std::ranges::count(replaced_, layer.name) == 0) {
            throw Error{Fault::usage, fmt::format("a layer cannot have a table '{}': it is of the "
                                                  "layer '{}', which is there",
                                                  name, layer.name)};
        }
        if (!replaces_) {
            throw Error{Fault::usage, fmt::format("the layer '{}' is already there; --force "
                                                  "replaces it",
                                                  layer.name)};
        }
        replaced_.push_back(layer.name);
    }

    std::unique_ptr<Table> table(const std::string& name, Kind kind) override {
        return std::make_unique<postgis::TableWriter>(connection_, name, kind);
    }

    std::unique_ptr<RouteTables> route_tables(const std::string& name,
                                              const std::vector<FixedColumn>& fixed) override {
        return std::make_unique<postgis::RouteTablesWriter>(connection_, name, fixed);
    }

    void list_layer(const Layer& layer) override { postgis::add_layer_row(connection_, layer); }

    postgis::Connection connection_;
    bool replaces_;
    std::vector<Layer> there_;           ///< As they were before.
    std::vector<std::string> replaced_;  ///< Of these layers.
};

}  // namespace

std::unique_ptr<Writer> postgis_writer(const std::string& address, bool force) {
    return std::make_unique<PostgisWriter>(address, force);
}

}  // namespace tamga::store
