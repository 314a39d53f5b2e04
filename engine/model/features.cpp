// SPDX-License-Identifier: MIT
#include "engine/model/features.hpp"

namespace tamga::model {

void Features::end_part(bool hole) {
    const std::uint32_t begin = !parts_.empty() ? parts_.back().end : 0;
    const auto end = static_cast<std::uint32_t>(positions_.size());
    if (end != begin) {
        parts_.push_back({end, hole});
    }
}

void Features::attribute(std::string_view name, Value value) {
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        value = keep(*text);
    }
    attributes_.push_back({keep(name), value});
}

std::string_view Features::keep(std::string_view text) {
    const auto known = known_texts_.find(text);
    if (known != known_texts_.end()) {
        return *known;
    }
    texts_.emplace_back(text);
    known_texts_.insert(texts_.back());
    return texts_.back();
}

void Features::commit(const Header& header) {
    rows_.push_back({header, static_cast<std::uint32_t>(positions_.size()),
                     static_cast<std::uint32_t>(parts_.size()),
                     static_cast<std::uint32_t>(attributes_.size())});
}

void Features::discard() {
    const Row last = rows_.empty() ? Row{} : rows_.back();
    positions_.resize(last.positions_end);
    parts_.resize(last.parts_end);
    attributes_.resize(last.attributes_end);
}

FeatureView Features::operator[](std::size_t index) const {
    const Row before = index == 0 ? Row{} : rows_[index - 1];
    const Row& row = rows_[index];
    return {.shape = row.header.shape,
            .record = row.header.record,
            .id = row.header.id,
            .min_zoom = row.header.min_zoom,
            .max_zoom = row.header.max_zoom,
            .positions = std::span{positions_}.subspan(before.positions_end,
                                                       row.positions_end - before.positions_end),
            .parts = std::span{parts_}.subspan(before.parts_end, row.parts_end - before.parts_end),
            .first_position = before.positions_end,
            .attributes = std::span{attributes_}.subspan(
                before.attributes_end, row.attributes_end - before.attributes_end)};
}

}  // namespace tamga::model
