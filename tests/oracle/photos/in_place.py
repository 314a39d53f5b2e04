#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""in_place.py TAMGA FIXTURES: photos are tagged in place while the program is killed (SIGKILL) at all
moments, and while files cannot grow, as on a full disk. Afterwards every photo is, byte by byte, what it
was before or what a run in peace makes of it, and its mode is what it was."""
import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

TAMGA, FIXTURES = sys.argv[1], pathlib.Path(sys.argv[2])
COUNT, ROUNDS, MODE = 40, 40, 0o640
WORDS = ["geotag", "photos", "--in-place", "--quiet", "--track", str(FIXTURES / "walk.gpx")]


def fill(folder):
    """Photos of 100 kB to 2 MB: what stands behind the picture stays there."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    picture = (FIXTURES / "noon.jpg").read_bytes()
    for i in range(COUNT):
        path = folder / f"{i:03}.jpg"
        path.write_bytes(picture + bytes([i]) * (100_000 + i * 50_000))
        path.chmod(MODE)


def photos(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.jpg"))}


def start(folder, limit=None):
    def prepare():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # A write beyond the limit is an error instead.
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    return subprocess.Popen([TAMGA, *WORDS, str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                            preexec_fn=prepare)


def check(folder, before, after, what):
    now = photos(folder)
    if now.keys() != before.keys():
        sys.exit(f"{what}: photos are missing")
    for name, content in now.items():
        if content not in (before[name], after[name]):
            sys.exit(f"{what}: {name} is neither what it was nor what it should be")
        mode = (folder / name).stat().st_mode & 0o777
        if mode != MODE:
            sys.exit(f"{what}: {name} has the mode {mode:o}")
    return sum(now[name] == after[name] for name in now)


def main():
    random.seed(1)
    top = pathlib.Path(tempfile.mkdtemp(prefix="tamga-in-place-"))
    folder = top / "photos"
    fill(folder)
    before = photos(folder)
    began = time.monotonic()
    if start(folder).wait() != 0:
        sys.exit("in peace: it failed")
    took = time.monotonic() - began
    after = photos(folder)
    if any(before[name] == after[name] for name in before):
        sys.exit("in peace: a photo got no position")
    check(folder, before, after, "in peace")

    tagged = []
    for _ in range(ROUNDS):
        fill(folder)
        run = start(folder)
        time.sleep(random.uniform(0, took))
        run.send_signal(signal.SIGKILL)
        run.wait()
        tagged.append(check(folder, before, after, "killed"))

    for limit in (50_000, 700_000, 1_500_000):
        fill(folder)
        if start(folder, limit).wait() == 0:
            sys.exit(f"with files of at most {limit} bytes: it did not fail")
        check(folder, before, after, f"with files of at most {limit} bytes")
        left = [path.name for path in folder.iterdir() if path.suffix != ".jpg"]
        if left:
            sys.exit(f"with files of at most {limit} bytes: {left} was left behind")
    shutil.rmtree(top)
    print(f"killed {ROUNDS} times in {took:.2f} s, with {min(tagged)} to {max(tagged)} of {COUNT} photos tagged; "
          "each one whole")


main()
