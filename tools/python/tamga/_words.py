# SPDX-License-Identifier: MIT
"""Options of Python as words of the command line, so that both have the same names, checks and errors."""
import json
import os
import tempfile


def option_words(options):
    """max_zoom=10 is --max-zoom=10; True is the option alone; a list repeats it; None leaves it out."""
    words = []
    for name, value in options.items():
        dashed = ("-" if len(name) == 1 else "--") + name.strip("_").replace("_", "-")
        values = value if isinstance(value, (list, tuple)) else [value]
        for one in values:
            if one is None or one is False:
                continue
            if one is True:
                words.append(dashed)
            elif len(name) == 1:
                words += [dashed, text_of(one)]
            else:
                words.append(f"{dashed}={text_of(one)}")
    return words


def text_of(value):
    return os.fspath(value) if isinstance(value, os.PathLike) else str(value)


def sources_of(sources):
    """A source that starts with a dash is a file all the same, but "-" alone."""
    texts = [text_of(source) for source in sources]
    return [text if text == "-" or not text.startswith("-") else f"./{text}" for text in texts]


class QuestionWords:
    """Values of a question's options as the command line takes them: what has a geometry becomes a file
    that goes when this does, and of several values commas make one."""

    def __init__(self):
        self._folder = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._folder is not None:
            self._folder.cleanup()

    def words(self, options):
        return {name: self._word(value) for name, value in options.items()}

    def _word(self, value):
        features = _features(value)
        if features is None:
            return ",".join(map(text_of, value)) if isinstance(value, (list, tuple)) else value
        self._folder = self._folder or tempfile.TemporaryDirectory(prefix="tamga-")
        path = os.path.join(self._folder.name, f"{len(os.listdir(self._folder.name))}.geojson")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(features, file)
        return path


def _features(value):
    """What a geometry, or a frame of them, is as GeoJSON; None for anything else."""
    if hasattr(value, "to_crs") and getattr(value, "crs", None) is not None:
        value = value.to_crs(4326)
    shape = getattr(value, "__geo_interface__", None)
    if shape is None or isinstance(value, type):
        return None
    if shape["type"] in ("FeatureCollection", "Feature"):
        return shape
    return {"type": "Feature", "properties": {}, "geometry": shape}
