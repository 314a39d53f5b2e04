// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/adding/table_columns.hpp"
#include "engine/store/spatialite/database.hpp"
#include "engine/store/spatialite/geometry_blob.hpp"
#include "engine/store/table.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tamga::store {

/// Fills one table of a store.
///
/// The rows stream into columns without a type; finish() declares the types that their values
/// turned out to have. That costs no second pass and no memory.
class TableWriter final : public Table {
public:
    /// A table of features.
    TableWriter(SpatialDatabase& database, std::string name, Kind kind);
    /// A table of rows without a geometry; no attribute gets one of the `reserved` names.
    TableWriter(SpatialDatabase& database, std::string name, const std::vector<FixedColumn>& fixed,
                std::vector<std::string> reserved);

    void add(const model::FeatureView& shape,
             std::span<const model::Attribute> attributes) override;
    /// A row with a value for each fixed column.
    void add_row(std::span<const model::Value> fixed, std::span<const model::Attribute> attributes);
    void rename(const std::string& name) override;
    void finish() override;

    const std::string& name() const override { return name_; }
    std::uint64_t rows() const override { return rows_; }
    const std::vector<std::string>& notes() const override { return columns_.notes(); }
    /// Those that are there so far, without fid and geom.
    std::vector<std::string> columns() const { return columns_.names(); }

private:
    std::size_t column_of(std::string_view attribute);
    void set(std::size_t column, const model::Value& value);
    void add_column(const std::string& name);
    void create();
    std::string key_columns() const;
    void insert(ByteView geometry);
    void make_texts_of_mixed_columns();
    void declare_types();

    SpatialDatabase& database_;
    std::string name_;
    std::optional<model::GeometryType> geometry_;
    TableColumns columns_;
    std::vector<const model::Value*> row_;
    std::optional<base::Statement> insert_;
    std::uint64_t rows_ = 0;
};

}  // namespace tamga::store
