# SPDX-License-Identifier: MIT
"""The README's example for Python does what it says."""
import contextlib
import io
import os
import pathlib
import re
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["TAMGA_SOURCE"])


class ReadmeTest(unittest.TestCase):
    def test_the_example_runs_and_prints_what_its_comments_say(self):
        (example,) = re.findall(r"```python\n(.*?)```", (SOURCE / "README.md").read_text(), re.S)
        printed = io.StringIO()
        before = os.getcwd()
        with tempfile.TemporaryDirectory() as folder:
            os.symlink(SOURCE / "fixtures", pathlib.Path(folder) / "fixtures")
            os.chdir(folder)
            try:
                with contextlib.redirect_stdout(printed):
                    exec(compile(example, "README.md", "exec"), {})
                self.assertTrue(os.path.exists("journeys.pmtiles"))
            finally:
                os.chdir(before)
        lines = printed.getvalue().splitlines()
        self.assertEqual(lines[:2], ["41.20438", "Kyrgyzstan"])
        self.assertIn("2020, the latest", lines[2])
        self.assertIn("LINESTRING", printed.getvalue())


if __name__ == "__main__":
    unittest.main()
