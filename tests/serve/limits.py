#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""limits.py TAMGA: a real server that may open few files, and clients that want more than that.

With 64 descriptors, 200 clients connect and never finish a request: the server must live, use little
of the processor, and answer who asks. It must end on SIGTERM within three seconds, in the middle of
whatever its clients do.
"""
import pathlib
import resource
import sys
import tempfile
import time

from served import Server, ask, bake, connect, request


def ask_again(port, target):
    """One response that is no refusal, asked for up to five times. Who has just come may be shed with those who only
    wait, and where shedding takes the server's threads too long it answers 503 for a tenth of a second; a client asks
    again for either (RFC 9112, section 9.3.1)."""
    answer = None
    for _ in range(5):
        try:
            answer = ask(port, target)
        except ConnectionResetError:
            answer = None
        if answer is not None and answer[0] != 503:
            break
        time.sleep(0.15)
    return answer


def main():
    tamga = sys.argv[1]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        bake(tamga, folder, "one", folder / "a.pmtiles")
        with Server(tamga, folder / "a.pmtiles", files=64) as server:
            clients = []
            for number in range(200):
                client = connect(server.port)
                clients.append(client)
                try:
                    client.sendall(request("/health")[:10] if number % 2 else b"")
                except OSError:
                    pass
            answers = [ask_again(server.port, "/a/0/0/0") for _ in range(50)]
            good = sum(answer is not None and answer[0] == 200 for answer in answers)
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            time.sleep(2)
            assert server.alive(), "the server ended"
            assert len(list(pathlib.Path(f"/proc/{server.process.pid}/fd").iterdir())) < 64
            took, status = server.stop()
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(f"200 clients at 64 descriptors: {good} of 50 answered, {spent:.2f} s of the "
                  f"processor in all, ended in {took:.2f} s with {status}")
            assert good == 50, "clients were turned away while others only waited"
            assert spent < 2, "it spins"
            assert status == 0 and took < 3


if __name__ == "__main__":
    main()
