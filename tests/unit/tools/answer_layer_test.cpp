// SPDX-License-Identifier: MIT
#include "tools/tamga/cli/answer_layer.hpp"

#include "engine/base/error.hpp"
#include "engine/ingest/read.hpp"
#include "tests/temporary_folder.hpp"
#include "tools/tamga/cli/answer_explanation.hpp"

#include <sys/resource.h>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <cmath>
#include <csignal>
#include <filesystem>
#include <mutex>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace tamga;
using namespace tamga::cli;

namespace {

struct Layer {
    std::vector<store::Column> columns;
    std::vector<std::vector<model::Value>> rows;
    std::vector<std::vector<geo::LonLat>> lines = {};  ///< Where rows are; empty: nowhere.
};

std::vector<std::string> write(const Layer& layer, const std::string& path, AnswerFormat format) {
    AnswerLayer writer{layer.columns, {.path = path, .format = format}};
    for (std::size_t i = 0; i < layer.rows.size(); ++i) {
        model::Features one;
        for (std::size_t c = 0; c < layer.columns.size(); ++c) {
            one.attribute(layer.columns[c].name, layer.rows[i][c]);
        }
        const bool somewhere = i < layer.lines.size() && !layer.lines[i].empty();
        if (somewhere) {
            one.positions(layer.lines[i]);
            one.end_part();
        }
        one.commit(
            {.shape = somewhere ? model::Shape::lines : model::Shape::none, .record = i + 1});
        writer.add(one[0]);
    }
    const std::vector<std::string> notes{"a note"};
    writer.end(notes);
    return writer.remarks();
}

/// No file may become larger.
class LittleRoom {
public:
    explicit LittleRoom(rlim_t bytes) : handler_{std::signal(SIGXFSZ, SIG_IGN)} {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit less{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &less);
    }
    ~LittleRoom() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, handler_);
    }
    LittleRoom(const LittleRoom&) = delete;
    LittleRoom& operator=(const LittleRoom&) = delete;

private:
    rlimit before_{};
    void (*handler_)(int);
};

/// All that a file holds: "name=value" of each row, and its positions.
std::multiset<std::string> content(const std::string& path) {
    std::multiset<std::string> rows;
    std::mutex mutex;  // Batches come from several threads.
    ingest::read({.path = path, .table = true}, [&](model::Features&& batch) {
        const std::scoped_lock lock{mutex};
        for (std::size_t i = 0; i < batch.size(); ++i) {
            nlohmann::json row;
            for (const model::Attribute& attribute : batch[i].attributes) {
                const std::string name{attribute.name};
                std::visit(
                    [&](const auto& value) {
                        if constexpr (!std::is_same_v<std::decay_t<decltype(value)>,
                                                      std::monostate>) {
                            row[name] = value;
                        }
                    },
                    attribute.value);
            }
            for (const geo::LonLat position : batch[i].positions) {
                row["at"].push_back({position.lon, position.lat});
            }
            rows.insert(row.dump());
        }
        return [] {};
    });
    return rows;
}

}  // namespace

TEST_CASE("what a GeoPackage and a FlatGeobuf hold is what was answered", "[cli][answer]") {
    const TemporaryFolder folder;
    std::mt19937_64 random{11};
    Layer layer{.columns = {{"fid"},
                            {"name"},
                            {.name = "weight", .is_decimal = true},
                            {"length_m"},
                            {"is_open"}},
                .rows = {}};
    const std::vector<std::string> texts{"",         "it's \"quoted\"",       "two\nlines, and \\",
                                         "Ысык-Көл", "\xF0\x9F\x97\xBA 日本", "NULL"};
    std::vector<std::string> weights(300);
    std::multiset<std::string> expected;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const auto large = static_cast<std::int64_t>(random() >> (i % 60 + 1));
        weights[i] = std::to_string(large);
        const double length = std::ldexp(static_cast<double>(random()), -static_cast<int>(i % 90));
        const bool is_null = i % 7 == 0;
        layer.rows.push_back({std::int64_t(i),
                              is_null ? model::Value{} : std::string_view{texts[i % texts.size()]},
                              std::string_view{weights[i]},
                              is_null ? model::Value{} : model::Value{length}, i % 2 == 0});
        const double lon = static_cast<double>(i) / 3;
        layer.lines.push_back({{lon, 1.5}, {lon + 1, 2.25}});
        nlohmann::json row{{"fid", i}, {"weight", large}, {"is_open", i % 2 == 0}};
        if (!is_null) {
            row["name"] = texts[i % texts.size()];
            row["length_m"] = length;
        }
        row["at"] = {{lon, 1.5}, {lon + 1, 2.25}};
        expected.insert(row.dump());
    }
    CHECK(write(layer, folder / "a.gpkg", AnswerFormat::geopackage).empty());
    CHECK(write(layer, folder / "a.fgb", AnswerFormat::flatgeobuf).empty());
    CHECK(content(folder / "a.gpkg") == expected);
    CHECK(content(folder / "a.fgb") == expected);
    CHECK(folder.names() == std::vector<std::string>{"a.fgb", "a.gpkg"});
}

TEST_CASE("a number that a real does not hold is text in a layer, and a remark says so",
          "[cli][answer]") {
    const TemporaryFolder folder;
    const Layer layer{
        .columns = {{.name = "weight", .is_decimal = true},
                    {.name = "share", .is_decimal = true},
                    {"mixed"},
                    {"MIXED"}},
        .rows = {{std::string_view{"9999999999999999.5"}, std::string_view{"0.25"}, std::int64_t{1},
                  std::int64_t{9007199254740993}},
                 {std::string_view{"7"}, std::string_view{"3"}, std::string_view{"one"}, 0.5}}};
    const auto remarks = write(layer, folder / "a.gpkg", AnswerFormat::geopackage);
    REQUIRE(remarks.size() == 1);
    CHECK(remarks[0] ==
          "written as text, since numbers there are not exact or words stand among them: weight, "
          "mixed, MIXED_2");
    CHECK(
        content(folder / "a.gpkg") ==
        std::multiset<std::string>{
            R"({"MIXED_2":"0.5","mixed":"one","share":3.0,"weight":"7"})",
            R"({"MIXED_2":"9007199254740993","mixed":"1","share":0.25,"weight":"9999999999999999.5"})"});
}

TEST_CASE("a layer without rows is a file that says its columns", "[cli][answer]") {
    const TemporaryFolder folder;
    const Layer layer{.columns = {{"fid"}}, .rows = {}};
    CHECK_NOTHROW(write(layer, folder / "a.gpkg", AnswerFormat::geopackage));
    CHECK(std::filesystem::file_size(folder / "a.gpkg") > 0);
}

TEST_CASE("a FlatGeobuf refuses rows that are nowhere, and leaves no file", "[cli][answer]") {
    const TemporaryFolder folder;
    const Layer layer{.columns = {{"fid"}},
                      .rows = {{std::int64_t{1}}, {std::int64_t{2}}},
                      .lines = {{{0, 0}, {1, 1}}}};
    CHECK_THROWS_AS(write(layer, folder / "a.fgb", AnswerFormat::flatgeobuf), Error);
    CHECK(folder.names().empty());
}

TEST_CASE("a layer that the disk has no room for is an error, down to its last byte",
          "[cli][answer]") {
    const TemporaryFolder folder;
    Layer layer{.columns = {{"name"}}, .rows = {}};
    for (int i = 0; i < 3000; ++i) {
        layer.rows.push_back({std::string_view{"a name that takes some room"}});
        layer.lines.push_back({{i / 20.0, 1}, {i / 20.0, 2}});
    }
    for (const auto format : {AnswerFormat::geopackage, AnswerFormat::flatgeobuf}) {
        const std::string path = folder / (format == AnswerFormat::geopackage ? "a.gpkg" : "a.fgb");
        CHECK(write(layer, path, format).empty());
        const auto whole = std::filesystem::file_size(path);
        std::filesystem::remove(path);
        for (const std::uint64_t room : {whole - 1, whole - 3000, whole / 2, std::uint64_t{99}}) {
            INFO(path << " of " << whole << " bytes in " << room);
            {
                const LittleRoom little{room};
                CHECK_THROWS_AS(write(layer, path, format), Error);
            }
            CHECK(folder.names().empty());
        }
    }
}

TEST_CASE("an explanation is JSON with what led to the answer", "[cli][answer]") {
    const std::vector<std::string> notes{"one \"note\""};
    const auto said = nlohmann::json::parse(
        explanation_json({.question = "within",
                          .answers = "the points in an area",
                          .found = {.layer = "towns", .index = "boxes", .candidates = 12},
                          .rows = 3,
                          .asking_s = 0.5,
                          .writing_s = 0.25},
                         notes));
    CHECK(said["question"] == "within");
    CHECK(said["layer"] == "towns");
    CHECK(said["index"] == "boxes");
    CHECK(said["candidates"] == 12);
    CHECK(said["rows"] == 3);
    CHECK(said["seconds"]["asking"] == 0.5);
    CHECK(said["caveats"][0] == "one \"note\"");
}
