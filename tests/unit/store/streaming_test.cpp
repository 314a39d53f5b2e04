// SPDX-License-Identifier: MIT
//
// Answers come in batches, as they are asked for, with the same rows as if they came at once.
#include "engine/base/error.hpp"
#include "engine/store/query.hpp"
#include "engine/store/writer.hpp"
#include "tests/temporary_folder.hpp"
#include "tests/unit/store/answers.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <fstream>
#include <numeric>
#include <string>
#include <vector>

using namespace tamga;
using namespace tamga::store;

namespace {

constexpr int many = 2500;

/// A store of `many` points along a meridian, for as long as it lives.
struct Points {
    TemporaryFolder folder = {};
    std::string path = folder / "points.sqlite";

    Points() {
        const std::string table = folder / "points.csv";
        std::ofstream file{table};
        file << "name,lat,lon\n";
        for (int i = 0; i < many; ++i) {
            file << fmt::format("p{},{},10\n", i + 1, i * 0.01);
        }
        file.close();
        const auto writer = create(path, true);
        writer->add_layer("points", {.path = table});
        writer->commit();
    }
};

std::vector<std::int64_t> first_fids(int count) {
    std::vector<std::int64_t> fids(static_cast<std::size_t>(count));
    std::iota(fids.begin(), fids.end(), 1);
    return fids;
}

constexpr geo::LonLat south_end{.lon = 10, .lat = 0};

}  // namespace

TEST_CASE("an answer of many rows comes in batches of a thousand", "[store]") {
    const Points points;
    const auto store = open(points.path);
    const auto answer = within(*store, {}, parse_area("0,-1,20,80"));
    std::vector<std::size_t> sizes;
    for (auto batch = answer->next(); !batch.empty(); batch = answer->next()) {
        sizes.push_back(batch.size());
    }
    CHECK(sizes == std::vector<std::size_t>{1000, 1000, 500});
    CHECK(answer->next().empty());
    CHECK(whole(within(*store, {}, parse_area("0,-1,20,80"))).fids() == first_fids(many));
    CHECK(whole(run_sql(*store, "SELECT fid FROM points ORDER BY fid")).fids() == first_fids(many));
}

TEST_CASE("what is near comes nearest first over all batches", "[store]") {
    const Points points;
    const auto store = open(points.path);
    const WholeAnswer answer = whole(near(*store, {}, south_end, 20'000'000));
    CHECK(answer.fids() == first_fids(many));
    CHECK(answer.real(0, 2) == 0);
    CHECK(answer.real(1, 2) == Approx(1105.743).margin(0.001));  // A hundredth of a degree there.
    CHECK(answer.text(2499, 1) == "p2500");
    CHECK(answer.rows[2499].positions[0] == geo::LonLat{.lon = 10, .lat = 2499 * 0.01});
}

TEST_CASE("an answer ends with the last row that is wanted", "[store]") {
    const Points points;
    const auto store = open(points.path);
    const Wanted few{.rows = 1200};
    CHECK(whole(within(*store, {}, parse_area("0,-1,20,80"), few)).fids() == first_fids(1200));
    CHECK(whole(near(*store, {}, south_end, 20'000'000, few)).fids() == first_fids(1200));
    CHECK(whole(run_sql(*store, "SELECT fid FROM points ORDER BY fid", few)).fids() ==
          first_fids(1200));
    // An endless one ends, too.
    CHECK(whole(run_sql(*store,
                        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) "
                        "SELECT x FROM c",
                        few))
              .fids() == first_fids(1200));
    CHECK(whole(within(*store, {}, parse_area("0,-1,20,80"), {.rows = 0})).rows.empty());
}

TEST_CASE("rows say where they are if that is wanted", "[store]") {
    const Points points;
    const auto store = open(points.path);
    const auto shape = [&](const Wanted& wanted) {
        return whole(run_sql(*store, "SELECT * FROM points", wanted)).rows[0].shape;
    };
    CHECK(shape({}) == model::Shape::points);
    CHECK(shape({.geometry = false}) == model::Shape::none);
    CHECK(whole(run_sql(*store, "SELECT fid FROM points")).rows[0].shape == model::Shape::none);
    const Wanted bare{.geometry = false};
    CHECK(whole(within(*store, {}, parse_area("0,-1,20,80"), bare)).fids() == first_fids(many));
}

TEST_CASE("a statement answers no more than it may", "[store]") {
    const Points points;
    const auto store = open(points.path);
    CHECK_THROWS_WITH(
        whole(run_sql(*store, "SELECT a.* FROM points a, points b", {.statement_bytes = 1 << 20})),
        Catch::StartsWith("the answer is larger than 1 MiB, of which "));
}
