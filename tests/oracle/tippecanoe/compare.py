#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""compare.py TAMGA CHECKOUT: tippecanoe's own test inputs, baked by tamga.

CHECKOUT is a clone of github.com/felt/tippecanoe, which is neither part of this repository nor
fetched by it. Every input in its tests folder must bake without an error and pass tamga verify.
Where a golden output was made with options that tamga has too, the names of the attributes and the
features at the deepest zoom must be the same: layer, id and attributes of each. What differs for a
reason is listed in README.md, and below with the same words.

Prints a line for each input, and exits 1 if something differs that is not listed.
"""
import collections
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile

# Options of tippecanoe that change nothing that is compared here, or only how zooms above the
# deepest are thinned; those with a value of their own word have it in the golden's name.
WITHOUT_EFFECT = re.compile(r"-(ps|pS|pn|pf|pk|pd|pp|pi|pt|pC|pN|ao|ar|f|q|Q|P|pg|pw|pW)$|"
                            r"-[rBdDmSbMO][\d.gf]*$|--(quiet|force|no-tile-stats|read-parallel|"
                            r"simplification-at-maximum-zoom=.*|no-simplification.*|"
                            r"no-line-simplification|preserve-input-order|no-tiny-polygon-reduction|"
                            r"detect-shared-borders|visvalingam|extra-detail=.*|order-by=.*|"
                            r"order-smallest-first|order-largest-first|no-feature-limit|"
                            r"no-tile-size-limit|no-clipping|low-detail=.*)$")

# (input, golden's words) -> why tamga answers otherwise. README.md says more.
DIFFERENCES = {
    "attribute-type -z0 -Tinttype:int -Tfloattype:float -Tbooltype:bool -Tstringtype:string":
        "a value that cannot be the type stays what it is",
    "dateline": "a crs that names none is an error",
    "highzoom -z30": "zooms end at 24",
    "invalid-polygon": "a source without one good record is an error",
    "islands -d7 -z7 -pp": "a polygon smaller than the grid is drawn as a square",
    "onefeature": "a file that ends inside a value is an error",
    "overture-235 -z0": "what begins as lines is read as lines",
    "overture-235 -z0 (fields)": "what begins as lines is read as lines",
}


def words_of(golden):
    """The options that a golden's file name stands for, one word each with its value."""
    name = golden.name.removesuffix(".json").removesuffix(".gz")
    text = name.replace("_", " ")
    for code, character in (("%2f", "/"), ("%3a", ":"), ("%3d", "="), ("%22", '"'), ("%7b", "{"),
                            ("%7d", "}"), ("%2C", ","), ("%26", "&"), ("%3c", "<"), ("%3e", ">")):
        text = text.replace(code, character)
    return text.split()


def tamga_options(words):
    """Tamga's options for tippecanoe's, or None if one has no equivalent."""
    options = []
    for word in words:
        if WITHOUT_EFFECT.match(word):
            continue
        if match := re.fullmatch(r"-([zZ])(\d+)", word):
            options += ["-" + match[1], match[2]]
        elif match := re.fullmatch(r"-([yxl])(.+)", word):
            options += ["-" + match[1], match[2]]
        elif match := re.fullmatch(r"-T(\w+):(int|float|bool|string)", word):
            options += ["--type", match[1] + ":" + match[2]]
        else:
            return None
    return options


def golden_features(golden):
    """What a golden has at its deepest zoom, counted, and its attributes' names by layer."""
    text = gzip.open(golden, "rt").read() if golden.suffix == ".gz" else golden.read_text()
    root = json.loads(text)
    fields = {}
    if "json" in root["properties"]:
        for layer in json.loads(root["properties"]["json"])["vector_layers"]:
            fields[layer["id"]] = set(layer["fields"])
    deepest = max((t["properties"]["zoom"] for t in root["features"]), default=0)
    found = set()
    for tile in root["features"]:
        if tile["properties"]["zoom"] == deepest:
            for layer in tile["features"]:
                for feature in layer["features"]:
                    found.add(key_of(layer["properties"]["layer"], feature))
    return deepest, found, fields


def value_of(value):
    """Numbers as they compare: 3 and 3.0 are one, and so are digits beyond the sixth."""
    if isinstance(value, float):
        value = int(value) if value.is_integer() else round(value, 6)
    return float(value) if isinstance(value, int) and abs(value) > 1 << 53 else value


def key_of(layer, feature):
    properties = {k: value_of(v) for k, v in feature["properties"].items()}
    return layer, feature.get("id"), json.dumps(properties, sort_keys=True)


def tamga_features(tamga, tileset, zoom):
    out = subprocess.run([tamga, "decode", tileset, "-z", str(zoom), "-Z", str(zoom)], check=True,
                         capture_output=True, text=True).stdout
    return {key_of(f["layer"], f) for f in json.loads(out)["features"]}


class Comparison:
    def __init__(self, tamga, checkout):
        self.tamga = tamga
        self.tests = pathlib.Path(checkout) / "tests"
        self.folder = tempfile.TemporaryDirectory()
        self.wrong = 0
        self.counts = collections.Counter()
        self.met = set()

    def bake(self, source, options, output):
        run = subprocess.run([self.tamga, "bake", source, *options, "--keep", "all", "--max-tile-bytes", "0",
                              "--max-tile-features", "0", "-q", "-f", "-o", output], capture_output=True, text=True,
                             timeout=240)
        return run.stderr.strip() if run.returncode else None

    def complain(self, name, what):
        known = DIFFERENCES.get(name)
        self.met.add(name)
        self.counts["listed differences" if known else "differences"] += 1
        self.wrong += known is None
        print(f"{'known' if known else 'WRONG'}: {name}: {what}{f' ({known})' if known else ''}")

    def check_input(self, source):
        name = source.parent.name
        output = f"{self.folder.name}/{name}.pmtiles"
        self.counts["inputs"] += 1
        failure = self.bake(source, ["-l", name], output)
        if failure:
            self.complain(name, failure)
            return
        verified = subprocess.run([self.tamga, "verify", output], capture_output=True, text=True)
        if verified.returncode:
            self.complain(name, "verify: " + verified.stdout.strip()[:300])
        goldens = sorted((source.parent / "out").glob("*.json*"))
        for golden in goldens:
            self.check_golden(source, name, golden, output)

    def check_golden(self, source, name, golden, output):
        options = tamga_options(words_of(golden))
        self.counts["goldens"] += 1
        if options is None or not any(o == "-z" for o in options):
            self.counts["goldens with options of tippecanoe's own"] += 1
            return
        if "-l" not in options:
            options += ["-l", source.name.split(".")[0]]
        title = f"{name} {' '.join(words_of(golden))}"
        failure = self.bake(source, options, output)
        if failure:
            self.complain(title, failure)
            return
        deepest, theirs, fields = golden_features(golden)
        ours = tamga_features(self.tamga, output, deepest)
        self.counts["goldens compared"] += 1
        self.counts["features compared"] += len(theirs)
        if ours != theirs:
            only = [sorted(map(str, a - b))[:2] for a, b in ((ours, theirs), (theirs, ours))]
            self.complain(title, f"zoom {deepest}: {len(ours)} features, tippecanoe {len(theirs)}; {len(ours - theirs)} only "
                          f"ours {only[0]}, {len(theirs - ours)} only theirs {only[1]}")
        metadata = json.loads(subprocess.run([self.tamga, "inspect", "--json", output], check=True,
                                             capture_output=True, text=True).stdout)
        own = {layer["name"]: set(layer["fields"]) for layer in metadata["layers"]}
        if fields and own != fields:
            self.complain(title + " (fields)", f"attributes {own} against {fields}")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    comparison = Comparison(sys.argv[1], sys.argv[2])
    for source in sorted(comparison.tests.glob("*/in.json*")):
        comparison.check_input(source)
    gone = sorted(set(DIFFERENCES) - comparison.met)
    if gone:
        print("WRONG: listed, but there is no difference:", ", ".join(gone))
    print(", ".join(f"{count} {what}" for what, count in comparison.counts.items()))
    sys.exit(1 if comparison.wrong or gone else 0)


if __name__ == "__main__":
    main()
