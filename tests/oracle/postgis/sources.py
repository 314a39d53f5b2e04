# SPDX-License-Identifier: MIT
"""What the tests of PostGIS ingest: towns, stops of several points, lines, areas, journeys and stocks."""
import csv
import json
import math
import random


def anywhere(numbers):
    return round(numbers.uniform(-180, 180), 5), round(math.degrees(math.asin(numbers.uniform(-1, 1))), 5)


def write_towns(path, count, numbers):
    """Columns of every type, mixed ones, and names that are no plain words."""
    with path.open("w", encoding="utf8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["lon", "lat", "name", "people", "share", "mixed", "fid", "it's \"so\"", "Название", "day"])
        for i in range(count):
            lon, lat = anywhere(numbers)
            rows.writerow([lon, lat, random_name(numbers, i), numbers.randrange(10**7), round(numbers.random(), 6), numbers.choice(["12", "7.5", "many", "", "100000000000000000000"]),
                           i * 3, numbers.choice(["a 'quote'", "b,c", ""]), numbers.choice(["Ош", "Ёлка", "日本"]), numbers.choice(["2010-05-03", "03.05.2010", ""])])


def random_name(numbers, i):
    return numbers.choice(["Ош", "São Paulo", "O'Higgins", 'The "Place"', "Tab\there", "Back\\slash"]) + f" {i}"


def feature(kind, coordinates, **properties):
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def write_features(path, features):
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf8")


def square(lon, lat, size):
    return [[lon, lat], [lon + size, lat], [lon + size, lat + size], [lon, lat + size], [lon, lat]]


def write_shapes(folder, numbers):
    stops = [feature("MultiPoint", [anywhere(numbers) for _ in range(1 + i % 3)], name=f"stop {i}", level=i, flag=i % 2 == 0, deep={"a": [1, None]}) for i in range(300)]
    write_features(folder / "stops.geojson", stops)
    lines = [feature("MultiLineString", [[anywhere(numbers), anywhere(numbers)] for _ in range(1 + i % 2)], name=f"line {i}", weight=i + 0.5) for i in range(100)]
    write_features(folder / "tracks.geojson", lines)
    areas = [feature("Polygon", [square(lon, lat, 20), square(lon + 5, lat + 5, 5)], name=f"area {lon} {lat}", group="north" if lat >= 0 else "south")
             for lon in range(-180, 180, 40) for lat in range(-80, 80, 40)]
    write_features(folder / "areas.geojson", areas)
    write_features(folder / "mixed.geojson", [stops[0], lines[0], areas[0], stops[1]])


def write_journeys(path, count, numbers):
    places = [(f"place {i}" if i % 7 else "", *anywhere(numbers)) for i in range(400)] + [("Suva", 178.44, -18.14), ("Apia", -171.77, -13.83), ("Pole", 0, 90), ("Suva", 178.5, -18.2)]
    weights = ["1", "250", "0.25", "1234567.000001", "0", "9223372036854775807", "3e3"]
    with path.open("w", encoding="utf8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["a", "a_lon", "a_lat", "b", "b_lon", "b_lat", "people", "year", "why", "note", "age", "pair"])
        for i in range(count):
            a, b = numbers.choice(places), numbers.choice(places)
            rows.writerow([*a, *b, numbers.choice(weights) if i % 100 == 0 else numbers.randrange(1, 500), numbers.choice(["2010", "2011", "2012", "2013-05", ""]), numbers.choice(["work", "study", ""]),
                           numbers.choice(["x", "1", "2.5", ""]), numbers.choice([numbers.randrange(90), ""]), i])


def write_all(folder, towns=3000, journeys=20000):
    numbers = random.Random(20261201)
    write_towns(folder / "towns.csv", towns, numbers)
    write_shapes(folder, numbers)
    write_journeys(folder / "journeys.csv", journeys, numbers)


JOURNEY_OPTIONS = ["--origin", "a_lon,a_lat", "--destination", "b_lon,b_lat", "--origin-name", "a", "--destination-name", "b", "--weight", "people", "--time", "year", "--category", "why"]
