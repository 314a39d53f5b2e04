// SPDX-License-Identifier: MIT
//
// SpatiaLite takes a row that is refused for one to ask for again: a limit that ends a statement of
// its own would let it begin anew for ever.
#include <catch2/catch.hpp>

#include "engine/store/spatialite/database.hpp"
#include "tests/temporary_folder.hpp"

#include <chrono>

using namespace tamga;

TEST_CASE("what SpatiaLite does by itself comes to its end where time is up", "[store]") {
    const TemporaryFolder folder;
    store::SpatialDatabase store{folder / "a.sqlite", base::Database::Mode::create};
    base::Database& database = store.database();
    database.execute(
        "CREATE TABLE towns (fid INTEGER PRIMARY KEY, geom BLOB);"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
        "INSERT INTO towns (geom) SELECT MakePoint(i % 180, i % 90, 4326) FROM n");
    database.allow_time(std::chrono::milliseconds{0});
    CHECK_THROWS(database.execute("SELECT count(*) FROM towns a, towns b WHERE a.fid = b.fid + 1"));
    CHECK_NOTHROW(store.call("RecoverGeometryColumn('towns', 'geom', 4326, 'POINT', 'XY')"));
    CHECK_NOTHROW(store.call("CreateSpatialIndex('towns', 'geom')"));
}
