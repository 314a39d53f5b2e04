// SPDX-License-Identifier: MIT
#pragma once

#include "engine/route/table/weight.hpp"
#include "engine/store/answer.hpp"

#include <span>

namespace tamga::store {

/// Some rows of an answer while they are made: a value for each column, then where the row is.
class Batch {
public:
    /// Takes note of `columns`.
    Batch(std::span<const Column> columns, bool wants_geometry)
        : columns_{columns}, wants_geometry_{wants_geometry} {}

    void value(const model::Value& value);
    void value(route::Weight weight);

    /// Ends a row that is where `feature` is.
    void end_row(const model::FeatureView& feature);
    /// Ends a row that is where `unpack` says, which adds positions and parts to the features that
    /// it is given and returns their shape. It is not asked if nobody wants to know.
    template <class Unpack>
    void end_row_at(const Unpack& unpack) {
        commit(wants_geometry_ ? unpack(features_) : model::Shape::none);
    }
    /// Ends a row that is nowhere.
    void end_row() { commit(model::Shape::none); }

    bool is_full() const noexcept;
    model::Features taken() { return std::move(features_); }

private:
    void commit(model::Shape shape);

    std::span<const Column> columns_;
    bool wants_geometry_;
    std::size_t column_ = 0;  ///< Of the next value.
    std::size_t bytes_ = 0;   ///< About what values take.
    model::Features features_;
};

}  // namespace tamga::store
