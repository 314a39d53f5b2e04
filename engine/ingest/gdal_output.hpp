// SPDX-License-Identifier: MIT
#pragma once

#include "engine/base/files/pending_output.hpp"
#include "engine/model/features.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace tamga::ingest {

enum class GdalFormat : std::uint8_t { geopackage, flatgeobuf };

/// A column of a layer that is written. No two of a layer have names that differ only in case.
struct OutputField {
    enum class Type : std::uint8_t { boolean, integer, real, text };

    std::string name;
    Type type = Type::text;
};

/// A layer that is to be written: what has to be known before its first row.
struct OutputLayer {
    std::string name;
    std::string description;  ///< What a reader should know; FlatGeobuf has no place for it.
    std::vector<OutputField> fields;
    model::Shape shape = model::Shape::none;  ///< Of all rows that are somewhere, if !is_mixed.
    bool is_mixed = false;                    ///< Rows of several shapes.
    bool has_many = false;                    ///< Some rows are several points, or several lines.
    bool is_indexed = true;  ///< With a spatial index. That of FlatGeobuf is made in memory.
};

/// A GeoPackage or a FlatGeobuf of one layer, in longitude and latitude on WGS 84, which appears
/// whole or not at all. Polygons are written as MultiPolygon. A row's number is in a column of its
/// own, which is called row, or something that no field is called.
class GdalOutput {
public:
    /// Throws Error{Fault::system} if it cannot be made.
    GdalOutput(const std::string& path, GdalFormat format, const OutputLayer& layer);
    ~GdalOutput();
    GdalOutput(const GdalOutput&) = delete;
    GdalOutput& operator=(const GdalOutput&) = delete;

    /// Adds a row, whose attributes are the layer's fields in their order, each null or of the
    /// field's type.
    ///
    /// Throws Error{Fault::system} if it cannot be written, or the process is asked to stop.
    void add(const model::FeatureView& row);

    /// Makes the index, and gives the file its name. Throws as add() does.
    void commit();

private:
    struct Dataset;

    std::string called_;
    bool is_indexed_;
    std::uint64_t rows_ = 0;
    base::PendingOutput whole_;
    base::PendingOutput folder_;
    std::string path_;                  ///< In the folder.
    std::shared_ptr<Dataset> dataset_;  // Goes to the thread that closes it, which may be left.
};

}  // namespace tamga::ingest
