# SPDX-License-Identifier: MIT
"""A PostgreSQL with PostGIS of one's own, in a temporary folder."""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

BIN = max(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), default=None)
AS_POSTGRES = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


class Server:
    """PostgreSQL in a folder, for as long as a `with` lasts. It is reached by a socket in this folder only,
    and does not run as root: then it runs as postgres. Its users need no password, but for `guarded`."""

    def __enter__(self):
        if BIN is None:
            sys.exit("PostgreSQL is not installed (postgresql-15-postgis-3)")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="tamga-postgis-"))
        if AS_POSTGRES:
            shutil.chown(self.folder, "postgres")
        self.folder.chmod(0o755)
        self.run(BIN / "initdb", "-D", self.folder / "data", "--auth=trust", "--no-sync", "-U", "tamga", "--encoding=UTF8", "--locale=C.UTF-8")
        rules = self.folder / "data/pg_hba.conf"
        rules.write_text("local all guarded scram-sha-256\n" + rules.read_text())
        self.start()
        self.sql("create database work", database="template1")
        self.sql("create extension postgis")
        return self

    def __exit__(self, *_):
        subprocess.run([*AS_POSTGRES, BIN / "pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop"], cwd="/", capture_output=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self):
        options = f"-c listen_addresses='' -c fsync=off -c unix_socket_directories={self.folder}"
        self.run(BIN / "pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-o", options, "-w", "start")

    def kill(self):
        """Ends all processes of the server at once, as a loss of power would."""
        main = int((self.folder / "data/postmaster.pid").read_text().split()[0])
        children = pathlib.Path(f"/proc/{main}/task/{main}/children").read_text().split()
        for process in [main, *map(int, children)]:
            os.kill(process, signal.SIGKILL)
        while any(pathlib.Path(f"/proc/{process}").exists() for process in [main, *children]):
            time.sleep(0.05)
        for left in ["data/postmaster.pid", ".s.PGSQL.5432", ".s.PGSQL.5432.lock"]:
            (self.folder / left).unlink(missing_ok=True)

    def run(self, *words):
        done = subprocess.run([*AS_POSTGRES, *words], cwd="/", capture_output=True, text=True)
        if done.returncode:
            log = self.folder / "log"
            sys.exit(f"{words[0]}: {done.stdout}{done.stderr}{log.read_text()[-2000:] if log.exists() else ''}")

    def sql(self, statement, rows="", database="work"):
        done = subprocess.run(["psql", "-h", self.folder, "-U", "tamga", "-d", database, "-qAt", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-c", statement],
                              input=rows, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"psql: {done.stderr}")
        return done.stdout

    def address(self, more="", user="tamga", database="work"):
        return f"postgresql://{user}@/{database}?host={self.folder}{more}"
