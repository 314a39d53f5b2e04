# SPDX-License-Identifier: MIT
"""The commands, called from Python."""
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
import unittest

import tamga

FIXTURES = pathlib.Path(os.environ["TAMGA_SOURCE"]) / "fixtures"


def points(path, count):
    """A CSV of points on a spiral."""
    with open(path, "w") as file:
        file.write("name,lat,lon\n")
        for i in range(count):
            file.write(f"p{i},{(i * 0.0137) % 160 - 80},{(i * 0.7) % 360 - 180}\n")
    return path


class CommandsTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)

    def test_a_position_is_located(self):
        found = tamga.locate("41.20438, 74.76609800000006")
        self.assertEqual((found["lat"], found["lon"]), (41.20438, 74.76609800000006))

    def test_many_are_answered_in_order_and_what_is_none_says_why(self):
        first, second = tamga.locate(["41,74", "no position"])
        self.assertEqual(first["lat"], 41)
        self.assertIn("error", second)
        self.assertEqual(tamga.locate([]), [])

    def test_lines_within_a_text_are_no_texts_of_their_own(self):
        self.assertEqual(len(tamga.locate(["41,\n74", "42,75"])), 2)

    def test_where_takes_texts_and_pairs(self):
        pair = tamga.where((41.2, 74.76), gazetteer="")
        self.assertEqual(pair["tile"], tamga.where("41.2, 74.76")["tile"])
        self.assertEqual(len(tamga.where([(41.2, 74.76), (0, 0)])), 2)

    def test_a_bake_gives_its_report_and_tells_how_far_it_is(self):
        steps = []
        report = tamga.bake(points(self.path / "p.csv", 50_000), output=self.path / "p.pmtiles",
                            max_zoom=5, progress=lambda *step: steps.append(step))
        self.assertEqual(report["layers"][0]["read"], 50_000)
        self.assertTrue(steps)
        self.assertEqual(tamga.inspect(self.path / "p.pmtiles")["format"], "pmtiles")
        self.assertEqual(tamga.verify(self.path / "p.pmtiles")["violations"], 0)

    def test_what_makes_no_sense_is_a_usage_error_with_a_hint(self):
        with self.assertRaisesRegex(tamga.UsageError, "max-zoom"):
            tamga.bake("a.csv", output="a.pmtiles", max_zom=3)
        with self.assertRaisesRegex(tamga.Error, "No such file"):
            tamga.bake(self.path / "none.csv", output=self.path / "a.pmtiles")
        self.assertTrue(issubclass(tamga.UsageError, ValueError))

    def test_an_error_of_progress_stops_the_bake_and_nothing_is_left(self):
        def fail(*_):
            raise KeyError("mine")

        with self.assertRaises(KeyError):
            tamga.bake(points(self.path / "p.csv", 400_000), output=self.path / "p.pmtiles",
                       progress=fail)
        self.assertEqual(os.listdir(self.path), ["p.csv"])
        self.assertEqual(tamga.locate("41,74")["lat"], 41)  # And the next work is not stopped.

    def test_other_threads_go_on_meanwhile(self):
        counted = 0
        done = threading.Event()

        def count():
            nonlocal counted
            while not done.wait(0.001):
                counted += 1

        thread = threading.Thread(target=count)
        thread.start()
        tamga.bake(points(self.path / "p.csv", 200_000), output=self.path / "p.pmtiles", max_zoom=6)
        done.set()
        thread.join()
        self.assertGreater(counted, 20)

    def test_ctrl_c_stops_a_bake_and_removes_what_is_half_written(self):
        points(self.path / "p.csv", 3_000_000)
        script = textwrap.dedent(f"""
            import tamga
            try:
                tamga.bake({str(self.path / "p.csv")!r}, output={str(self.path / "p.pmtiles")!r})
            except KeyboardInterrupt:
                print("stopped")
        """)
        process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        begin = time.monotonic()
        out, _ = process.communicate(timeout=30)
        self.assertEqual(out, "stopped\n")
        self.assertLess(time.monotonic() - begin, 5)
        self.assertEqual(os.listdir(self.path), ["p.csv"])


if __name__ == "__main__":
    unittest.main()
