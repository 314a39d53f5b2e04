# SPDX-License-Identifier: MIT
"""A running tamga serve, tile sets for it, and a client that knows no more HTTP than it must."""
import json
import pathlib
import re
import resource
import signal
import socket
import subprocess
import time


def bake(tamga, folder, version, output, zoom=4):
    """A tile set in which every tile tells its version."""
    points = [{"type": "Feature", "properties": {"version": version},
               "geometry": {"type": "Point", "coordinates": [lon + 0.5, lat + 0.5]}}
              for lon in range(-180, 180, 20) for lat in range(-80, 80, 16)]
    source = pathlib.Path(folder) / f"{version}.geojson"
    source.write_text(json.dumps({"type": "FeatureCollection", "features": points}))
    subprocess.run([tamga, "bake", source, "-l", "points", "-z", str(zoom), "--keep", "all",
                    "--force", "--quiet", "-o", output], check=True)


class Server:
    """tamga serve on a free port; ends with the with statement."""

    def __init__(self, tamga, *arguments, files=None, log=None):
        def limit():
            if files:
                resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))
        self.log = log or subprocess.DEVNULL
        self.process = subprocess.Popen(
            [tamga, "serve", *map(str, arguments), "--port", "0"], stdout=subprocess.PIPE,
            stderr=self.log, text=True, preexec_fn=limit)
        address = self.process.stdout.readline()
        found = re.search(r":(\d+)/", address)
        assert found, f"tamga serve printed {address!r}"
        self.port = int(found.group(1))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def alive(self):
        return self.process.poll() is None

    def stop(self):
        """Seconds that it took to end, and its status."""
        start = time.monotonic()
        if self.alive():
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        return time.monotonic() - start, self.process.returncode


def connect(port, patience=20):
    client = socket.create_connection(("127.0.0.1", port), patience)
    client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return client


def request(target, *fields):
    return "".join([f"GET {target} HTTP/1.1\r\nHost: x\r\n",
                    *(field + "\r\n" for field in fields), "\r\n"]).encode()


class Reader:
    """Responses, one after the other, from a socket."""

    def __init__(self, client):
        self.client = client
        self.come = b""

    def more(self):
        got = self.client.recv(1 << 16)
        self.come += got
        return bool(got)

    def response(self):
        """Status, fields and body; None if the server ended the connection before."""
        while (end := self.come.find(b"\r\n\r\n")) < 0:
            if not self.more():
                return None
        head = self.come[:end].decode("latin-1").split("\r\n")
        status = int(head[0].split()[1])
        fields = dict(line.split(": ", 1) for line in head[1:])
        size = end + 4 + int(fields.get("Content-Length", 0))
        while len(self.come) < size:
            if not self.more():
                return None
        body, self.come = self.come[end + 4:size], self.come[size:]
        return status, fields, body


def ask(port, target, *fields):
    """One response on a connection of its own."""
    with connect(port) as client:
        client.sendall(request(target, "Connection: close", *fields))
        return Reader(client).response()
