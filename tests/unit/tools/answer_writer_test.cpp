// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/answer_writer.hpp"
#include "tools/tamga/cli/waiting_rows.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <sstream>
#include <string>
#include <vector>

using namespace tamga;
using namespace tamga::cli;

namespace {

const std::vector<store::Column> columns{{.name = "name"}, {.name = "weight", .is_decimal = true}};

/// Two rows: one with a polygon with a hole, and one that is nowhere.
model::Features two_rows() {
    model::Features rows;
    rows.attribute("name", std::string_view{"a, \"b\""});
    rows.attribute("weight", std::string_view{"9999999999999999.5"});
    rows.positions(std::vector<geo::LonLat>{{0, 0}, {9, 0}, {0, 9}});
    rows.end_part();
    rows.positions(std::vector<geo::LonLat>{{1, 1}, {2, 1}, {1, 2}});
    rows.end_part(true);
    rows.commit({.shape = model::Shape::polygons, .record = 1});
    rows.attribute("name", {});
    rows.attribute("weight", std::string_view{"7"});
    rows.commit({.shape = model::Shape::none, .record = 2});
    return rows;
}

std::string written(AnswerFormat format, const model::Features& rows) {
    std::ostringstream out;
    const auto writer = answer_writer(format, columns, out);
    writer->begin();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        writer->add(rows[i]);
    }
    writer->end({});
    return out.str();
}

}  // namespace

TEST_CASE("an exact weight is a number with all its digits in every format", "[cli]") {
    const model::Features rows = two_rows();
    CHECK(written(AnswerFormat::table, rows) ==
          "name                weight\n"
          "a, \"b\"  9999999999999999.5\n"
          "                         7\n");
    CHECK(written(AnswerFormat::csv, rows) ==
          "name,weight\n\"a, \"\"b\"\"\",9999999999999999.5\n,7\n");
    CHECK(written(AnswerFormat::json, rows) ==
          "[\n{\"name\":\"a, \\\"b\\\"\",\"weight\":9999999999999999.5},\n"
          "{\"name\":null,\"weight\":7}\n]\n");
    CHECK(written(AnswerFormat::geojson, rows) ==
          "{\"type\":\"FeatureCollection\",\"features\":[\n"
          "{\"type\":\"Feature\",\"properties\":{\"name\":\"a, \\\"b\\\"\",\"weight\":"
          "9999999999999999.5},\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":"
          "[[[[0,0],[9,0],[0,9],[0,0]],[[1,1],[2,1],[1,2],[1,1]]]]}},\n"
          "{\"type\":\"Feature\",\"properties\":{\"name\":null,\"weight\":7},\"geometry\":null}\n"
          "]}\n");
}

TEST_CASE("an answer without rows is whole in every format", "[cli]") {
    CHECK(written(AnswerFormat::table, {}) == "name  weight\n");
    CHECK(written(AnswerFormat::csv, {}) == "name,weight\n");
    CHECK(written(AnswerFormat::json, {}) == "[\n]\n");
    CHECK(written(AnswerFormat::geojson, {}) ==
          "{\"type\":\"FeatureCollection\",\"features\":[\n]}\n");
}

TEST_CASE("rows that wait come in their order, from memory and from a file", "[cli]") {
    for (const std::size_t most_bytes : {std::size_t{1} << 20, std::size_t{100}}) {
        WaitingRows rows{"", most_bytes};
        for (std::size_t i = 0; i < 50; ++i) {
            rows.add(std::vector<std::string>{fmt::format("{}", i), "", std::string(i, 'x')});
        }
        std::size_t next = 0;
        rows.visit([&](std::span<const std::string_view> cells) {
            REQUIRE(cells.size() == 3);
            CHECK(cells[0] == fmt::format("{}", next));
            CHECK(cells[1].empty());
            CHECK(cells[2].size() == next);
            ++next;
        });
        CHECK(next == 50);
    }
}
