#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""postgis.py TAMGA FOLDER [ROUTES]: what it takes to ingest ROUTES journeys (1,000,000) into a file and into
PostGIS, beside COPY of the same table and a spatial index of straight lines by PostGIS itself, and to ask both.
Starts a PostgreSQL of its own, and stops it again."""
import csv
import pathlib
import random
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[2] / "oracle" / "postgis"))
import sources
from server import Server

TAMGA, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
ROUTES = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000
QUESTIONS = [["crossing", "--area", "70,40,71,41"], ["crossing", "--area", "46,40,87,55"], ["totals", "--areas", "46,40,87,55"]]


def timed(what, work):
    begin = time.monotonic()
    work()
    print(f"{what}: {time.monotonic() - begin:.2f} s", flush=True)


def write_journeys(path):
    numbers = random.Random(1)
    places = [(f"place {i}", *sources.anywhere(numbers)) for i in range(2000)]
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["a", "a_lon", "a_lat", "b", "b_lon", "b_lat", "people", "year", "why"])
        for _ in range(ROUTES):
            rows.writerow([*numbers.choice(places), *numbers.choice(places), numbers.randrange(1, 500), numbers.choice(["2010", "2011", "2012"]), numbers.choice(["work", "study"])])


def tamga(*words):
    subprocess.run([TAMGA, *map(str, words)], check=True, stdout=subprocess.DEVNULL)


def by_postgis(server, table):
    server.sql("create table raw (a text, a_lon float8, a_lat float8, b text, b_lon float8, b_lat float8, people bigint, year text, why text)")
    server.sql("copy raw from stdin with (format csv, header)", table.read_text())
    server.sql("create table lines as select *, st_setsrid(st_makeline(st_makepoint(a_lon, a_lat), st_makepoint(b_lon, b_lat)), 4326) as geom from raw; create index on lines using gist (geom)")


def main():
    table, file = FOLDER / "journeys.csv", FOLDER / "journeys.sqlite"
    write_journeys(table)
    with Server() as server:
        for name, store in (("a file", file), ("PostGIS", server.address())):
            timed(f"ingest of {ROUTES} routes into {name}", lambda: tamga("ingest", "-q", "--force", "--routes", table, *sources.JOURNEY_OPTIONS, "-o", store))
        sizes = server.sql("select coalesce(sum(pg_total_relation_size(oid)), 0) from pg_class where relname like 'journeys\\_%' and relkind = 'r'")
        print(f"a file has {file.stat().st_size / 1e6:.0f} MB, the tables {int(sizes) / 1e6:.0f} MB")
        timed("COPY, straight lines and their index by PostGIS itself", lambda: by_postgis(server, table))
        for question in QUESTIONS:
            for name, store in (("a file", file), ("PostGIS", server.address())):
                timed(f"{' '.join(question)} of {name}", lambda: tamga("query", store, *question, "--format", "csv"))


main()
