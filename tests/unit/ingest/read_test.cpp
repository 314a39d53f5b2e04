// SPDX-License-Identifier: MIT
//
// What holds for every format: refusals, damage, blocks, threads.
#include "engine/base/error.hpp"
#include "tests/unit/ingest/reading.hpp"

#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <filesystem>
#include <mutex>
#include <thread>

#include <sys/stat.h>

using namespace tamga;
using namespace tamga::ingest_test;

namespace {

std::string point(int i) {
    return fmt::format(R"({{"type":"Feature","properties":{{"i":{},"text":"{}"}},"geometry":)"
                       R"({{"type":"Point","coordinates":[{}.5,{}]}}}})",
                       i, std::string(1000, 'x'), i % 180, i % 90);
}

/// About 5 MB: several blocks. Every thousandth record is bad.
std::string many(const std::string& before, const std::string& between, const std::string& after) {
    std::string text = before;
    for (int i = 0; i < 5000; ++i) {
        text += i == 0 ? "" : between;
        text += i % 1000 == 999 ? R"({"type":"Feature","geometry":null})" : point(i);
    }
    return text + after;
}

struct Batches {
    std::vector<std::size_t> sizes;
    std::vector<std::uint64_t> records;
    ingest::Summary summary;
};

Batches batches_of(const std::string& path, int threads) {
    Batches all;
    all.summary = ingest::read(
        {.path = path, .threads = threads}, [&](model::Features&& batch) -> ingest::Finish {
            std::vector<std::uint64_t> records;
            for (std::size_t i = 0; i < batch.size(); ++i) {
                records.push_back(batch[i].record);
            }
            return [&all, records] {
                all.sizes.push_back(records.size());
                all.records.insert(all.records.end(), records.begin(), records.end());
            };
        });
    return all;
}

std::string message_of(const ingest::Source& source) {
    try {
        read(source);
    } catch (const Error& error) {
        CHECK(error.fault() == Fault::input);
        return error.what();
    }
    return {};
}

const ingest::Source one_thread{.path = "", .threads = 1};

const std::string small =
    R"({"type":"FeatureCollection","crs":null,"features":[
{"type":"Feature","id":1,"properties":{"a":"é\"}","b":[1]},"geometry":{"type":"Point","coordinates":[1,2]}},
{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]]]}}
],"x":"y"}
)";

}  // namespace

TEST_CASE("batches and their order do not depend on the number of threads", "[ingest]") {
    std::string csv = "lat,lon,text\n";
    for (int i = 0; i < 100000; ++i) {
        csv +=
            i % 20000 == 19999 ? "x,y\n" : fmt::format("{},{},\"{}\n{}\"\n", i % 90, i % 180, i, i);
    }
    const auto [name, content] = GENERATE_COPY(table<std::string, std::string>({
        {"lines.geojsonl", many("", "\n", "\n")},
        {"all.geojson", many(R"({"type":"FeatureCollection","features":[)", ",\n", "]}")},
        {"after-another.geojson", many("", "", "")},
        {"in.csv", csv},
    }));
    const TemporaryFile file{name, content};
    const Batches one = batches_of(file.path(), 1);
    CHECK(one.sizes.size() > 1);
    CHECK(one.summary.bad == 5);
    CHECK(std::is_sorted(one.records.begin(), one.records.end()));
    for (const int threads : {2, 7}) {
        const Batches other = batches_of(file.path(), threads);
        CHECK(other.sizes == one.sizes);
        CHECK(other.records == one.records);
        CHECK(other.summary.read == one.summary.read);
        REQUIRE(other.summary.first_bad.size() == one.summary.first_bad.size());
        for (std::size_t i = 0; i < one.summary.first_bad.size(); ++i) {
            CHECK(other.summary.first_bad[i].record == one.summary.first_bad[i].record);
        }
    }
}

TEST_CASE("strict stops at the first bad record of the input, on any thread count", "[ingest]") {
    const TemporaryFile file{"in.geojsonl", many("", "\n", "\n{\"cut")};
    const int threads = GENERATE(1, 2, 7);
    CHECK(message_of({.path = file.path(), .strict = true, .threads = threads}) ==
          file.path() + ":1000: no geometry");
    CHECK(message_of({.path = file.path(), .threads = threads}) ==
          file.path() +
              ":5001: the file ends inside a feature that starts here; was it cut short "
              "by a broken download?");
}

TEST_CASE("an exception of the work passes through", "[ingest]") {
    const TemporaryFile file{"in.geojsonl", many("", "\n", "\n")};
    const auto fail = [](model::Features&&) -> ingest::Finish {
        throw std::runtime_error{"the disk is full"};
    };
    CHECK_THROWS_WITH(ingest::read({.path = file.path()}, fail), "the disk is full");
    const auto fail_later = [](model::Features&&) -> ingest::Finish {
        return [] { throw std::runtime_error{"the disk is full"}; };
    };
    CHECK_THROWS_WITH(ingest::read({.path = file.path()}, fail_later), "the disk is full");
}

TEST_CASE("one feature may be larger than a block", "[ingest]") {
    std::string line = R"({"type":"LineString","coordinates":[[0,0])";
    for (int i = 0; i < 200000; ++i) {
        line += fmt::format(",[{}.25,{}.125]", i % 180, i % 90);
    }
    line += "]}";
    const TemporaryFile file{"in.geojson", line + "\n" + point(1) + "\n" + line};
    std::size_t positions = 0;
    ingest::read({.path = file.path()}, [&](model::Features&& batch) -> ingest::Finish {
        return [&, count = batch.positions()] { positions += count; };
    });
    CHECK(positions == 2 * 200001 + 1);
}

TEST_CASE("what is missing, empty, or not what it is called is refused", "[ingest]") {
    CHECK(message_of({.path = "/nowhere/towns.geojson"}) ==
          "/nowhere/towns.geojson: No such file or directory");
    const auto [content, message] = GENERATE(table<std::string, std::string>({
        {"", "a.geojson: is empty"},
        {"\xEF\xBB\xBF", "a.geojson: is empty"},
        {" \n \n", "a.geojson: holds nothing but spaces"},
        {"\x89PNG\r\n\x1A\n", "a.geojson: is a PNG image, not map data"},
        {"<!DOCTYPE html><html>",
         "a.geojson: is an HTML page, perhaps a download's error message, not map data"},
        {"\n<html lang=en>",
         "a.geojson: is an HTML page, perhaps a download's error message, not map data"},
        {"[1,2]",
         "a.geojson:1: expected {, the start of a feature or a collection of features, "
         "but found '[1,2]'"},
        {R"({"type":"FeatureCollection"})",
         "a.geojson:1: a FeatureCollection without \"features\""},
        {R"({"type":"FeatureCollection","features":[7]})",
         "a.geojson:1: expected a feature but found '7]}'"},
        {"\n{\"features\":[]}\nfin",
         "a.geojson:3: expected {, the start of a feature or a collection of features, but found "
         "'fin'"},
        {"{\"features\":[{}\n{}]}",
         "a.geojson:2: expected , but found '{}]}'; this is not valid JSON"},
        {"{\"features\":[\n\n{\"type\":\"Feature\",",
         "a.geojson:3: the file ends inside a feature that starts here; was it cut short by a "
         "broken download?"},
        {"{\"features\":[{}",
         "a.geojson:1: the file ends inside a collection that starts here; "
         "was it cut short by a broken download?"},
    }));
    CHECK(error_of(content, "a.geojson") == message);
}

TEST_CASE("a file that cannot be unpacked is refused with its name", "[ingest]") {
    CHECK(error_of("\x1f\x8b\x08 and no more", "a.geojson.gz").starts_with("a.geojson.gz: "));
}

TEST_CASE("a text cut short anywhere is read or refused, and refused with its name", "[ingest]") {
    const std::string line = "{\"type\":\"Point\",\"coordinates\":[1,2]}\n";
    const auto content = GENERATE_COPY(values<std::string>(
        {small, line + line, "lat,lon,a\n1,2,\"x\"\"y\"\n3,4,é\n5,6,\"z\nz\"\n"}));
    for (std::size_t size = 0; size < content.size(); ++size) {
        const std::string message = error_of(content.substr(0, size), "cut", one_thread);
        CAPTURE(size, message);
        CHECK((message.empty() || message.starts_with("cut:")));
    }
    // Of the collection, nothing but its last line end may be missing.
    CHECK(error_of(small.substr(0, small.size() - 1), "cut").empty());
    CHECK(!error_of(small.substr(0, small.size() - 2), "cut").empty());
}

TEST_CASE("a byte changed anywhere does no harm", "[ingest]") {
    for (std::size_t at = 0; at < small.size(); ++at) {
        for (const char c : {'"', '{', '}', ']', '\\', '\0', '\xff', '\n'}) {
            std::string changed = small;
            changed[at] = c;
            const std::string message = error_of(changed, "in", one_thread);
            CAPTURE(at, message);
            CHECK((message.empty() || message.starts_with("in:")));
        }
    }
}

TEST_CASE("a pipe is read like a file", "[ingest]") {
    const TemporaryFile file{"x", ""};
    const std::string path = std::filesystem::path{file.path()}.replace_filename("pipe").string();
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    std::thread writer{[&] {  // A pipe needs someone at its other end.
        const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe{std::fopen(path.c_str(), "wb"),
                                                                   &std::fclose};
        std::fputs(small.c_str(), pipe.get());
    }};
    CHECK(read({.path = path}).features.size() == 2);
    writer.join();
}

TEST_CASE("a layer is called like its file", "[ingest]") {
    CHECK(ingest::layer_name("/a/b.c/towns.geojson") == "towns");
    CHECK(ingest::layer_name("map.geo.json") == "map");
    CHECK(ingest::layer_name("v1.2.csv.gz") == "v1.2");
    CHECK(ingest::layer_name("shapes/") == "shapes");
    CHECK(ingest::layer_name("towns") == "towns");
    CHECK(ingest::layer_name("-") == "stdin");
}
