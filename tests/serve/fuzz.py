#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""fuzz.py TAMGA [REQUESTS] [SEED]: a real server and requests that were damaged on purpose.

Each of REQUESTS (20,000) is a good request with a few changes: paths, ranges, fields, bodies, chunks,
lengths that contradict each other, bytes at random. Every other one stays a request that is read to
its end, so that what is behind the head is reached, too; a good request follows on the same
connection, and must get its own answer. After each, a good request on a connection of its own must
get the right bytes. A connection that the server has said it ends must end, nothing of
the disk beside what is served may come, and the server must be alive at the end, end on SIGTERM, and
have said nothing on stderr that a sanitizer says. Prints its figures.
"""
import collections
import pathlib
import random
import sys
import tempfile
import time

from served import Server, ask, bake, connect, request

SECRET = b"nobody may see this"
GOOD = request("/a/4/8/7", "Accept-Encoding: gzip", "Connection: close")
PATHS = ["/", *["/a.pmtiles"] * 6, "/a.json", "/a", "/a/0/0/0", "/a/4/8/7.mvt", "/a/4/8/7", "/b/2/1/1",
         "/b/2/3/3.pbf", "/b.json", "/catalog", "/health", "/styles/x.json", "/assets/x.js"]
WORDS = ["..", ".", "%2e%2e", "%2f", "%00", "%", "%zz", "%c0%ae", "//", "\\", "secret", "?", "#",
         "%0d%0aX: y", "a.pmtiles", "metadata.json", "99999999999999999999", "-1", "%ff", "~", ";",
         "http://x/", "*", "%1b[31m", "/../../secret", "/b/../../secret", "/b/%2e%2e/%2e%2e/secret",
         "/b/2/1/../../../../secret", "/b/2/1/..%2f..%2f..%2f..%2fsecret", "/b/secret", "\0", "?v=3&v=4",
         "?a=%ff&%00", "?+=%2B&&=", "&", "=", "+", ".json", ".mvt", ".pbf", "styles/", "%2fhealth"]
RANGES = ["bytes=0-0", "bytes=0-126", "bytes=-5", "bytes=-0", "bytes=5-", "bytes=9-1", "bytes=-",
          "bytes=0-0,1-1", "bytes=0-,0-,0-", "bytes=99999999999999999999-", "bytes=0-9" * 200,
          "bytes=18446744073709551615-18446744073709551615", "bytes=18446744073709551614-",
          "bytes= 1 - 2", "bits=0-1", "bytes", "bytes=,", "bytes=0-1;", "bytes=a-b", "bytes=-9" * 50]
FIELDS = ["Range: {range}", "If-Range: \"x\"", "If-Range: *", "If-None-Match: *", "If-Match: *",
          "If-None-Match: W/\"x\", \"y\"", "If-Match: \"", "Accept-Encoding: gzip",
          "Accept-Encoding: br;q=0, *;q=nan", "Accept-Encoding: gzip;q=1e999", "Connection: close",
          "Connection: keep-alive, close, , x", "Expect: 100-continue", "Upgrade: h2c",
          "Content-Length: 0", "Content-Length: 5", "Content-Length: 5, 5", "Content-Length: -1",
          "Content-Length: 0x5", "Content-Length: 99999999999999999999", "Content-Length:",
          "Transfer-Encoding: chunked", "Transfer-Encoding: gzip", "Transfer-Encoding: chunked, x",
          "Transfer-Encoding:\tchunked", "Transfer-Encoding : chunked", "transfer-encoding: CHUNKED",
          "X-Forwarded-Host: \"<>", "X-Forwarded-Prefix: /../", "Host: y", "Host: a b", "X: \x00",
          "X: \xff\xfe", " folded", "X", ": x", "X:" + "y" * 5000, "Cookie: " + "a=b; " * 1000]
CONDITIONS = FIELDS[:10] + ["Range: {range}"] * 5
BODIES = ["", "hello", "5\r\nhello\r\n0\r\n\r\n", "5;x=y\r\nhello\r\n0\r\nX: y\r\n\r\n", "-1\r\n\r\n",
          "ffffffffffffffff1\r\n", "0\r\n\r\nGET /health HTTP/1.1\r\nHost: x\r\n\r\n",
          "GET /b/2/1/1 HTTP/1.1\r\nHost: x\r\n\r\n", "\r\n\r\n\r\n", "\n\n"]
METHODS = ["GET"] * 8 + ["HEAD", "OPTIONS", "POST", "PUT", "DELETE", "TRACE", "CONNECT", "PRI", "get",
                         "G\0T", "X" * 300, ""]


def target(random):
    path = random.choice(PATHS)
    for _ in range(random.choice([0, 0, 1, 2, 5])):
        at = random.randrange(len(path) + 1)
        path = path[:at] + random.choice(WORDS) + path[at:]
    return path * random.choice([1] * 40 + [300])


def odd(random):
    """A request in good order that asks for odd things."""
    lines = [f"{random.choice(['GET', 'GET', 'GET', 'HEAD', 'OPTIONS'])} {odd_target(random)} HTTP/1.1",
             "Host: x"]
    for _ in range(random.choice([0, 1, 1, 2, 3])):
        field = random.choice(CONDITIONS).replace("{range}", random.choice(RANGES))
        lines.insert(random.randrange(1, len(lines) + 1), field)
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def odd_target(random):
    path = target(random)[:4000]
    return "/" + "".join(c for c in path if c > " ").lstrip("/")


def damaged(random):
    version = random.choice(["HTTP/1.1"] * 8 + ["HTTP/1.0", "HTTP/2.0", "HTTP/1.2", "HTTP/9", ""])
    lines = [f"{random.choice(METHODS)} {target(random)} {version}"]
    if random.random() < 0.95:
        lines.append("Host: x")
    for _ in range(random.choice([0, 1, 1, 2, 3, 120 if random.random() < 0.05 else 4])):
        field = random.choice(FIELDS).replace("{range}", random.choice(RANGES))
        lines.insert(random.randrange(1, len(lines) + 1), field)
    end = random.choice(["\r\n"] * 20 + ["\n", "\r"])
    text = (end.join(lines) + end + end + random.choice(BODIES)).encode("latin-1")
    for _ in range(random.choice([0, 0, 0, 1, 3])):
        at = random.randrange(len(text))
        text = random.choice([text[:at] + bytes([random.randrange(256)]) + text[at + 1:],
                              text[:at] + text[at + 1 + random.randrange(9):], text[:at],
                              text[:at] + text[at:] * 2]) or b"\r\n"
    return text


def answers(port, text):
    """All that the server sends on one connection."""
    with connect(port) as client:
        try:
            client.sendall(text)
            client.shutdown(1)
        except OSError:
            pass  # It has refused and hung up before all was sent.
        got = b""
        try:
            while piece := client.recv(1 << 16):
                got += piece
        except ConnectionError:
            pass
        return got


def goes_on_after_close(got, is_head):
    """True if something follows a response that says that it is the last."""
    at = got.find(b"Connection: close\r\n\r\n")
    if at < 0 or is_head:
        return False
    head = got[:at].rsplit(b"HTTP/1.1 ", 1)[1]
    size = (head.split(b"\r\nContent-Length: ") + [b"0"])[1].split(b"\r\n")[0]
    return len(got) > at + len(b"Connection: close\r\n\r\n") + int(size)


def check(folder, tamga, requests, seed):
    bake(tamga, folder, "one", folder / "served" / "a.pmtiles")
    bake(tamga, folder, "two", str(folder / "served" / "b") + "/")
    (folder / "secret").write_bytes(SECRET)
    (folder / "served" / "secret").write_bytes(SECRET)
    (folder / "served" / "b" / "secret").write_bytes(SECRET)
    rolls = random.Random(seed)
    statuses = collections.Counter()
    with open(folder / "log", "w+b") as log, Server(tamga, folder / "served", log=log) as server:
        good = ask(server.port, "/a/4/8/7", "Accept-Encoding: gzip")
        assert good[0] == 200
        start = time.monotonic()
        for number in range(requests):
            is_odd = number % 2 == 1
            text = odd(rolls) + GOOD if is_odd else damaged(rolls)
            got = answers(server.port, text)
            what = f"request {number} of seed {seed}: {text[:300]!r} got {got[:300]!r}"
            assert server.alive(), "the server ended: " + what
            assert not got or got.startswith(b"HTTP/1.1 "), what
            assert SECRET not in got, what
            assert not goes_on_after_close(got, b"HEAD" in text), what
            assert not is_odd or got.endswith(b"\r\n\r\n" + good[2]), what
            statuses[got[9:12].decode() or "none"] += 1
            after = ask(server.port, "/a/4/8/7", "Accept-Encoding: gzip")
            assert after[0] == 200 and after[2] == good[2], what
        seconds = time.monotonic() - start
        took, status = server.stop()
        log.seek(0)
        said = log.read()
        assert status == 0 and took < 5, f"ended with {status} after {took:.1f} s: {said[-2000:]!r}"
        assert b"Sanitizer" not in said and b"runtime error" not in said, said[-4000:]
    print(f"{requests} damaged requests in {seconds:.0f} s, seed {seed}; first answers: "
          + ", ".join(f"{status} {count}" for status, count in sorted(statuses.items())))


def main():
    tamga = sys.argv[1]
    requests = int(sys.argv[2]) if len(sys.argv) > 2 else 20_000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "served").mkdir()
        check(folder, tamga, requests, seed)


if __name__ == "__main__":
    main()
