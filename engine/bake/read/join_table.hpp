// SPDX-License-Identifier: MIT
#pragma once

#include "engine/model/features.hpp"
#include "engine/plan/map.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tamga::bake {

/// The rows of a table that give features more attributes, by key.
class JoinTable {
public:
    /// Reads the table. Throws Error{Fault::input}: it cannot be read, has no such column, or two
    /// rows of one key.
    explicit JoinTable(const plan::Join& plan);

    const plan::Join& plan() const { return plan_; }
    std::size_t size() const { return rows_.size(); }

    /// The row for a feature's key; numbers and texts that are written alike are alike.
    std::optional<std::uint32_t> find(const model::Value& key) const;
    /// What a row has to give: all but its key and what is null.
    std::span<const model::Attribute> attributes(std::uint32_t row) const {
        return rows_[row].attributes;
    }
    std::string_view key(std::uint32_t row) const { return rows_[row].key; }
    /// The names of all columns but the key's.
    const std::set<std::string>& names() const { return names_; }

private:
    struct Row {
        std::string_view key;
        std::uint64_t line = 0;
        std::vector<model::Attribute> attributes;
    };
    void add(const model::FeatureView& record, model::Features& batch);

    plan::Join plan_;
    std::vector<model::Features> batches_;  ///< What names and texts live in.
    std::vector<Row> rows_;
    std::unordered_map<std::string_view, std::uint32_t> by_key_;
    std::set<std::string> names_;
    std::set<std::string> columns_;
};

/// How well a layer's features and a table fit.
struct JoinCount {
    std::vector<std::uint32_t> used;  ///< The rows that some feature took; may repeat.
    std::uint64_t unmatched = 0;      ///< Features for whose key there is no row.
    std::string first_unmatched;      ///< The key of the first of them.
    std::uint64_t keyless = 0;        ///< Features without the key.

    void add(const JoinCount& later);
};

/// What a user should know of a join: which features and which rows found no match.
std::vector<std::string> messages(const JoinTable& table, const JoinCount& count);

}  // namespace tamga::bake
