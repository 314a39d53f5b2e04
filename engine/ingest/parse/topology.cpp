// SPDX-License-Identifier: MIT
#include "engine/ingest/parse/topology.hpp"

#include "engine/base/error.hpp"

#include <fmt/format.h>
#include <simdjson.h>

#include <cstdint>
#include <vector>

namespace tamga::ingest {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

/// Counts the positions of the geometries, each arc as often as it is named.
class Positions {
public:
    explicit Positions(const array& arcs) {
        for (const element arc : arcs) {
            array positions;
            const bool good = arc.get(positions) == simdjson::SUCCESS;
            sizes_.push_back(good ? positions.size() : 0);
            all_ += sizes_.back();
        }
    }

    void add(const element& value) {
        std::int64_t arc = 0;
        array members;
        object members_by_name;
        if (value.get(arc) == simdjson::SUCCESS) {
            const auto number = static_cast<std::uint64_t>(arc < 0 ? ~arc : arc);
            named_ += number < sizes_.size() ? sizes_[number] : 0;
        } else if (value.get(members) == simdjson::SUCCESS) {
            for (const element member : members) {
                add(member);
            }
        } else if (value.get(members_by_name) == simdjson::SUCCESS) {
            for (const auto field : members_by_name) {
                if (field.key == "arcs" || field.key == "geometries") {
                    add(field.value);
                }
            }
        }
    }

    void check() const {
        constexpr std::uint64_t always = 1'000'000;
        constexpr std::uint64_t most_times = 20;
        if (named_ > always + most_times * all_) {
            throw Error{
                Fault::input,
                fmt::format("its geometries repeat arcs until they have {} positions, where "
                            "the arcs have {}",
                            named_, all_)};
        }
    }

private:
    std::vector<std::uint64_t> sizes_;
    std::uint64_t all_ = 0;
    std::uint64_t named_ = 0;
};

}  // namespace

void check_topology(std::string_view text) {
    if (!text.starts_with('{') || text.find("\"Topology\"") == text.npos) {
        return;
    }
    simdjson::dom::parser parser;
    element root;
    array arcs;
    object objects;
    if (parser.parse(simdjson::padded_string{text}).get(root) != simdjson::SUCCESS ||
        root["arcs"].get(arcs) != simdjson::SUCCESS ||
        root["objects"].get(objects) != simdjson::SUCCESS) {
        return;  // GDAL says what is wrong with it.
    }
    Positions positions{arcs};
    for (const auto field : objects) {
        positions.add(field.value);
    }
    positions.check();
}

}  // namespace tamga::ingest
