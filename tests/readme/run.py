#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the commands that README.md shows after "$ tamga", in order and in one empty folder, and compares what they
print on standard output with what the README shows under them. A line "..." stands for any lines.

Usage: run.py README.md TAMGA FIXTURES
"""
import os
import re
import subprocess
import sys
import tempfile

readme, tamga, fixtures = map(os.path.abspath, sys.argv[1:4])
steps = []
for block in re.findall(r"^```\n(.*?)^```$", open(readme, encoding="utf8").read(), re.M | re.S):
    for line in block.splitlines():
        if line.startswith("$ "):
            steps.append((line[2:], []))
        elif steps and block.startswith("$ "):
            steps[-1][1].append(line)


def matches(shown, printed):
    pattern = "\n".join(".*" if line == "..." else re.escape(line) for line in shown)
    return re.fullmatch(pattern, printed.rstrip("\n"), re.S) is not None


failed = 0
with tempfile.TemporaryDirectory() as folder:
    os.symlink(fixtures, os.path.join(folder, "fixtures"))
    environment = {**os.environ, "PATH": os.path.dirname(tamga) + os.pathsep + os.environ["PATH"]}
    for command, shown in steps:
        run = subprocess.run(command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        if run.returncode != 0 or not matches(shown, run.stdout):
            failed += 1
            print(f"$ {command}\nstatus {run.returncode}\n{run.stderr}printed:\n{run.stdout}shown:\n" + "\n".join(shown))
print(f"{len(steps)} commands of the README, {failed} wrong")
sys.exit(1 if failed or not steps else 0)
