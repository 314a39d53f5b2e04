# SPDX-License-Identifier: MIT
"""Stores and the questions to them."""
from . import _tamga
from ._answer import Answer
from ._words import QuestionWords, option_words, text_of


class Store:
    """A store that `tamga.ingest` made.

    Each question of `tamga query` is a method whose arguments are its options: an area is a file, WKT,
    (west, south, east, north), a name, or anything with a geometry (shapely, geopandas); a position is
    a text or (lat, lon); several columns are a list.

        Store("journeys.sqlite").crossing(area="Kyrgyzstan", time="2015..2020").to_geodataframe()
    """

    def __init__(self, path):
        self._store = _tamga.Store(text_of(path))

    @property
    def layers(self):
        """A dictionary for each: name, kind, features, source."""
        return self._store.layers()

    def ask(self, question, *words, geometry=True, **options):
        """The answer to a question; see `help(tamga.Store)` for their names. `geometry=False` is faster."""
        with QuestionWords() as question_words:
            asked = option_words(question_words.words(options))
            return Answer(self._store.ask([question, *map(text_of, words), *asked], geometry))


def _add_question(name, text):
    def method(self, *words, geometry=True, **options):
        return self.ask(name, *words, geometry=geometry, **options)

    method.__name__ = name
    method.__qualname__ = f"Store.{name}"
    method.__doc__ = text[:1].upper() + text[1:] + "."
    setattr(Store, name, method)


for _name, _text in _tamga.questions():
    _add_question(_name, _text)
