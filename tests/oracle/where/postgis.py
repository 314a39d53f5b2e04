#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""postgis.py TAMGA FOLDER GAZETTEER [COUNT]: asks `tamga where` and PostGIS in which country and unit
random positions are, and compares all answers. FOLDER holds the tables that GAZETTEER was built from.

Half of the positions are spread over the globe, half lie within a tenth of a degree of a vertex of a
border, where it is easy to be wrong. Starts a PostgreSQL of its own, and stops it again."""
import csv
import json
import math
import pathlib
import random
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "postgis"))
from server import Server

TAMGA, FOLDER, GAZETTEER = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
COUNT = int(sys.argv[4]) if len(sys.argv) > 4 else 200_000


def read_areas():
    """The areas in the order of the file, each with its key and its geometry as text."""
    path = FOLDER / "areas.geojsonl"
    if not path.exists():
        sys.exit(f"{path}: is not there; tools/dev/make-gazetteer makes it")
    for line in path.open(encoding="utf8"):
        feature = json.loads(line)
        yield feature["properties"]["key"], feature["geometry"]


def units():
    """What each key is called in the answers: ISO code of the country, ISO code and name of the unit."""
    with (FOLDER / "places.tsv").open(encoding="utf8") as file:
        rows = {row["key"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    return {key: (row["country"], row["iso"] if row["kind"] == "admin1" else "", row["name"] if row["kind"] == "admin1" else "")
            for key, row in rows.items()}


def positions(vertices):
    """As tamga keeps them, in ten-millionths of a degree."""
    numbers = random.Random(20261125)
    for i in range(COUNT):
        if i % 2:
            lon, lat = vertices[numbers.randrange(len(vertices))]
            lon, lat = lon + numbers.uniform(-0.1, 0.1), lat + numbers.uniform(-0.1, 0.1)
            yield round(max(-180, min(180, lon)), 7), round(max(-90, min(90, lat)), 7)
        else:
            yield round(numbers.uniform(-180, 180), 7), round(math.degrees(math.asin(numbers.uniform(-1, 1))), 7)


def main():
    areas = list(read_areas())
    rings = [ring for _, geometry in areas for polygon in
             ([geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]) for ring in polygon]
    points = list(positions([tuple(vertex) for ring in rings for vertex in ring]))
    table = "id,lat,lon\n" + "".join(f"{i},{lat:.7f},{lon:.7f}\n" for i, (lon, lat) in enumerate(points))
    answers = subprocess.run([TAMGA, "where", "-g", GAZETTEER, "--table", "-"], input=table, capture_output=True, text=True, check=True).stdout
    found = {int(row["id"]): (row["country_iso"], row["admin1_iso"], row["admin1"]) for row in csv.DictReader(answers.splitlines())}
    with Server() as server:
        server.sql("create table area (n int, key text, shape geometry); create table raw (n int, key text, shape text)")
        server.sql("copy raw from stdin", "".join(f"{n}\t{key}\t{json.dumps(shape)}\n" for n, (key, shape) in enumerate(areas)))
        server.sql("insert into area select n, key, ST_GeomFromGeoJSON(shape) from raw; create index on area using gist (shape)")
        server.sql("create table point (id int, shape geometry)")
        server.sql("copy point from stdin", "".join(f"{i}\tSRID=4326;POINT({lon:.7f} {lat:.7f})\n" for i, (lon, lat) in enumerate(points)))
        server.sql("create index on point using gist (shape); analyze")
        # Where areas overlap, the last one in the file counts; on a border either side is right.
        inside = server.sql("""select p.id, a.key, ST_Contains(a.shape, p.shape), a.n
            from area a join point p on ST_Intersects(a.shape, p.shape) order by p.id, a.n desc""")
    expected, edge = {}, set()
    for line in inside.splitlines():
        point, key, within, _ = line.split("\t")
        expected.setdefault(int(point), key)
        if within == "f":
            edge.add(int(point))
    names = units()
    wrong = [i for i in range(COUNT) if i not in edge and found[i] != (names[expected[i]] if i in expected else ("", "", ""))]
    for i in wrong[:20]:
        print(f"{points[i]}: PostGIS {expected.get(i)} {names.get(expected.get(i))}, tamga {found[i]}")
    print(f"{COUNT} positions, {len(expected)} in an area, {len(edge)} on a border, {len(wrong)} answers differ")
    sys.exit(1 if wrong else 0)


main()
