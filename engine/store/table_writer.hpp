// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/bytes.hpp"
#include "engine/model/features.hpp"
#include "engine/store/geometry_blob.hpp"
#include "engine/store/spatialite.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace tamga::store {

/// What the values of a column have in common so far.
enum class ColumnType : std::uint8_t { none, integer, real, text, mixed };

/// Fills one table of a store: `fid` (1, 2, ... in input order), `geom`, and a column for each
/// attribute that turns up, in the order in which they do.
///
/// The rows stream into columns without a type; finish() declares the types that their values
/// turned out to have. That costs no second pass and no memory.
class TableWriter {
public:
    /// `fixed` are the columns that are there whatever the input holds, with the type of an empty
    /// one.
    struct FixedColumn {
        std::string name;
        ColumnType type = ColumnType::text;
    };
    TableWriter(SpatialDatabase& database, std::string name, GeometryType geometry,
                const std::vector<FixedColumn>& fixed = {});

    /// Adds a row and returns its fid. `fixed` has a value for each fixed column.
    std::int64_t add(const model::FeatureView& shape, std::span<const model::Value> fixed,
                     std::span<const model::Attribute> attributes);

    /// Declares types and the geometry column, and builds the spatial index.
    void finish();

    /// Gives the table another name. Before finish().
    void rename(const std::string& name);

    const std::string& name() const noexcept { return name_; }
    GeometryType geometry() const noexcept { return geometry_; }
    std::uint64_t rows() const noexcept { return rows_; }
    /// "attribute 'Name' became column 'Name_2'", for those that could not keep their name.
    const std::vector<std::string>& notes() const noexcept { return notes_; }

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
    std::uint64_t rows_ = 0;
    std::vector<std::string> notes_;
};

}  // namespace tamga::store
