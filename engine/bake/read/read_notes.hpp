// SPDX-License-Identifier: MIT
#pragma once

#include "engine/bake/read/join_table.hpp"
#include "engine/ingest/read.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace tamga::bake {

/// Values that are not what an option wants them to be.
struct OddValues {
    std::uint64_t count = 0;
    std::uint64_t record = 0;  ///< Of the first.
    std::string first;
    bool stays = false;  ///< In the tiles, as they are; else they are passed over.
};

/// What is to be said of the attributes of a batch, and after adding up of a source.
struct ReadNotes {
    std::set<std::string> names;   ///< Of all attributes, those that are left out too.
    std::vector<JoinCount> joins;  ///< One for each of the layer's.
    /// By attribute and by what the values are not: "an int", "an id".
    std::map<std::pair<std::string, std::string>, OddValues> odd;
    std::vector<ingest::LostPart> lost_parts;  ///< Those of which nothing is left on the map.

    /// Adds the notes of a batch that comes later in the input.
    void add(const ReadNotes& later);
    /// `wanted` and `stays` say what the attribute's value should be, and what becomes of it.
    OddValues& odd_value(std::string_view attribute, const char* wanted, std::uint64_t record,
                         const model::Value& value);
};

/// towns.csv:12: "many" in 'people' is not an int; it and 2 more stay as they are
struct OddMessage {
    std::string fault;
    std::string consequence;  ///< From the semicolon on.
};
std::vector<OddMessage> odd_messages(const std::string& path, const ReadNotes& notes);

}  // namespace tamga::bake
