// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/read/read_notes.hpp"
#include "engine/bake/table/feature_table.hpp"
#include "engine/filter/expression.hpp"

#include <cstddef>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::bake {

/// What the attributes of one batch say, and what becomes of them: which are joined from tables,
/// which are kept, under which key, as which type. read() looks at a feature; the others answer for
/// it until the next one is read.
class Columns {
public:
    Columns(const plan::Layer& layer, std::span<const JoinTable> joins, KeyNames& keys);

    void read(const model::FeatureView& feature);

    /// Does the layer's `where` let the feature pass, at some zoom at least? To be asked before
    /// encode(), which writes at which.
    bool is_wanted();
    std::optional<std::uint64_t> id() const { return id_; }
    int min_zoom() const { return min_zoom_; }
    int max_zoom() const { return max_zoom_; }
    /// The layer that the feature names; empty: the one it is read for.
    const std::string& layer_name() const { return layer_name_; }

    /// The number in the attribute that features are kept by; without one it is the least.
    double keep_value() const { return keep_value_; }

    /// Appends the attributes to the chunk and counts them in its statistics. Hidden ones say in
    /// which order it is drawn, and at which zooms it is wanted.
    void encode(Chunk& chunk);

    /// Of all features read.
    ReadNotes take_notes();

private:
    static constexpr std::uint32_t all_zooms = ~std::uint32_t{0};

    struct Column {
        std::string_view name;  ///< Names of a batch are kept once: the address is enough.
        bool keep = false;
        bool is_id = false;
        bool is_min_zoom = false;
        bool is_max_zoom = false;
        bool is_layer = false;
        bool is_keep_value = false;
        bool is_order_value = false;
        std::optional<std::uint16_t> key = {};
        std::optional<plan::FieldType> type = {};
    };
    std::size_t column(std::string_view name, std::size_t likely);
    bool is_kept(std::string_view name) const;
    void join(const JoinTable& table, JoinCount& count);
    void convert(const Column& column, model::Value& value);
    void take_meaning(const Column& column, const model::Value& value);
    std::optional<int> zoom_of(const Column& column, const model::Value& value);

    const plan::Layer& layer_;
    std::span<const JoinTable> joins_;
    KeyNames& keys_;
    std::optional<filter::Matcher> where_;
    std::vector<Column> columns_;
    ReadNotes notes_;

    // The feature at hand.
    std::uint64_t record_ = 0;
    model::Shape shape_ = model::Shape::none;
    std::vector<model::Attribute> attributes_;
    std::vector<std::size_t> columns_of_;  ///< For each attribute.
    std::deque<std::string> rooms_;        ///< What converted texts live in.
    std::optional<std::uint64_t> id_;
    int min_zoom_ = 0;
    int max_zoom_ = FeatureRow::every_zoom;
    std::string layer_name_;
    double keep_value_ = 0;
    model::Value order_value_;
    std::uint32_t wanted_zooms_ = all_zooms;
    Bytes encoded_;
};

}  // namespace tamga::bake
