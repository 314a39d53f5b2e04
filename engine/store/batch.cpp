// SPDX-License-Identifier: MIT
#include "engine/store/batch.hpp"

#include "engine/store/areas/copy_place.hpp"

namespace tamga::store {

void Batch::value(const model::Value& value) {
    const auto* text = std::get_if<std::string_view>(&value);
    bytes_ += sizeof(model::Attribute) + (text == nullptr ? 0 : text->size());
    features_.attribute(columns_[column_++].name, value);
}

void Batch::value(route::Weight weight) { value(std::string_view{to_string(weight)}); }

void Batch::end_row(const model::FeatureView& feature) {
    end_row_at([&](model::Features& features) {
        copy_place(feature, features);
        return feature.shape;
    });
}

bool Batch::is_full() const noexcept {
    constexpr std::size_t most_rows = 1000;
    constexpr std::size_t most_bytes = std::size_t{1} << 20;
    return features_.size() >= most_rows ||
           bytes_ + features_.positions() * sizeof(geo::LonLat) >= most_bytes;
}

void Batch::commit(model::Shape shape) {
    features_.commit({.shape = shape, .record = features_.size() + 1});
    column_ = 0;
}

}  // namespace tamga::store
