#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""answers.py TAMGA [JOURNEYS]: ingests the same sources into a file and into PostGIS, asks both every question of
`tamga query`, and compares the answers byte by byte, with what is noted beside them. Starts a PostgreSQL of its
own, and stops it again."""
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import sources
from server import Server

TAMGA = sys.argv[1]
JOURNEYS = int(sys.argv[2]) if len(sys.argv) > 2 else 500

WKT = "POLYGON((60 30, 90 30, 90 55, 60 55, 60 30), (70 40, 75 40, 75 45, 70 45, 70 40))"
AREAS = ["-30,-30,50,60", "170,-40,-150,10", "-180,60,180,90", "0,0,0.1,0.1", WKT, "{folder}/areas.geojson"]
SHAPE_LAYERS = ["towns", "stops", "tracks", "areas"]
MANY = ["{folder}/areas.geojson", "--name", "name"]
# What makes no sense is compared as well; all else has to be answered.
REFUSED = ("sql DELETE", "sql SELECT 1;", "sql SELECT nothing", "sql SELECT * FROM towns LIMIT", "sql with x as (select 1) delete",
           "within --layer tracks --areas", "within --layer areas --areas", "within --layer nowhere", "totals --layer towns",
           "crossing --layer journeys --area -30,-30,50,60 --where nothing = 1")
FILTERS = [[], ["--time", "2010..2011"], ["--time", "2012"], ["--category", "work"], ["--where", "weight > 100 and note = '1'"],
           ["--where", "origin in ('Suva', 'place 3') or age > 80"], ["--weight", "age"], ["--weight", "length_m"], ["--time", "2013-05", "--category", "study"]]


def questions():
    for layer in SHAPE_LAYERS:
        for area in AREAS:
            yield ["within", "--layer", layer, "--area", area]
        yield ["within", "--layer", layer, "--areas", *MANY]
        yield ["within", "--layer", layer, "--area", AREAS[0], "--limit", "10", "--offset", "3"]
        for at in ["41.2,74.76", "-17,179.99", "89.9,0"]:
            yield ["near", "--layer", layer, "--at", at, "--within", "900km"]
            yield ["nearest", "--layer", layer, "--at", at, "-k", "12"]
    yield ["within", "--layer", "towns", "--area", AREAS[0], "--where", "people > 5000000 and mixed = 'many'"]
    yield ["within", "--layer", "towns", "--area", AREAS[0], "--where", "share < 0.25 or mixed > 8"]
    yield ["within", "--layer", "mixed_points", "--area", "-180,-90,180,90"]
    for said in FILTERS:
        more = ["--layer", "journeys", *said]
        for area in AREAS[:5]:
            yield ["crossing", *more, "--area", area]
        yield ["crossing", *more, "--areas", *MANY, "--limit", "3000"]
        yield ["between", *more, "--from", AREAS[0], "--to", AREAS[1]]
        yield ["near", *more, "--at", "41.2,74.76", "--within", "50km"]
        yield ["nearest", *more, "--at", "-17,179.99", "-k", "7"]
        yield ["totals", *more, "--areas", *MANY]
        yield ["totals", *more, "--areas", *MANY[:1], "--by", "group,year"]
        yield ["matrix", *more, "--areas", *MANY[:1], "--by", "group,time,category"]
        yield ["matrix", *more, "--areas", *MANY[:1], "--by", "group", "--wide"]
        yield ["matrix", *more, "--areas", *MANY[:1], "--by", "group", "--via", "{folder}/areas.geojson"]
        yield ["screenline", *more, "--line", "LINESTRING(60 30, 90 55)"]
        yield ["through", *more, "--areas", *MANY[:1], "--by", "group"]
        yield ["density", *more, "--areas", *MANY]
        yield ["rank", *more, "--by", "pair", "-k", "5"]
        yield ["top", *more, "-k", "5"]
    yield ["sql", "SELECT fid, name, people, share FROM towns WHERE people > 9000000 ORDER BY fid"]
    yield ["sql", "SELECT origin, sum(weight_millionths) AS sum, count(*) AS n FROM journeys WHERE weight < 1000000 GROUP BY origin ORDER BY n, origin"]
    yield ["sql", "WITH t AS (SELECT 1 AS one, 2.5 AS half, NULL AS none, 'Ош' AS text) SELECT * FROM t"]
    yield ["sql", "SELECT fid, geom FROM stops WHERE fid < 9 ORDER BY fid"]
    for refused in ["DELETE FROM towns", "SELECT 1; SELECT 2", "SELECT nothing FROM towns", "SELECT * FROM towns LIMIT", "with x as (select 1) delete from towns"]:
        yield ["sql", refused]
    yield ["within", "--layer", "nowhere", "--area", AREAS[0]]
    yield ["crossing", "--layer", "journeys", "--area", AREAS[0], "--time", "1999"]
    yield ["crossing", "--layer", "journeys", "--area", AREAS[0], "--where", "nothing = 1"]
    yield ["totals", "--layer", "towns", "--areas", *MANY]


def ask(store, question, folder, *more):
    words = [word.replace("{folder}", str(folder)) for word in question]
    done = subprocess.run([TAMGA, "query", store, *words, *more], capture_output=True)
    # How many bytes a geometry takes is each database's own.
    return done.returncode, re.sub(rb"\(\d+ bytes\)", b"(bytes)", done.stdout), done.stderr.replace(store.encode(), b"STORE")


def unasked():
    """Questions that `tamga query` knows and nobody asks here."""
    said = " ".join(subprocess.run([TAMGA, "query", "--help"], capture_output=True, text=True).stdout.split())
    known = re.search(r"One of (within, [a-z, ]+)\.", said)[1].split(", ")
    return set(known) - {question[0] for question in questions()}


def ingest(store, folder):
    words = ["ingest", "-o", store, *(str(folder / name) for name in ["towns.csv", "stops.geojson", "tracks.geojson", "areas.geojson", "mixed.geojson"]),
             "--routes", str(folder / "journeys.csv"), *sources.JOURNEY_OPTIONS]
    done = subprocess.run([TAMGA, *words], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"ingest: {done.stderr}")
    return done.stderr


def differs(one, other, question):
    """What a statement that is refused is told is each database's own."""
    if question[0] == "sql" and one[0] != 0:
        return one[:2] != other[:2]
    return one != other


def main():
    if unasked():
        sys.exit(f"no question here asks {sorted(unasked())}")
    with Server() as server, tempfile.TemporaryDirectory(prefix="tamga-answers-") as name:
        folder = pathlib.Path(name)
        sources.write_all(folder, journeys=JOURNEYS)
        file, database = str(folder / "store.sqlite"), server.address()
        said = [ingest(store, folder) for store in (file, database)]
        if said[0] != said[1]:
            sys.exit(f"ingest says\n{said[0]}\nof the file, and\n{said[1]}\nof PostGIS")
        asked = wrong = rows = 0
        for question in questions():
            for form in (["--format", "csv"], ["--format", "geojson"], ["--format", "table"]):
                if form[1] == "table" and question[0] != "totals":
                    continue
                one, other = (ask(store, question, folder, *form) for store in (file, database))
                asked += 1
                rows += one[1].count(b"\n")
                if one[0] and not " ".join(question).startswith(REFUSED):
                    wrong += 1
                    print(f"is refused: {' '.join(question)} {one[2][:300]!r}")
                if differs(one, other, question):
                    wrong += 1
                    print(f"differs: {' '.join(question)} {form[1]}")
                    for answer in (one, other):
                        print(f"  {answer[0]} {len(answer[1])} bytes {answer[2][:300]!r}")
                    lines = [(a, b) for a, b in zip(one[1].splitlines(), other[1].splitlines()) if a != b][:2]
                    for a, b in lines:
                        print(f"  file    {a[:300]!r}\n  PostGIS {b[:300]!r}")
        print(f"{asked} questions, {rows} lines of answers from a file, {wrong} differ in PostGIS")
        sys.exit(1 if wrong or asked < 300 or rows < 20_000 else 0)


main()
