# SPDX-License-Identifier: MIT
"""What a store answers, as columns."""
import collections.abc


class Answer(collections.abc.Mapping):
    """The rows of an answer by column: an array of numpy where one holds all values exactly, else a list.

    `answer["weight"]` is a column; `answer.missing["weight"]` says where it has no value (None: nowhere).
    Weights are int64, float64 where that loses no digit, else decimal.Decimal. `notes` are what one
    should know about the answer: what was left out, and why.
    """

    def __init__(self, parts):
        self._columns = {name: values for name, (values, _) in parts["columns"].items()}
        self.missing = {name: missing for name, (_, missing) in parts["columns"].items()}
        self.wkb = parts["geometry"]
        self.notes = parts["notes"]

    def __getitem__(self, name):
        return self._columns[name]

    def __iter__(self):
        return iter(self._columns)

    def __len__(self):
        return len(self._columns)

    def __repr__(self):
        return f"<tamga.Answer: {self.rows} rows of {', '.join(self._columns)}>"

    @property
    def rows(self):
        """How many there are."""
        return len(self.wkb)

    def to_dataframe(self):
        """A pandas.DataFrame: whole numbers of which some are missing are Int64."""
        import pandas

        return pandas.DataFrame({name: self._series(name) for name in self._columns})

    def to_geodataframe(self):
        """A geopandas.GeoDataFrame in WGS 84 (EPSG:4326)."""
        import geopandas

        geometry = geopandas.GeoSeries.from_wkb(self.wkb, crs="EPSG:4326")
        return geopandas.GeoDataFrame(self.to_dataframe(), geometry=geometry)

    def _series(self, name):
        import pandas

        values, missing = self._columns[name], self.missing[name]
        if missing is None or isinstance(values, list) or values.dtype == "float64":
            return values
        kind = pandas.arrays.IntegerArray if values.dtype == "int64" else pandas.arrays.BooleanArray
        return kind(values, missing)
