// SPDX-License-Identifier: MIT
#include "engine/bake/read/read_notes.hpp"

#include "engine/bake/table/fields.hpp"
#include "engine/ingest/input.hpp"

#include <fmt/format.h>

namespace tamga::bake {

void ReadNotes::add(const ReadNotes& later) {
    names.insert(later.names.begin(), later.names.end());
    joins.resize(later.joins.size());
    for (std::size_t i = 0; i < joins.size(); ++i) {
        joins[i].add(later.joins[i]);
    }
    lost_parts.insert(lost_parts.end(), later.lost_parts.begin(), later.lost_parts.end());
    for (const auto& [key, values] : later.odd) {
        const auto [known, is_new] = odd.try_emplace(key, values);
        known->second.count += is_new ? 0 : values.count;
    }
}

OddValues& ReadNotes::odd_value(std::string_view attribute, const char* wanted,
                                std::uint64_t record, const model::Value& value) {
    OddValues& values = odd[{std::string{attribute}, wanted}];
    if (values.count++ == 0) {
        values.record = record;
        values.first = json_of(value);
    }
    return values;
}

std::vector<OddMessage> odd_messages(const std::string& path, const ReadNotes& notes) {
    std::vector<OddMessage> all;
    for (const auto& [key, values] : notes.odd) {
        const auto& [attribute, wanted] = key;
        const bool one = values.count == 1;
        all.push_back(
            {fmt::format("{}:{}: {} in '{}' is not {}", ingest::called(path), values.record,
                         values.first, attribute, wanted),
             fmt::format("; it{} {}", one ? "" : fmt::format(" and {} more", values.count - 1),
                         values.stays ? (one ? "stays as it is" : "stay as they are")
                                      : (one ? "is passed over" : "are passed over"))});
    }
    return all;
}

}  // namespace tamga::bake
