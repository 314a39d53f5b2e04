// SPDX-License-Identifier: MIT
#include "engine/bake/rank/drawing_order.hpp"

#include "engine/bake/table/conversion.hpp"
#include "engine/mvt/decode.hpp"

#include <algorithm>
#include <compare>
#include <numeric>
#include <utility>
#include <vector>

namespace tamga::bake {
namespace {

/// What a feature is drawn in the order of: nothing first, then numbers, then texts by their bytes.
struct OrderValue {
    enum class Kind : std::uint8_t { none, number, text } kind = Kind::none;
    double number = 0;
    std::string_view text;

    friend auto operator<=>(const OrderValue&, const OrderValue&) = default;
};

model::Value hidden_value(const FeatureRow& row, std::uint16_t key) {
    const ByteView message = attribute_under({row.attributes, row.attribute_bytes}, key);
    return message.empty() ? model::Value{} : mvt::value_of(message);
}

OrderValue order_value(const FeatureRow& row) {
    const model::Value value = hidden_value(row, hidden_order);
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        return {OrderValue::Kind::text, 0, *text};
    }
    const auto number = as_real(value);
    return number ? OrderValue{OrderValue::Kind::number, *number, {}} : OrderValue{};
}

std::vector<OrderValue> order_values(const FeatureTable& table) {
    std::vector<OrderValue> values;
    values.reserve(table.rows.size());
    std::ranges::transform(table.rows, std::back_inserter(values), order_value);
    return values;
}

template <class Values>
void put_in_order(Values& values, const std::vector<std::uint32_t>& order) {
    if (values.empty()) {
        return;
    }
    Values ordered{values.get_allocator()};
    ordered.reserve(values.size());
    for (const std::uint32_t from : order) {
        ordered.push_back(values[from]);
    }
    values = std::move(ordered);
}

}  // namespace

void order_features(RankedLayer& layer) {
    if (layer.plan.order_by.empty()) {
        return;
    }
    const std::vector<OrderValue> values = order_values(layer.table);
    std::vector<std::uint32_t> order(values.size());
    std::iota(order.begin(), order.end(), 0U);
    const bool descending = layer.plan.order_descending;
    std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
        const bool none_first =
            values[a].kind == OrderValue::Kind::none || values[b].kind == OrderValue::Kind::none;
        return descending && !none_first ? values[b] < values[a] : values[a] < values[b];
    });
    put_in_order(layer.table.rows, order);
    put_in_order(layer.table.keep_values, order);
    put_in_order(layer.importance, order);
    put_in_order(layer.first_zooms, order);
    if (!layer.points.empty()) {
        layer.points = PointIndex{layer.table};
    }
}

void find_wanted_zooms(FeatureTable& table) {
    if (!table.zooms_by_where) {
        return;
    }
    table.wanted_zooms.reserve(table.rows.size());
    for (const FeatureRow& row : table.rows) {
        const model::Value zooms = hidden_value(row, hidden_zooms);
        const auto* bits = std::get_if<std::int64_t>(&zooms);
        table.wanted_zooms.push_back(bits == nullptr ? ~std::uint32_t{0}
                                                     : static_cast<std::uint32_t>(*bits));
    }
}

}  // namespace tamga::bake
