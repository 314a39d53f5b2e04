// SPDX-License-Identifier: MIT
#include "engine/bake/read/columns.hpp"

#include "engine/bake/table/conversion.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace tamga::bake {
namespace {

bool is_null(const model::Value& value) { return std::holds_alternative<std::monostate>(value); }

const char* words(plan::FieldType type) {
    switch (type) {
        case plan::FieldType::integer:
            return "an int";
        case plan::FieldType::real:
            return "a float";
        case plan::FieldType::boolean:
            return "a bool";
        case plan::FieldType::text:
            break;
    }
    return "a string";
}

}  // namespace

Columns::Columns(const plan::Layer& layer, std::span<const JoinTable> joins, KeyNames& keys)
    : layer_{layer}, joins_{joins}, keys_{keys} {
    if (layer.where) {
        where_.emplace(*layer.where);
    }
    notes_.joins.resize(joins.size());
}

bool Columns::is_kept(std::string_view name) const {
    const auto lists = [name](const std::vector<std::string>& names) {
        return std::ranges::find(names, name) != names.end();
    };
    return !lists(layer_.exclude) && (!layer_.attributes || lists(*layer_.attributes));
}

std::size_t Columns::column(std::string_view name, std::size_t likely) {
    if (likely < columns_.size() && columns_[likely].name.data() == name.data()) {
        return likely;
    }
    const auto known = std::ranges::find(columns_, name.data(),
                                         [](const Column& column) { return column.name.data(); });
    if (known != columns_.end()) {
        return static_cast<std::size_t>(known - columns_.begin());
    }
    notes_.names.emplace(name);
    Column column{.name = name,
                  .keep = is_kept(name),
                  .is_id = name == layer_.id,
                  .is_min_zoom = name == layer_.min_zoom_by,
                  .is_max_zoom = name == layer_.max_zoom_by,
                  .is_layer = name == layer_.layer_by,
                  .is_keep_value = name == layer_.keep_by,
                  .is_order_value = name == layer_.order_by};
    if (const auto type = layer_.types.find(std::string{name}); type != layer_.types.end()) {
        column.type = type->second;
    }
    columns_.push_back(column);
    return columns_.size() - 1;
}

void Columns::join(const JoinTable& table, JoinCount& count) {
    const auto key = std::ranges::find(attributes_, table.plan().key, &model::Attribute::name);
    if (key == attributes_.end() || is_null(key->value)) {
        ++count.keyless;
        return;
    }
    const auto row = table.find(key->value);
    if (!row) {
        if (count.unmatched++ == 0) {
            std::string room;
            count.first_unmatched =
                std::get<std::string_view>(*converted(key->value, plan::FieldType::text, room));
        }
        return;
    }
    count.used.push_back(*row);
    for (const model::Attribute& more : table.attributes(*row)) {
        const auto same = std::ranges::find(attributes_, more.name, &model::Attribute::name);
        if (same == attributes_.end()) {
            attributes_.push_back(more);
        } else {
            same->value = more.value;
        }
    }
}

void Columns::convert(const Column& column, model::Value& value) {
    if (auto fitting = converted(value, *column.type, rooms_.emplace_back())) {
        value = *fitting;
    } else {
        notes_.odd_value(column.name, words(*column.type), record_, value).stays = true;
    }
}

std::optional<int> Columns::zoom_of(const Column& column, const model::Value& value) {
    constexpr std::uint64_t deepest = 30;
    const auto zoom = as_id(value);
    if (!zoom || *zoom > deepest) {
        notes_.odd_value(column.name, "a zoom in 0..30", record_, value);
        return std::nullopt;
    }
    return static_cast<int>(*zoom);
}

/// What an option reads from the attribute.
void Columns::take_meaning(const Column& column, const model::Value& value) {
    if (column.is_id) {
        id_ = as_id(value);
        if (!id_) {
            notes_.odd_value(column.name, "an id, a whole number from 0 up", record_, value);
        }
    }
    if (column.is_min_zoom) {
        min_zoom_ = zoom_of(column, value).value_or(min_zoom_);
    }
    if (column.is_max_zoom) {
        max_zoom_ = zoom_of(column, value).value_or(max_zoom_);
    }
    if (column.is_layer) {
        std::string room;
        layer_name_ = std::get<std::string_view>(*converted(value, plan::FieldType::text, room));
    }
    if (column.is_keep_value) {
        keep_value_ = as_real(value).value_or(keep_value_);
    }
    if (column.is_order_value) {
        order_value_ = value;
    }
}

void Columns::read(const model::FeatureView& feature) {
    record_ = feature.record;
    shape_ = feature.shape;
    id_ = feature.id;
    min_zoom_ = feature.min_zoom.value_or(0);
    max_zoom_ = feature.max_zoom.value_or(FeatureRow::every_zoom);
    layer_name_ = feature.layer;
    keep_value_ = -std::numeric_limits<double>::infinity();
    order_value_ = {};
    rooms_.clear();
    columns_of_.clear();
    attributes_.assign(feature.attributes.begin(), feature.attributes.end());
    for (std::size_t i = 0; i < joins_.size(); ++i) {
        join(joins_[i], notes_.joins[i]);
    }
    for (model::Attribute& attribute : attributes_) {
        const std::size_t at = column(attribute.name, columns_of_.size());
        columns_of_.push_back(at);
        if (is_null(attribute.value)) {
            continue;
        }
        const Column& column = columns_[at];
        if (column.type) {
            convert(column, attribute.value);
        }
        take_meaning(column, attribute.value);
    }
}

bool Columns::is_wanted() {
    wanted_zooms_ = where_ ? where_->zooms({shape_, id_, attributes_}) : all_zooms;
    return wanted_zooms_ != 0;
}

void Columns::encode(Chunk& chunk) {
    encoded_.clear();
    for (std::size_t i = 0; i < attributes_.size(); ++i) {
        Column& column = columns_[columns_of_[i]];
        const model::Value& value = attributes_[i].value;
        if (!column.keep || is_null(value)) {
            continue;
        }
        if (!column.key) {  // Not before, so that a name has a number only if it has a value.
            column.key = keys_.number(column.name);
        }
        append_attribute(encoded_, *column.key, value, column.type == plan::FieldType::real);
        chunk.stats.count(*column.key, value);
    }
    if (!is_null(order_value_)) {
        append_attribute(encoded_, hidden_order, order_value_);
    }
    if (wanted_zooms_ != all_zooms) {
        append_attribute(encoded_, hidden_zooms, std::int64_t{wanted_zooms_});
    }
    chunk.attributes.insert(chunk.attributes.end(), encoded_.begin(), encoded_.end());
}

ReadNotes Columns::take_notes() {
    for (const JoinTable& table : joins_) {
        notes_.names.insert(table.names().begin(), table.names().end());
    }
    return std::move(notes_);
}

}  // namespace tamga::bake
