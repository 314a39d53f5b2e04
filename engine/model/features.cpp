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
    attributes_.push_back({kept_name(name), value});
}

std::string_view Features::kept_name(std::string_view name) {
    // Neighbours mostly have the same names in the same order.
    const std::size_t last_end = rows_.empty() ? 0 : rows_.back().attributes_end;
    const std::size_t last_begin = rows_.size() < 2 ? 0 : rows_[rows_.size() - 2].attributes_end;
    const std::size_t likely = last_begin + (attributes_.size() - last_end);
    const bool same = likely < last_end && attributes_[likely].name == name;
    return same ? attributes_[likely].name : keep(name);
}

void Features::attributes_of(std::size_t index) {
    const std::size_t begin = index == 0 ? 0 : rows_[index - 1].attributes_end;
    const std::size_t end = rows_[index].attributes_end;
    attributes_.reserve(attributes_.size() + end - begin);  // What is copied must not move.
    attributes_.insert(attributes_.end(), attributes_.data() + begin, attributes_.data() + end);
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
            .layer = row.header.layer,
            .positions = std::span{positions_}.subspan(before.positions_end,
                                                       row.positions_end - before.positions_end),
            .parts = std::span{parts_}.subspan(before.parts_end, row.parts_end - before.parts_end),
            .first_position = before.positions_end,
            .attributes = std::span{attributes_}.subspan(
                before.attributes_end, row.attributes_end - before.attributes_end)};
}

}  // namespace tamga::model
