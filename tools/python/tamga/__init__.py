# SPDX-License-Identifier: MIT
"""tamga turns coordinates and journeys into maps; this is the tool in the process that asks.

    import tamga
    tamga.locate("41.20438, 74.76609800000006")
    tamga.bake("towns.geojson", output="towns.pmtiles", max_zoom=10)
    tamga.Store("journeys.sqlite").crossing(area="Kyrgyzstan").to_geodataframe()

Options have the names that the command line gives them (`tamga bake --help`), with underscores.
Failures are tamga.Error with the tool's message, and tamga.UsageError where the request makes no sense. Ctrl-C stops the
work; what is half written is removed. `progress=f` calls f(step, done, total) ten times a second.
"""
import json

from . import _tamga
from ._answer import Answer
from ._errors import Error, InputError, SystemFailure, UsageError
from ._store import Store
from ._words import option_words, sources_of, text_of

__all__ = ["Answer", "Error", "InputError", "Store", "SystemFailure", "UsageError", "bake", "geotag",
           "ingest", "inspect", "locate", "run", "verify", "where"]


def run(*words, input="", progress=None):
    """Any command in its own words: run("decode", "0/0/0.pbf"). Returns what it prints."""
    status, out, err = _tamga.run([text_of(word) for word in words], input, progress)
    if status != 0:
        raise (UsageError if status == 2 else Error)(err.strip())
    return out


def bake(*sources, output, progress=None, **options):
    """Renders vector tiles and route layers, and returns the report."""
    words = ["bake", *sources_of(sources), f"--output={text_of(output)}", "--json"]
    return json.loads(run(*words, *option_words(options), progress=progress))


def ingest(*sources, output, progress=None, **options):
    """Puts sources into a store."""
    words = ["ingest", *sources_of(sources), f"--output={text_of(output)}", "--quiet"]
    run(*words, *option_words(options), progress=progress)


def inspect(tileset):
    """What a tile set says about itself, and what is in it."""
    return json.loads(run("inspect", "--json", *sources_of([tileset])))


def verify(tileset, **options):
    """The report of what is wrong with a tile set."""
    status, out, err = _tamga.run(["verify", "--json", *sources_of([tileset]), *option_words(options)])
    if not out:
        raise (UsageError if status == 2 else Error)(err.strip())
    return json.loads(out)


def locate(text, **options):
    """The position that a text names, as a dictionary; for a list of texts a list.

    What is no position has "error" instead of "lat" and "lon".
    """
    return _each("locate", text, options)


def where(position, **options):
    """The country, the unit, the nearest town and the tile of a position: a text in any notation, or
    (lat, lon). For a list of them a list."""
    pair = isinstance(position, tuple) and len(position) == 2
    positions = [position] if pair or isinstance(position, str) else list(position)
    texts = [one if isinstance(one, str) else f"{float(one[0])!r}, {float(one[1])!r}" for one in positions]
    return _each("where", texts[0] if pair or isinstance(position, str) else texts, options)


def geotag(text, **options):
    """The places that a text names, a dictionary each; offsets count its characters."""
    words = ["geotag", "text", "--format=jsonl", *option_words(options), "-"]
    return [json.loads(line) for line in run(*words, input=text).splitlines()]


def _each(command, text, options):
    texts = [text] if isinstance(text, str) else list(text)
    if not texts:
        return []
    lines = "".join(" ".join(one.splitlines()) + "\n" for one in texts)
    # A text that is no position is one of its answers.
    _, out, err = _tamga.run([command, "--json", *option_words(options), "-"], lines)
    answers = [json.loads(line) for line in out.splitlines()]
    if len(answers) != len(texts):
        raise Error(err.strip())
    return answers[0] if isinstance(text, str) else answers
