// SPDX-License-Identifier: MIT
//
// What it takes to keep routes in a store and to ask it: ingest (beside the floor, the same rows by
// bare SQLite), a scan of all rows, and the routes that may pass, or cross, a box of one degree.
//
//     store_bench FOLDER [ROUTES] [PAIRS]
//
// Makes a table of ROUTES journeys (1,000,000) in 31 years between towns that lie in clusters, on
// PAIRS different pairs (a tenth of the routes) of which some are far commoner than others.
#include "engine/base/sqlite.hpp"
#include "engine/store/query.hpp"
#include "engine/store/rows.hpp"
#include "engine/store/writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace tamga;

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

template <class Work>
double seconds(const Work& work) {
    const auto start = Clock::now();
    work();
    return seconds_since(start);
}

struct Routes {
    std::vector<geo::LonLat> towns = {};
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs = {};
    std::vector<std::uint32_t> routes = {};  ///< The pair of each.
};

Routes made(std::size_t count, std::size_t pairs) {
    std::mt19937_64 random{42};
    std::uniform_real_distribution<double> lon{-180, 180};
    std::uniform_real_distribution<double> height{-0.6, 0.95};
    std::normal_distribution<double> near{0, 3};
    Routes made;
    for (int cluster = 0; cluster < 1000; ++cluster) {
        const geo::LonLat centre{.lon = lon(random),
                                 .lat = std::asin(height(random)) * 57.29577951308232};
        for (int i = 0; i < 100; ++i) {
            made.towns.push_back({.lon = std::remainder(centre.lon + near(random), 360),
                                  .lat = std::clamp(centre.lat + near(random), -89.0, 89.0)});
        }
    }
    std::uniform_int_distribution<std::uint32_t> town{
        0, static_cast<std::uint32_t>(made.towns.size() - 1)};
    for (std::size_t i = 0; i < pairs; ++i) {
        made.pairs.emplace_back(town(random), town(random));
    }
    std::uniform_real_distribution<double> share{0, 1};
    for (std::size_t i = 0; i < count; ++i) {
        // The square makes the first pairs commoner, as Zipf's law does.
        const double at = share(random);
        made.routes.push_back(static_cast<std::uint32_t>(
            i < pairs ? i : static_cast<std::size_t>(at * at * static_cast<double>(pairs))));
    }
    return made;
}

void write_table(const Routes& all, const std::string& path) {
    std::ofstream file{path};
    file << "from,from_lat,from_lon,to,to_lat,to_lon,people,year\n";
    for (std::size_t i = 0; i < all.routes.size(); ++i) {
        const auto [a, b] = all.pairs[all.routes[i]];
        file << fmt::format("Town {},{:.5f},{:.5f},Town {},{:.5f},{:.5f},{},{}\n", a,
                            all.towns[a].lat, all.towns[a].lon, b, all.towns[b].lat,
                            all.towns[b].lon, i % 9973 + 1, 1990 + i % 31);
    }
}

void keep(const std::string& table, const std::string& path) {
    const route::JourneyReader reader{{.origin = {"from_lat", "from_lon"},
                                       .destination = {"to_lat", "to_lon"},
                                       .origin_name = "from",
                                       .destination_name = "to",
                                       .weight = "people",
                                       .time = "year",
                                       .category = {}}};
    const auto writer = store::create(path, true);
    writer->add_routes({.name = "routes", .source = {.path = table}, .called = table}, reader);
    writer->commit();
}

/// The same rows by SQLite alone: no table is read, nothing is computed, nothing indexed.
void insert_bare(const Routes& all, const std::string& path) {
    base::Database database{path, base::Database::Mode::create};
    database.execute(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN; CREATE TABLE places (id "
        "INTEGER PRIMARY KEY, name TEXT, lon, lat, geom); CREATE TABLE pairs (id INTEGER PRIMARY "
        "KEY, origin, destination, length_m, geom); CREATE TABLE routes (fid INTEGER PRIMARY KEY, "
        "pair, weight, weight_millionths, time TEXT)");
    const Bytes point(60);
    const Bytes line(89);
    auto place = database.prepare("INSERT INTO places VALUES (?, ?, ?, ?, ?)");
    for (std::size_t i = 0; i < all.towns.size(); ++i) {
        place.bind(1, static_cast<std::int64_t>(i + 1))
            .bind(2, std::string_view{fmt::format("Town {}", i)})
            .bind(3, all.towns[i].lon)
            .bind(4, all.towns[i].lat)
            .bind(5, ByteView{point})
            .run();
    }
    auto pair = database.prepare("INSERT INTO pairs VALUES (?, ?, ?, ?, ?)");
    for (std::size_t i = 0; i < all.pairs.size(); ++i) {
        pair.bind(1, static_cast<std::int64_t>(i + 1))
            .bind(2, std::int64_t{all.pairs[i].first})
            .bind(3, std::int64_t{all.pairs[i].second})
            .bind(4, 1234567.891)
            .bind(5, ByteView{line})
            .run();
    }
    auto route = database.prepare("INSERT INTO routes VALUES (?, ?, ?, ?, ?)");
    for (std::size_t i = 0; i < all.routes.size(); ++i) {
        const auto weight = static_cast<std::int64_t>(i % 9973 + 1);
        route.bind(1, static_cast<std::int64_t>(i + 1))
            .bind(2, std::int64_t{all.routes[i]} + 1)
            .bind(3, weight)
            .bind(4, weight * 1'000'000)
            .bind(5, std::string_view{fmt::format("{}", 1990 + i % 31)})
            .run();
    }
    database.execute("COMMIT");
}

std::size_t rows_of(store::Reader& reader, const store::Scan& scan) {
    const auto rows = reader.rows(reader.layers()[0], scan);
    std::size_t count = 0;
    while (rows->next() != nullptr) {
        ++count;
    }
    return count;
}

void ask(const std::string& path, const std::vector<geo::LonLat>& towns) {
    const auto reader = store::open(path);
    for (const auto& [what, values] :
         {std::pair{"no values", std::optional{std::vector<std::string>{}}},
          std::pair{"the time", std::optional{std::vector<std::string>{"time"}}},
          std::pair{"all values", std::optional<std::vector<std::string>>{}}}) {
        std::size_t count = 0;
        const double s = seconds([&] { count = rows_of(*reader, {.values = values}); });
        fmt::print("all rows, {:<24} {:8.3f} s  {} rows\n", what, s, count);
    }
    constexpr int boxes = 50;
    std::size_t passing = 0;
    std::size_t crossing = 0;
    double passing_s = 0;
    double crossing_s = 0;
    for (int i = 0; i < boxes; ++i) {
        const geo::LonLat at = towns[towns.size() / boxes * static_cast<std::size_t>(i)];
        const geo::Box box{at, {.lon = at.lon + 1, .lat = at.lat + 1}};
        passing_s += seconds([&] {
            passing += rows_of(*reader, {.reach = store::Scan::Reach::passing, .windows = {box}});
        });
        index::Area area;
        area.add_box(at.lon, at.lat, at.lon + 1, at.lat + 1);
        area.build();
        crossing_s += seconds([&] {
            const auto answer = store::crossing(*reader, {}, std::move(area), {.geometry = false});
            for (auto rows = answer->next(); !rows.empty(); rows = answer->next()) {
                crossing += rows.size();
            }
        });
    }
    fmt::print("a box of 1 degree, may pass        {:8.3f} ms {} rows\n", passing_s / boxes * 1000,
               passing / boxes);
    fmt::print("a box of 1 degree, crossing        {:8.3f} ms {} rows\n", crossing_s / boxes * 1000,
               crossing / boxes);
}

double megabytes(const std::string& path) {
    return static_cast<double>(std::filesystem::file_size(path)) / 1e6;
}

std::size_t number(int argc, char** argv, int at, std::size_t otherwise) {
    return argc > at ? std::strtoull(argv[at], nullptr, 10) : otherwise;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        fmt::print(stderr, "store_bench FOLDER [ROUTES] [PAIRS]\n");
        return 2;
    }
    const std::string folder = argv[1];
    const std::size_t count = number(argc, argv, 2, 1'000'000);
    const std::size_t pairs = std::clamp<std::size_t>(number(argc, argv, 3, count / 10), 1, count);
    const Routes all = made(count, pairs);
    const std::string table = folder + "/routes.csv";
    const std::string path = folder + "/routes.sqlite";
    const std::string bare = folder + "/bare.sqlite";
    write_table(all, table);
    std::filesystem::remove(bare);
    const double floor_s = seconds([&] { insert_bare(all, bare); });
    const double ingest_s = seconds([&] { keep(table, path); });
    fmt::print("{} routes of {} pairs: {:.0f} MB of CSV\n", count, pairs, megabytes(table));
    fmt::print("rows by bare SQLite                {:8.3f} s  {:.0f} MB\n", floor_s,
               megabytes(bare));
    fmt::print("ingest                             {:8.3f} s  {:.0f} MB, {:.1f} times as long\n",
               ingest_s, megabytes(path), ingest_s / floor_s);
    ask(path, all.towns);
    return 0;
}
