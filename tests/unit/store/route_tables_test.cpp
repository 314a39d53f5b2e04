// SPDX-License-Identifier: MIT
//
// The tables behind a layer of routes: what others see of them, and what is made of damage.
#include "engine/base/error.hpp"
#include "engine/ingest/read.hpp"
#include "tests/unit/store/sample.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

using namespace tamga;
using namespace tamga::store;

TEST_CASE("a layer of routes is places, pairs of them and routes, and a view that joins them",
          "[store]") {
    const TemporaryFolder folder;
    const std::string path = sample(folder);
    const auto answer = [&](const std::string& sql) {
        return printed_by("sqlite3 " + path + " \"" + sql + "\"");
    };
    CHECK(answer("SELECT id, name, lon, lat FROM journeys_places WHERE id < 3") ==
          "1|Moscow|37.62|55.75\n2|Tokyo|139.69|35.69\n");
    // Two journeys from Osh to Moscow, in different years, are one pair.
    CHECK(answer("SELECT fid, pair, weight, time FROM journeys_routes WHERE fid IN (2, 3)") ==
          "2|2|5000.0|2015\n3|2|7000.5|2020\n");
    CHECK(answer("SELECT p.length_m, o.name, d.name FROM journeys_pairs p JOIN journeys_places o "
                 "ON o.id = p.origin JOIN journeys_places d ON d.id = p.destination WHERE p.id = "
                 "2") == "3067158.787|Osh|Moscow\n");
    CHECK(answer("SELECT fid, origin, destination, from_lon, from_lat, to_lon, to_lat, weight, "
                 "weight_millionths, length_m, time, category FROM journeys WHERE fid = 3") ==
          "3|Osh|Moscow|72.8|40.53|37.62|55.75|7000.5|7000500000|3067158.787|2020|work\n");
    CHECK(answer("SELECT count(*), sum(weight_millionths) FROM journeys") == "7|13310500000\n");
}

TEST_CASE("what other programs see of routes is their ends joined, or drawn if that is wanted",
          "[store]") {
    const TemporaryFolder folder;
    const auto lines = [&](bool drawn) {
        const std::string path = folder / "lines.sqlite";
        const auto writer = create(path, true);
        RouteSource source = routes("journeys", "journeys.csv");
        source.drawn = drawn;
        writer->add_routes(source, route::JourneyReader{journey_table()});
        writer->commit();
        return printed_by("spatialite -silent " + path +
                          " 'SELECT min(ST_NPoints(geom)), max(ST_NPoints(geom)), "
                          "max(ST_NumGeometries(geom)) FROM journeys'");
    };
    CHECK_THAT(lines(false), Catch::EndsWith("2|4|2\n"));  // Cut at the antimeridian.
    const std::string drawn = lines(true);
    CHECK_FALSE(drawn == "2|4|2\n");
}

TEST_CASE("bake reads the routes of a store as the geodesics that they are", "[store]") {
    const TemporaryFolder folder;
    const std::string path = sample(folder);
    std::vector<std::string> layers = ingest::layers({.path = path});
    CHECK(layers == std::vector<std::string>{"places", "halves", "journeys"});
    std::size_t routes = 0;
    double north = 0;
    ingest::read({.path = path, .layer = "journeys"}, [&](model::Features&& batch) {
        for (std::size_t i = 0; i < batch.size(); ++i) {
            ++routes;
            for (const geo::LonLat p : batch[i].positions) {
                north = std::max(north, p.lat);
            }
        }
        return ingest::Finish{};
    });
    CHECK(routes == 7);
    CHECK(north > 61);  // Moscow to Tokyo; their ends are south of 56 degrees.
    std::size_t places = 0;
    ingest::read({.path = path, .layer = "journeys_places"}, [&](model::Features&& batch) {
        places += batch.size();
        return ingest::Finish{};
    });
    CHECK(places == 7);
}

TEST_CASE("an index that is no longer right is not asked", "[store]") {
    const TemporaryFolder folder;
    const std::string path = sample(folder);
    const std::string fiji = "170,-30,-160,0";
    CHECK(fids(crossing(*open(path), {}, area(fiji))) == std::vector<std::int64_t>{5, 6});
    // Somebody else moves Suva to the other side of the Earth, and adds a journey to Apia.
    CHECK(printed_by("spatialite -silent " + path +
                     " \"UPDATE journeys_places SET lon = 10, lat = 5 WHERE name = 'Suva'; INSERT "
                     "INTO journeys_pairs (origin, destination, length_m) SELECT 3, id, 1 FROM "
                     "journeys_places WHERE name = 'Apia'; INSERT INTO journeys_routes (pair, "
                     "weight_millionths) SELECT max(id), 1 FROM journeys_pairs\"")
              .find("rror") == std::string::npos);
    const auto has_index = [&] {
        return printed_by("sqlite3 " + path +
                          " 'SELECT count(*) FROM journeys_index WHERE id = 0'") == "1\n";
    };
    const auto check = [&] {
        CHECK(fids(crossing(*open(path), {}, area("9,4,11,6"))) == std::vector<std::int64_t>{5, 6});
        CHECK(fids(crossing(*open(path), {}, area(fiji))) == std::vector<std::int64_t>{5, 6, 8});
    };
    CHECK_FALSE(has_index());
    check();
    reindex(path);
    CHECK(has_index());
    check();
    CHECK(folder.names().size() == 1);
}

TEST_CASE("a store whose tables do not fit together is damaged, and says so", "[store]") {
    const TemporaryFolder folder;
    const std::string path = sample(folder);
    const auto after = [&](const std::string& sql) {
        std::filesystem::copy_file(path, folder / "b.sqlite",
                                   std::filesystem::copy_options::overwrite_existing);
        CHECK(printed_by("sqlite3 " + (folder / "b.sqlite") + " \"" + sql + "\"").empty());
        try {
            const auto store = open(folder / "b.sqlite");
            whole(crossing(*store, {}, area("-180,-90,180,90")));
        } catch (const Error& error) {
            return std::string{error.what()};
        }
        return std::string{"nothing is wrong"};
    };
    CHECK(after("DELETE FROM journeys_pairs WHERE id = 2") ==
          "layer 'journeys' names the pair 2, which is not there");
    CHECK(after("DELETE FROM journeys_places WHERE id = 1") ==
          "layer 'journeys' names the place 1, which is not there");
    CHECK(after("UPDATE journeys_routes SET pair = -5 WHERE fid = 1") ==
          "layer 'journeys' has -5 where the number of a pair or of a place is to be");
    CHECK(after("UPDATE journeys_index SET boxes = x'00' WHERE id = 1")
              .starts_with("an index in the store is damaged: node 1 has 1 bytes and not "));
    CHECK(after("ALTER TABLE journeys_pairs RENAME TO p; CREATE VIEW journeys_pairs AS SELECT * "
                "FROM p") == "layer 'journeys' has no table 'journeys_pairs'");
    CHECK(after("DROP TABLE journeys_index") == "nothing is wrong");
    CHECK(after("DROP VIEW journeys; CREATE VIEW journeys AS SELECT 1 AS fid") ==
          "nothing is wrong");
}

TEST_CASE("a store is not indexed anew where a place is nowhere, and stays as it was", "[store]") {
    const TemporaryFolder folder;
    const std::string path = sample(folder);
    CHECK(printed_by("sqlite3 " + path + " 'UPDATE journeys_places SET lat = 91 WHERE id = 1'")
              .empty());
    CHECK_THROWS_WITH(reindex(path),
                      path +
                          ": layer 'journeys' has a place at 91,37.62, and longitudes are within "
                          "-180..180, latitudes within -90..90");
    CHECK(open(path)->layers().size() == 3);
    CHECK(folder.names().size() == 1);
    CHECK_THROWS_WITH(reindex(fixtures + "places.csv"), Catch::EndsWith("tamga ingest makes one"));
}

TEST_CASE("the same sources make the same bytes", "[store]") {
    const TemporaryFolder folder;
    const std::string first = printed_by("sha256sum < " + sample(folder));
    const TemporaryFolder other;
    const std::string path = sample(other);
    CHECK(printed_by("sha256sum < " + path) == first);
}

TEST_CASE("a layer of routes may be called by a word of SQL", "[store]") {
    const TemporaryFolder folder;
    const std::string path = folder / "words.sqlite";
    const auto writer = create(path, false);
    for (const char* name : {"recursive", "Select", "a [b] `c`"}) {
        writer->add_routes(routes(name, "journeys.csv"), route::JourneyReader{journey_table()});
    }
    writer->commit();
    for (const char* name : {"recursive", "Select", "a [b] `c`"}) {
        CHECK(fids(crossing(*open(path), {.layer = name}, area("170,-30,-160,0"))) ==
              std::vector<std::int64_t>{5, 6});
    }
    CHECK(ingest::layers({.path = path}).size() == 3);
}

TEST_CASE("a pair that most routes are of is asked for as one of few routes is", "[store]") {
    const TemporaryFolder folder;
    const std::string table = folder / "table.csv";
    {
        std::ofstream csv{table};
        csv << "from_lat,from_lon,to_lat,to_lon,n\n";
        for (int i = 0; i < 300; ++i) {
            csv << (i % 100 == 0   ? "10,10,11,11,"
                    : i % 100 == 1 ? "30,30,31,31,"
                                   : "50,50,51,51,")
                << i << '\n';
        }
    }
    const std::string path = folder / "days.sqlite";
    const auto writer = create(path, false);
    writer->add_routes({"days", {.path = table}, table},
                       route::JourneyReader{{.origin = {"from_lat", "from_lon"},
                                             .destination = {"to_lat", "to_lon"},
                                             .weight = "n"}});
    writer->commit();
    const auto reader = open(path);
    CHECK(fids(crossing(*reader, {}, area("9,9,12,12"))) == std::vector<std::int64_t>{1, 101, 201});
    CHECK(fids(crossing(*reader, {}, area("49,49,52,52"))).size() == 294);
    CHECK(fids(crossing(*reader, {}, area("9,9,52,52"))).size() == 300);
}
