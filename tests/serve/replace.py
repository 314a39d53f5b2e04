#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""replace.py TAMGA [REQUESTS] [SECONDS]: archives that are replaced and rewritten under load.

Three versions of an archive take turns under one name: by renaming over it, and then by writing over
it in place. Clients ask for its tiles and for ranges of it all the while, REQUESTS (30,000) at least
and for SECONDS (8) at least in each of the two. Every answer must be of one version whole; under one
entity tag there must be one content; while files are renamed every request must be answered 200 or
206, and a new version must be served within a second; while files are rewritten in place 503 may come
as well, or the end of a connection in the middle of a body. Prints its figures.
"""
import collections
import os
import pathlib
import shutil
import sys
import tempfile
import threading
import time

from served import Reader, Server, ask, bake, connect, request

VERSIONS = ["one", "two", "three"]
TILES = [f"/a/4/{x}/{y}" for x in range(0, 16, 3) for y in range(4, 12, 2)] + ["/a/0/0/0"]
GZIP = "Accept-Encoding: gzip"


class Versions:
    """What each version answers, as a server says that serves nothing else."""

    def __init__(self, tamga, folder):
        self.files = {}
        self.tiles = collections.defaultdict(dict)  # target -> body -> version
        for version in VERSIONS:
            path = folder / version / "a.pmtiles"
            path.parent.mkdir()
            bake(tamga, folder, version, path)
            self.files[version] = path.read_bytes()
            with Server(tamga, path) as server:
                for target in TILES:
                    status, _, body = ask(server.port, target, GZIP)
                    assert status == 200, (target, status)
                    self.tiles[target][body] = version
        assert all(len(bodies) == len(VERSIONS) for bodies in self.tiles.values())


class Clients:
    """Threads that ask without end, and check all that they get."""

    def __init__(self, versions, port, in_place):
        self.versions = versions
        self.port = port
        self.in_place = in_place
        self.running = True
        self.statuses = collections.Counter()
        self.cut = 0
        self.tags = {}
        self.wrong = []
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self.work, args=(n,)) for n in range(4)]
        for thread in self.threads:
            thread.start()

    def stop(self):
        self.running = False
        for thread in self.threads:
            thread.join()

    def done(self):
        return sum(self.statuses.values())

    def work(self, number):
        try:
            while self.running and not self.wrong:
                self.connection(number)
        except Exception as error:  # A thread's end would go unseen.
            self.wrong.append(f"client {number}: {type(error).__name__}: {error}")

    def connection(self, number):
        """Asks for batches on one connection, until the server ends it."""
        size = len(self.versions.files["one"])
        with connect(self.port) as client:
            reader = Reader(client)
            for batch in range(40):
                start = (batch * 977 + number * 101) % (size - 400)
                wishes = [(target, request(target, GZIP)) for target in TILES]
                wishes.append((start, request("/a.pmtiles", f"Range: bytes={start}-{start + 299}")))
                wishes.append((0, request("/a.pmtiles")))
                client.sendall(b"".join(text for _, text in wishes))
                for wish, _ in wishes:
                    answer = reader.response()
                    if answer is None:
                        self.ended(wish, reader)
                        return
                    self.judge(wish, *answer)
                if not self.running:
                    return

    def ended(self, wish, reader):
        with self.lock:
            self.cut += 1
            if not self.in_place or isinstance(wish, str):
                self.wrong.append(f"{wish}: the connection ended after {len(reader.come)} bytes")

    def judge(self, wish, status, fields, body):
        wrong = None
        if status == 503 and self.in_place:
            pass
        elif status not in (200, 206):
            wrong = f"{wish}: {status} {body[:200]!r}"
        elif isinstance(wish, str):
            if body not in self.versions.tiles[wish]:
                wrong = f"{wish}: a tile of no version"
        elif not any(whole[wish:wish + len(body)] == body and
                     (status == 206 or len(whole) == len(body))
                     for whole in self.versions.files.values()):
            wrong = f"bytes from {wish}: of no version"
        with self.lock:
            self.statuses[status] += 1
            if status in (200, 206):
                key = (wish, status, fields["ETag"])
                if self.tags.setdefault(key, body) != body:
                    wrong = f"{wish}: two contents under {fields['ETag']}"
            if wrong:
                self.wrong.append(wrong)


def seconds_until(port, versions, version):
    start = time.monotonic()
    while True:
        answer = ask(port, TILES[0], GZIP)
        if answer and versions.tiles[TILES[0]].get(answer[2]) == version:
            return time.monotonic() - start
        assert time.monotonic() - start < 20, f"version {version} is not served after 20 s"
        time.sleep(0.01)


def replace_by_name(folder, path, content):
    (folder / "next").write_bytes(content)
    os.replace(folder / "next", path)


def write_over(folder, path, content):
    with open(path, "r+b") as file:
        half = len(content) // 2
        file.write(content[:half])
        file.flush()
        time.sleep(0.03)
        file.write(content[half:])
        file.truncate()


def under_load(server, versions, folder, path, replace, requests, seconds):
    """Lets the versions take turns; the times until each was served."""
    clients = Clients(versions, server.port, replace is write_over)
    start = time.monotonic()
    times = []
    turn = 0
    try:
        while (clients.done() < requests or time.monotonic() - start < seconds) and \
                not clients.wrong:
            turn += 1
            version = VERSIONS[turn % 3]
            replace(folder, path, versions.files[version])
            times.append(seconds_until(server.port, versions, version))
            assert server.alive(), "the server ended"
            time.sleep(0.1)
    finally:
        clients.stop()
    assert not clients.wrong, clients.wrong[:5]
    print(f"{replace.__name__}: {clients.done()} answers in {time.monotonic() - start:.0f} s, "
          f"{dict(clients.statuses)}, {clients.cut} connections ended in a body, "
          f"{len(times)} versions, served after {max(times):.2f} s at most; none mixed, none lost")
    return times


def check_truncation(server, versions, path):
    os.truncate(path, 200)
    for target in [TILES[3], "/a.pmtiles"]:
        answer = ask(server.port, target, GZIP)
        assert answer[0] == 503, answer
    assert server.alive()
    path.write_bytes(versions.files["one"])
    seconds_until(server.port, versions, "one")


def main():
    tamga = sys.argv[1]
    requests = int(sys.argv[2]) if len(sys.argv) > 2 else 30_000
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 8
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        versions = Versions(tamga, folder)
        path = folder / "a.pmtiles"
        shutil.copy(folder / "one" / "a.pmtiles", path)
        with Server(tamga, path) as server:
            for replace in (replace_by_name, write_over):
                times = under_load(server, versions, folder, path, replace, requests, seconds)
                if replace is replace_by_name:
                    assert sorted(times)[len(times) // 2] < 1, f"a new version came late: {times}"
            check_truncation(server, versions, path)
            took, status = server.stop()
            assert status == 0, f"ended with {status}"


if __name__ == "__main__":
    main()
