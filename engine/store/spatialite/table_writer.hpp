// SPDX-License-Identifier: MIT
#pragma once

#include "engine/store/spatialite/database.hpp"
#include "engine/store/spatialite/geometry_blob.hpp"
#include "engine/store/table.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace tamga::store {

/// Fills one table of a store, and beside a table of routes the R-tree of their pieces.
///
/// The rows stream into columns without a type; finish() declares the types that their values
/// turned out to have. That costs no second pass and no memory.
class TableWriter final : public Table {
public:
    TableWriter(SpatialDatabase& database, std::string name, Kind kind,
                const std::vector<FixedColumn>& fixed);

    std::int64_t add(const model::FeatureView& shape, std::span<const model::Value> fixed,
                     std::span<const model::Attribute> attributes) override;
    void add_piece(std::int64_t fid, const geo::Box& box) override;
    void rename(const std::string& name) override;
    void finish() override;

    const std::string& name() const override { return name_; }
    std::uint64_t rows() const override { return rows_; }
    const std::vector<std::string>& notes() const override { return notes_; }

private:
    struct Column {
        std::string name;
        ColumnType type = ColumnType::none;
    };
    std::size_t column_of(std::string_view attribute);
    void set(std::size_t column, const model::Value& value);
    void add_column(std::string name, ColumnType type);
    std::string free_name(std::string_view wanted) const;
    bool is_taken(std::string_view name) const;
    void make_texts_of_mixed_columns();
    void declare_types();

    SpatialDatabase& database_;
    std::string name_;
    GeometryType geometry_;
    std::size_t fixed_columns_ = 0;
    std::vector<Column> columns_;
    std::unordered_map<std::string, std::size_t> attributes_;
    std::vector<const model::Value*> row_;
    std::optional<base::Statement> insert_;
    std::optional<base::Statement> insert_piece_;
    std::uint64_t rows_ = 0;
    std::vector<std::string> notes_;
};

}  // namespace tamga::store
