#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""codes.py TAMGA FOLDER GAZETTEER PLACES COUNTRY_INFO: bakes UNHCR's table of refugees by each of the
three ways in which it names countries (its own codes, ISO's, names), and says how many people stand in
a wrong country.

FOLDER has unhcr_flows.csv (or .csv.gz) and unhcr_countries.csv, which says what UNHCR's codes are in
ISO's. COUNTRY_INFO is GeoNames' table of countries (alpha-2, alpha-3), PLACES the table of places that
GAZETTEER was built from: where each country is. Nothing here is known from tamga but what it answers.

Exit status 1 if anybody is misplaced, if a country that the gazetteer has is not found, if an aggregate
is placed, or if the sums are not those of the file."""
import csv
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile
from decimal import Decimal

TAMGA, FOLDER, GAZETTEER, PLACES, COUNTRY_INFO = sys.argv[1], pathlib.Path(sys.argv[2]), *sys.argv[3:6]
NOBODY = {"UKN", "STA", "TIB", "XXA", "XXX"}  # Unknown, stateless, Tibetan: no country.
WEIGHT = "refugees"
faults = 0


def require(truth, message):
    global faults
    if not truth:
        faults += 1
        print("FAULT:", message)


def read_flows():
    packed = FOLDER / "unhcr_flows.csv.gz"
    file = gzip.open(packed, "rt", encoding="utf-8") if packed.exists() else open(
        FOLDER / "unhcr_flows.csv", encoding="utf-8")
    with file:
        return packed if packed.exists() else FOLDER / "unhcr_flows.csv", list(csv.DictReader(file))


def iso2_of_iso3():
    with open(COUNTRY_INFO, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file if line.strip() and not line.startswith("#")]
    return {row[1]: row[0] for row in rows}


def positions():
    with open(PLACES, encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    return {row[6]: (float(row[8]), float(row[9])) for row in rows if row[2] == "country"}


def truth_of(rows, way):
    """For each value of the columns of a way, ISO's alpha-3 code; none for what is no country."""
    with open(FOLDER / "unhcr_countries.csv", encoding="utf-8") as file:
        iso3_of_unhcr = {row["unhcr_code"]: row["iso_code"] for row in csv.DictReader(file)}
    truth = {}
    for row in rows:
        for end in ("coo", "coa"):
            value = row[end + way].strip()
            if value:
                truth[value] = (iso3_of_unhcr.get(row[end]) or row[end]) if way == "" else row[end + "_iso"]
    return truth


def run(*command):
    return subprocess.run([TAMGA, *command], check=True, capture_output=True, text=True).stdout


def bake(flows, way, folder):
    tiles, resolved = folder / f"flows{way}.pmtiles", folder / f"resolved{way}.csv"
    report = json.loads(run("bake", "--routes", str(flows), "--origin", "coo" + way, "--destination",
                            "coa" + way, "--weight", WEIGHT, "--gazetteer", GAZETTEER, "-l", "flows", "-z", "2",
                            "--cluster", "0", "--resolved", str(resolved), "-o", str(tiles), "--json"))
    with open(resolved, encoding="utf-8") as file:
        names = list(csv.DictReader(file))
    return report["layers"][0], names, json.loads(run("inspect", "--json", str(tiles)))["metadata"]


def check_names(names, truth, where, iso2):
    """Returns the people who stand in a wrong country, and those whose country was not found."""
    misplaced = lost = 0
    for name in names:
        iso3 = truth[name["value"]]
        people = int(name["weight"])
        right = where.get(iso2.get(iso3, ""))
        is_nobody = iso3 in NOBODY or iso3 == ""
        if name["lat"]:
            at = (float(name["lat"]), float(name["lon"]))
            if is_nobody or right is None or max(abs(at[0] - right[0]), abs(at[1] - right[1])) > 1e-6:
                misplaced += people
                print(f"misplaced: {name['value']} ({iso3}) at {at}, not {right}: {people} people")
        elif not is_nobody and right is not None:
            lost += people
            print(f"lost: {name['value']} ({iso3}), {name['reason']}: {people} people")
        require(not (iso3 in NOBODY) or name["reading"] == "aggregate",
                f"{name['value']} is read as {name['reading']!r}, not as an aggregate")
    return misplaced, lost


def check_sums(report, metadata, rows, truth, way, placed):
    sums = {name: sum["weight"] for name, sum in report["weights"].items()}
    total = sum(int(Decimal(row[WEIGHT])) for row in rows if row[WEIGHT])
    require(sums["all"] == total, f"{sums['all']} are accounted for, the file has {total}")
    parts = sums["journeys"] + sums["aggregates"] + sums["unresolved"] + sums["bad"]
    require(parts == total, f"the parts come to {parts}, the file to {total}")

    def ends(row):
        return [row[end + way].strip() for end in ("coo", "coa")]

    own = sum(int(Decimal(row[WEIGHT])) for row in rows if row[WEIGHT] and all(end in placed for end in ends(row)))
    require(sums["journeys"] == own, f"{sums['journeys']} are journeys, {own} have two countries that are placed")
    nobody = sum(int(Decimal(row[WEIGHT])) for row in rows
                 if row[WEIGHT] and any(truth.get(end, "") in NOBODY for end in ends(row)))
    require(sums["aggregates"] == nobody, f"{sums['aggregates']} are of aggregates, {nobody} in the file")
    for zoom in metadata["tamga"]["routes"]["flows"]:
        require(zoom["total"] == sums["journeys"], f"zoom {zoom['zoom']}: the total is {zoom['total']}")
        require(zoom["drawn"] + zoom["within"] + zoom["remainder"] == zoom["total"],
                f"zoom {zoom['zoom']}: the parts are not the total")
    return sums


flows, rows = read_flows()
iso2, where = iso2_of_iso3(), positions()
with tempfile.TemporaryDirectory() as folder:
    for way, scheme in (("", "codes:unhcr"), ("_iso", "codes:iso3"), ("_name", "countries")):
        truth = truth_of(rows, way)
        report, names, metadata = bake(flows, way, pathlib.Path(folder))
        require(report["places_read_as"] == scheme, f"coo{way} is read as {report['places_read_as']}, not {scheme}")
        misplaced, lost = check_names(names, truth, where, iso2)
        require(misplaced == 0, f"coo{way}: {misplaced} people stand in a wrong country")
        require(lost == 0, f"coo{way}: {lost} people of countries that the gazetteer has")
        placed = {name["value"] for name in names if name["lat"]}
        sums = check_sums(report, metadata, rows, truth, way, placed)
        print(f"coo{way}: {scheme}, {len(names)} names, {misplaced} people misplaced, {sums}")
print(f"{len(rows)} rows, {faults} faults")
sys.exit(1 if faults else 0)
