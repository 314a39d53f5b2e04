#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""limits.py TAMGA: a real server, and clients that hold all the places there are.

With 64 descriptors, 200 clients connect and never finish a request; with 300 connections, 200 take
an archive as slowly as they can and 100 only wait. Whoever asks must get an answer the first time and
soon; the slow ones must get all of theirs; the server must use little of the processor, and end on
SIGTERM within three seconds, in the middle of whatever its clients do.
"""
import pathlib
import resource
import socket
import sys
import tempfile
import threading
import time

from served import Reader, Server, ask, bake, connect, request

LONGEST_WAIT = 5.0  # Seconds, where other programs take the processors.


def ask_all(port, count, wrong, times):
    for _ in range(count):
        start = time.monotonic()
        try:
            answer = ask(port, "/a/0/0/0")
        except OSError as error:
            answer = error
        times.append(time.monotonic() - start)
        if not isinstance(answer, tuple) or answer[0] != 200:
            wrong.append(answer)


def healthy(port, threads, count):
    """What `threads` clients at once, `count` times each, got but should not; the longest wait."""
    wrong, times = [], []
    crowd = [threading.Thread(target=ask_all, args=(port, count, wrong, times))
             for _ in range(threads)]
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join()
    assert len(times) == threads * count
    return wrong, max(times)


def half_requests(port, count):
    clients = []
    for number in range(count):
        client = connect(port)
        clients.append(client)
        try:
            client.sendall(request("/health")[:10] if number % 2 else b"")
        except OSError:
            pass  # Shed already.
    return clients


def check_half_requests(tamga, archive):
    with Server(tamga, archive, files=64) as server:
        clients = half_requests(server.port, 200)
        wrong, longest = healthy(server.port, 5, 10)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        time.sleep(2)
        assert server.alive(), "the server ended"
        assert len(list(pathlib.Path(f"/proc/{server.process.pid}/fd").iterdir())) < 64
        took, status = server.stop()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"{len(clients)} half requests at 64 descriptors: {50 - len(wrong)} of 50 others "
              f"answered, the last in {longest:.2f} s; {spent:.2f} s of the processor in all, ended "
              f"in {took:.2f} s with {status}")
        # Who comes behind 200 others waits until each of these has had its time to ask.
        assert not wrong and longest < LONGEST_WAIT + 200 / 16 * 0.25, wrong
        assert spent < 2, "it spins"
        assert status == 0 and took < 3


def slow_reader(port, target):
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.settimeout(20)
    client.connect(("127.0.0.1", port))
    client.sendall(request(target))
    return client


def read_to_the_end(client):
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
    try:
        answer = Reader(client).response()
    except OSError as error:
        return error
    return len(answer[2]) if answer else None


def check_slow_readers(tamga, archive, size):
    with Server(tamga, archive, "--connections", "300") as server:
        slow = [slow_reader(server.port, "/a.pmtiles") for _ in range(200)]
        idle = [connect(server.port) for _ in range(100)]
        for client in idle:
            client.sendall(request("/health"))
        wrong, longest = healthy(server.port, 5, 20)
        got = [read_to_the_end(client) for client in slow]
        whole = sum(bytes_ == size for bytes_ in got)
        print(f"200 slow readers and 100 idle clients at 300 connections: {100 - len(wrong)} of 100 "
              f"others answered, the last in {longest:.2f} s; {whole} slow ones got all")
        assert not wrong and longest < LONGEST_WAIT, wrong
        assert whole == 200, [what for what in got if what != size]


def main():
    tamga = sys.argv[1]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        archive = folder / "a.pmtiles"
        bake(tamga, folder, "one", archive)
        with open(archive, "ab") as file:  # What follows the tiles is nobody's.
            file.write(bytes(1_500_000))
        check_half_requests(tamga, archive)
        check_slow_readers(tamga, archive, archive.stat().st_size)


if __name__ == "__main__":
    main()
