# SPDX-License-Identifier: MIT
"""Stores, asked from Python."""
import decimal
import pathlib
import tempfile
import unittest

import geopandas
import numpy
import shapely.geometry
import tamga

JOURNEYS = """from,from_lat,from_lon,to,to_lat,to_lon,people,year,note
Osh,40.53,72.8,Moscow,55.75,37.62,120,2010,first
Osh,40.53,72.8,Moscow,55.75,37.62,130,2015,
Bishkek,42.87,74.59,Almaty,43.25,76.95,7,2015,"a, b"
Suva,-18.14,178.44,Apia,-13.83,-171.77,3,2015,über
"""
BOX = shapely.geometry.box(60, 45, 75, 52)


class StoreTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        path = pathlib.Path(cls.folder.name)
        (path / "journeys.csv").write_text(JOURNEYS)
        cls.path = path / "journeys.sqlite"
        tamga.ingest(routes=path / "journeys.csv", output=cls.path, origin="from_lon,from_lat",
                     destination="to_lon,to_lat", origin_name="from", destination_name="to",
                     weight="people", time="year")
        cls.store = tamga.Store(cls.path)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_layers_are_listed(self):
        (layer,) = self.store.layers
        self.assertEqual((layer["name"], layer["kind"], layer["features"]), ("journeys", "routes", 4))

    def test_columns_are_arrays_where_one_holds_all(self):
        answer = self.store.crossing(area=BOX)
        self.assertEqual(answer.rows, 2)
        self.assertEqual(answer["weight"].dtype, numpy.dtype("int64"))
        self.assertEqual(answer["weight"].tolist(), [120, 130])
        self.assertEqual(answer["inside_m"].dtype, numpy.dtype("float64"))
        self.assertEqual(answer["note"], ["first", None])
        self.assertEqual(answer.missing["note"].tolist(), [False, True])
        self.assertIsNone(answer.missing["weight"])

    def test_an_area_is_a_text_a_geometry_or_a_frame(self):
        frame = geopandas.GeoDataFrame({"name": ["steppe"]}, geometry=[BOX], crs=4326)
        for area in ("60,45,75,52", BOX.wkt, BOX, frame, frame.to_crs(3857)):
            with self.subTest(area=str(area)[:20]):
                self.assertEqual(self.store.crossing(area=area, geometry=False).rows, 2)

    def test_boxes_positions_and_columns_may_be_sequences(self):
        self.assertEqual(self.store.crossing(area=(60, 45, 75, 52)).rows, 2)
        self.assertEqual(self.store.nearest(at=(40.5, 72.8), k=1)["origin"], ["Osh"])
        frame = geopandas.GeoDataFrame({"name": ["steppe"]}, geometry=[BOX], crs=4326)
        sums = self.store.matrix(areas=frame, by=["time", "note"])
        self.assertEqual(sum(sums["weight"]), 260)

    def test_an_answer_becomes_a_geodataframe(self):
        frame = self.store.crossing(area=BOX).to_geodataframe()
        self.assertEqual(frame.crs.to_epsg(), 4326)
        self.assertEqual(set(frame.geom_type) - {"LineString", "MultiLineString"}, set())
        first = frame.geometry.iloc[0]
        self.assertAlmostEqual(first.bounds[0], 37.62, 6)

    def test_missing_whole_numbers_stay_whole(self):
        frame = self.store.sql("select 1 as a union all select null").to_dataframe()
        self.assertEqual(str(frame["a"].dtype), "Int64")

    def test_numbers_that_no_double_holds_keep_their_digits(self):
        path = pathlib.Path(self.folder.name)
        (path / "big.csv").write_text(
            "a_lat,a_lon,b_lat,b_lon,w\n1,2,3,4,1234567890.123456\n1,2,3,4,1\n")
        tamga.ingest(routes=path / "big.csv", output=path / "big.sqlite", origin="a_lon,a_lat",
                     destination="b_lon,b_lat", weight="w")
        weights = tamga.Store(path / "big.sqlite").crossing(area="-10,-10,10,10")["weight"]
        self.assertEqual(weights, [decimal.Decimal("1234567890.123456"), 1])

    def test_an_answer_of_nothing_has_its_columns(self):
        answer = self.store.crossing(area="0,0,1,1")
        self.assertEqual(answer.rows, 0)
        self.assertIn("inside_m", answer)
        self.assertEqual(len(answer.to_geodataframe()), 0)

    def test_a_question_that_makes_no_sense_is_refused_in_the_tools_words(self):
        with self.assertRaisesRegex(tamga.UsageError, "needs --area"):
            self.store.crossing()
        with self.assertRaisesRegex(tamga.UsageError, "--aera"):
            self.store.crossing(aera=BOX)
        with self.assertRaises(tamga.UsageError):
            self.store.ask("crosing", area=BOX)
        with self.assertRaisesRegex(tamga.InputError, "no such file"):
            tamga.Store("none.sqlite")

    def test_reserved_words_take_an_underscore(self):
        rows = self.store.between(from_="72,40,73,41", to="37,55,38,56").rows
        self.assertEqual(rows, 2)

    def test_each_question_has_its_words(self):
        self.assertIn("pass through", tamga.Store.crossing.__doc__)


if __name__ == "__main__":
    unittest.main()
