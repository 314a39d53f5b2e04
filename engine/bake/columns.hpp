// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/feature_table.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tamga::bake {

/// What becomes of the attributes of one batch: which are kept, under which key, as which type.
class Columns {
public:
    Columns(const style::Layer& layer, KeyNames& keys) : layer_{layer}, keys_{keys} {}

    /// Appends the feature's attributes to the chunk, counts them in its statistics, and gives the
    /// row its id if the layer takes that from an attribute.
    void encode(const model::FeatureView& feature, Chunk& chunk, FeatureRow& row);
    /// Adds the names of all attributes met.
    void name(std::set<std::string>& names) const;

private:
    struct Column {
        std::string_view name;  ///< Names of a batch are kept once: the address is enough.
        bool keep = false;
        bool is_id = false;
        bool is_keep_value = false;
        std::uint16_t key = 0;
        std::optional<style::FieldType> type = {};
    };
    const Column& column(std::string_view name);
    bool is_kept(std::string_view name) const;

    const style::Layer& layer_;
    KeyNames& keys_;
    std::vector<Column> columns_;
    Bytes encoded_;  ///< The attributes of the feature at hand.
};

/// `value` as `type`; what cannot be that type (the text "many" as a number) stays what it is. The
/// text lives in `room` as long as the answer is used.
model::Value converted(const model::Value& value, style::FieldType type, std::string& room);

}  // namespace tamga::bake
