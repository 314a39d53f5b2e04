// SPDX-License-Identifier: MIT
#include "engine/bake/read/make_chunks.hpp"
#include "engine/base/files/spilled_memory.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <random>

using tamga::bake::collect_rows;
using tamga::bake::FeatureRow;
using tamga::bake::FeatureTable;
using tamga::bake::KeyNames;
using tamga::bake::make_chunk;
using tamga::bake::Storage;

namespace model = tamga::model;
namespace plan = tamga::plan;

namespace {

/// The second makes runs of several parts.
constexpr std::array<std::size_t, 2> run_sizes = {500'000, 10'000'000};

/// Chunks of points from a fixed seed, some at the same place; a line among them if asked for.
void fill(FeatureTable& table, KeyNames& keys, bool with_line) {
    std::mt19937 random{11};
    std::uniform_real_distribution<double> lon{-180, 180};
    std::uniform_real_distribution<double> lat{-80, 80};
    std::uint64_t id = 0;
    for (int c = 0; c < 40; ++c) {
        model::Features batch;
        for (int i = 0; i < 2000; ++i) {
            batch.position(i % 10 == 0
                               ? tamga::geo::LonLat{.lon = 74.766098, .lat = 41.20438}
                               : tamga::geo::LonLat{.lon = lon(random), .lat = lat(random)});
            batch.end_part();
            batch.attribute("number", static_cast<std::int64_t>(id));
            batch.commit({.shape = model::Shape::points, .record = id + 1, .id = id});
            ++id;
        }
        if (with_line && c == 38) {
            batch.position({.lon = 1, .lat = 1});
            batch.position({.lon = 2, .lat = 2});
            batch.end_part();
            batch.commit({.shape = model::Shape::lines, .record = id + 1, .id = id});
            ++id;
        }
        table.append(make_chunk(batch, plan::Layer{}, keys, table.storage.memory));
    }
    collect_rows(table);
}

/// All that is known of each row, in order.
std::vector<std::string> contents(const FeatureTable& table) {
    std::vector<std::string> all;
    for (const FeatureRow& row : table.rows) {
        all.push_back(std::to_string(row.id) + " " + std::to_string(row.vertices[0].x) + " " +
                      std::to_string(row.vertices[0].y) + " " +
                      std::string{row.attributes, row.attributes + row.attribute_bytes});
    }
    return all;
}

}  // namespace

TEST_CASE("points are sorted alike in one go and by runs in spilled memory", "[bake]") {
    KeyNames keys;
    FeatureTable whole;
    fill(whole, keys, false);
    CHECK(whole.rows.size() == 80'000);
    for (const std::size_t run_bytes : run_sizes) {
        CAPTURE(run_bytes);
        tamga::base::SpilledMemory memory{{.resident_bytes = 1}};
        FeatureTable spilled{Storage{&memory, run_bytes}};
        fill(spilled, keys, false);
        CHECK(memory.most_spilled_bytes() > 0);
        CHECK(contents(whole) == contents(spilled));
    }
    const auto key = [](const FeatureRow& row) {
        return tamga::tile::hilbert_key(row.vertices[0]);
    };
    CHECK(std::ranges::is_sorted(whole.rows, {}, key));
}

TEST_CASE("points among other shapes keep the order of the input", "[bake]") {
    KeyNames keys;
    FeatureTable whole;
    fill(whole, keys, true);
    CHECK(std::ranges::is_sorted(whole.rows, {}, &FeatureRow::id));
    for (const std::size_t run_bytes : run_sizes) {
        CAPTURE(run_bytes);
        tamga::base::SpilledMemory memory{{.resident_bytes = 1}};
        FeatureTable spilled{Storage{&memory, run_bytes}};
        fill(spilled, keys, true);
        CHECK(contents(whole) == contents(spilled));
    }
}
