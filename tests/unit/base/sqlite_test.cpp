// SPDX-License-Identifier: MIT
#include "engine/base/sqlite.hpp"

#include "engine/base/error.hpp"
#include "tests/temporary_folder.hpp"

#include <sys/stat.h>
#include <catch2/catch.hpp>

#include <chrono>
#include <filesystem>
#include <thread>

using namespace tamga;
using base::Database;

namespace fs = std::filesystem;

namespace {

/// What is said of a view `v` of a foreign file, or what it gives.
std::string answer_of(const std::string& path, const std::string& view) {
    fs::remove(path);
    {
        Database database{path, Database::Mode::create};
        database.execute(
            "CREATE TABLE t (i integer); INSERT INTO t VALUES (1), (2);"
            "CREATE VIEW v AS " +
            view);
    }
    Database database{path, Database::Mode::read_only};
    database.distrust(1000);
    database.allow_steps(100'000);
    try {
        auto row = database.prepare("SELECT * FROM v");
        std::string all;
        while (row.step()) {
            all += std::string{row.text(0)} + ";";
        }
        return all;
    } catch (const Error& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("views of a foreign file may choose and join, and no more", "[base]") {
    const TemporaryFolder folder;
    const auto answer = [&](const std::string& view) {
        return answer_of(folder / "a.sqlite", view);
    };
    CHECK(answer("SELECT a.i FROM t a JOIN t b ON a.i = b.i ORDER BY 1") == "1;2;");
    CHECK(answer("SELECT coalesce(max(i), 0) FROM t WHERE typeof(i) = 'integer'") == "2;");
    CHECK_THAT(answer("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) "
                      "SELECT x FROM c WHERE x < 0"),
               Catch::Contains("not authorized"));
    CHECK_THAT(answer("SELECT zeroblob(900000000)"), Catch::Contains("zeroblob"));
    CHECK_THAT(answer("SELECT randomblob(9)"), Catch::Contains("not authorized"));
    CHECK_THAT(answer("SELECT count(*) FROM t a, t b, t c, t d, t e, t f, t g, t h, t i, t j, t k, "
                      "t l, t m, t n, t o, t p, t q, t r, t s"),
               Catch::Contains("far more steps"));
    CHECK_THAT(answer("SELECT d || d || d || d FROM (SELECT e || e || e || e AS d FROM "
                      "(SELECT i || '01234567890123456789012345678901234567890123456789' || "
                      "'0123456789012345678901234567890123456789' AS e FROM t))"),
               Catch::Contains("too big"));
}

TEST_CASE("a pipe is no database, and is not waited for", "[base]") {
    const TemporaryFolder folder;
    const std::string path = folder / "fifo";
    REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
    CHECK_THROWS_WITH((Database{path, Database::Mode::read_only}),
                      Catch::Contains("is not a regular file"));
}

TEST_CASE("a database that another program has locked is waited for, and then named", "[base]") {
    const TemporaryFolder folder;
    const std::string path = folder / "locked.sqlite";
    base::Database writer{path, base::Database::Mode::create};
    writer.execute("CREATE TABLE t (a); INSERT INTO t VALUES (7); BEGIN EXCLUSIVE");
    base::Database reader{path, base::Database::Mode::read_only};
    CHECK_THROWS_WITH(reader.prepare("SELECT a FROM t").step(),
                      Catch::EndsWith("locked.sqlite: is locked by another program, which did not "
                                      "let go of it within 2 seconds"));
    std::thread later{[&] {
        std::this_thread::sleep_for(std::chrono::milliseconds{100});
        writer.execute("COMMIT");
    }};
    auto row = reader.prepare("SELECT a FROM t");
    CHECK(row.step());
    CHECK(row.integer(0) == 7);
    later.join();
}
