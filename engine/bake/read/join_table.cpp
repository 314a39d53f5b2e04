// SPDX-License-Identifier: MIT
#include "engine/bake/read/join_table.hpp"

#include "engine/bake/table/fields.hpp"
#include "engine/base/error.hpp"
#include "engine/base/nearest.hpp"
#include "engine/ingest/columns.hpp"
#include "engine/ingest/read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>

namespace tamga::bake {
namespace {

/// A key as it is compared: 12 and "12" are one, and so are 12 and 12.0.
std::string_view key_text(const model::Value& value, std::string& room) {
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        return *text;
    }
    if (const auto* real = std::get_if<double>(&value)) {
        room = fmt::format("{}", *real);
        if (room.ends_with(".0")) {
            room.resize(room.size() - 2);
        }
    } else {
        room = json_of(value);
    }
    return room;
}

const model::Attribute* find_attribute(const model::FeatureView& record, const std::string& name) {
    const auto found = std::ranges::find(record.attributes, name, &model::Attribute::name);
    return found == record.attributes.end() ? nullptr : &*found;
}

std::string counted(std::uint64_t count, const char* one, const char* many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace

JoinTable::JoinTable(const plan::Join& plan) : plan_{plan} {
    ingest::read({.path = plan.path, .table = true, .strict = true}, [&](model::Features&& batch) {
        return ingest::Finish{[this, rows = std::make_shared<model::Features>(std::move(batch))] {
            model::Features& kept = batches_.emplace_back(std::move(*rows));
            for (std::size_t i = 0; i < kept.size(); ++i) {
                add(kept[i], kept);
            }
        }};
    });
    if (!columns_.contains(plan.column)) {
        const std::vector<std::string> known{columns_.begin(), columns_.end()};
        throw Error{
            Fault::input,
            fmt::format("{}: has no column '{}' to join by{}; it has {}", plan.path, plan.column,
                        base::did_you_mean(plan.column, known), ingest::listed(known))};
    }
}

void JoinTable::add(const model::FeatureView& record, model::Features& batch) {
    for (const model::Attribute& attribute : record.attributes) {
        columns_.emplace(attribute.name);
    }
    const model::Attribute* key = find_attribute(record, plan_.column);
    if (key == nullptr || std::holds_alternative<std::monostate>(key->value)) {
        return;  // A row without a key is for nobody.
    }
    std::string room;
    Row row{.key = batch.keep(key_text(key->value, room)), .line = record.record};
    for (const model::Attribute& attribute : record.attributes) {
        if (attribute.name == plan_.column) {
            continue;
        }
        names_.emplace(attribute.name);
        if (!std::holds_alternative<std::monostate>(attribute.value)) {
            row.attributes.push_back(attribute);
        }
    }
    const auto number = static_cast<std::uint32_t>(rows_.size());
    const auto [known, is_new] = by_key_.emplace(row.key, number);
    if (!is_new) {
        throw Error{Fault::input,
                    fmt::format("{}:{}: '{}' = '{}' is on line {} already; a key may have one row",
                                plan_.path, record.record, plan_.column, row.key,
                                rows_[known->second].line)};
    }
    rows_.push_back(std::move(row));
}

std::optional<std::uint32_t> JoinTable::find(const model::Value& key) const {
    std::string room;
    const auto found = by_key_.find(key_text(key, room));
    return found == by_key_.end() ? std::nullopt : std::optional{found->second};
}

void JoinCount::add(const JoinCount& later) {
    used.insert(used.end(), later.used.begin(), later.used.end());
    if (unmatched == 0) {
        first_unmatched = later.first_unmatched;
    }
    unmatched += later.unmatched;
    keyless += later.keyless;
}

std::vector<std::string> messages(const JoinTable& table, const JoinCount& count) {
    std::vector<std::string> all;
    const plan::Join& plan = table.plan();
    if (count.unmatched > 0) {
        all.push_back(fmt::format("{}: no row for {} (the first: '{}' = '{}')", plan.path,
                                  counted(count.unmatched, "feature", "features"), plan.key,
                                  count.first_unmatched));
    }
    if (count.keyless > 0) {
        all.push_back(fmt::format("{}: no row for {} without '{}'", plan.path,
                                  counted(count.keyless, "feature", "features"), plan.key));
    }
    std::vector<char> is_used(table.size());
    for (const std::uint32_t row : count.used) {
        is_used[row] = 1;
    }
    const auto unused = std::ranges::count(is_used, 0);
    if (unused > 0) {
        const auto first = std::ranges::find(is_used, 0) - is_used.begin();
        all.push_back(fmt::format("{}: no feature for {} (the first: '{}' = '{}')", plan.path,
                                  counted(static_cast<std::uint64_t>(unused), "row", "rows"),
                                  plan.column, table.key(static_cast<std::uint32_t>(first))));
    }
    return all;
}

}  // namespace tamga::bake
