#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""faults.py TAMGA [KILLS]: what a store in PostGIS does when something goes wrong: names that are refused or odd,
locks, rights, passwords, servers that die, ingests that are killed. Each check is a function; what it finds wrong
it says, and the rest go on. Starts a PostgreSQL of its own, and stops it again."""
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import sources
from server import Server

TAMGA = sys.argv[1]
KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 20
failures = []


def check(holds, what, *shown):
    if not holds:
        failures.append(what)
        print(f"wrong: {what}", *shown, sep="\n  ")


def tamga(*words, **more):
    return subprocess.run([TAMGA, *map(str, words)], capture_output=True, text=True, **more)


def refused(done, what, *words):
    """It failed in one line that holds these words, and was not killed."""
    check(done.returncode > 0 and done.stderr.count("\n") == 1 and all(word in done.stderr for word in words), what, done.returncode, done.stderr, done.stdout[:200])


def works(done, what):
    check(done.returncode == 0, what, done.stderr)
    return done


def state(server, schema="public"):
    """All that is in a schema: relations, constraints, indexes, functions, triggers and rows."""
    catalog = server.sql(f"""select c.relname, c.relkind, c.oid from pg_class c where relnamespace = '{schema}'::regnamespace and relname not like 'pg_toast%' order by 1;
        select proname from pg_proc where pronamespace = '{schema}'::regnamespace and proname like 'tamga%' order by 1""")
    tables = server.sql(f"select relname from pg_class where relnamespace = '{schema}'::regnamespace and relkind = 'r' and relname <> 'spatial_ref_sys' order by 1").split("\n")[:-1]
    # A layer that is replaced by the same has another number; the numbers of relations are in the catalog.
    row = {"tamga_layers": "(to_jsonb(t) - 'id')::text"}
    rows = [server.sql(f"""select count(*), md5(string_agg({row.get(table, 't::text')}, '|' order by {row.get(table, 't::text')})) from "{schema}"."{table.replace('"', '""')}" t""") for table in tables]
    return catalog, tables, rows


def whole(found):
    """The same without the numbers of relations, which are others once a layer was replaced."""
    catalog, tables, rows = found
    return re.sub(r"\t[0-9]+$", "", catalog, flags=re.M), tables, rows


def no_postgis(server, folder):
    server.sql("create database bare", database="template1")
    address = server.address(database="bare")
    refused(tamga("ingest", folder / "towns.csv", "-o", address), "ingest without PostGIS", "CREATE EXTENSION postgis")
    refused(tamga("query", address, "within", "--area", "0,0,1,1"), "query without PostGIS", "CREATE EXTENSION postgis")


def no_store(server, folder):
    refused(tamga("query", server.address(), "within", "--area", "0,0,1,1"), "query before ingest", "holds no store")
    refused(tamga("query", server.address(database="nowhere"), "within", "--area", "0,0,1,1"), "no such database", "nowhere")
    refused(tamga("query", "postgresql://tamga@/work?host=/nowhere", "within", "--area", "0,0,1,1"), "no such server", "/nowhere")
    refused(tamga("query", server.address("&schema=none"), "within", "--area", "0,0,1,1"), "no such schema", "no schema 'none'")


def passwords(server, folder):
    server.sql("create role guarded login password 'open sesame'; grant all on schema public to guarded")
    wrong = f"postgresql://guarded:shut%20sesame@/work?host={server.folder}"
    done = tamga("query", wrong, "within", "--area", "0,0,1,1")
    refused(done, "a wrong password", "guarded:***@", "password authentication failed")
    check("shut" not in done.stderr, "a message shows the password", done.stderr)
    right = f"postgresql://guarded:open%20sesame@/work?host={server.folder}&schema=guarded"
    server.sql("create schema guarded authorization guarded")
    done = works(tamga("ingest", "--json", folder / "stops.geojson", "-o", right), "the right password")
    check("sesame" not in done.stdout + done.stderr, "a report shows the password", done.stdout)
    without = right.replace(":open%20sesame", "")
    works(tamga("query", without, "within", "--area", "0,0,1,1", env={**os.environ, "PGPASSWORD": "open sesame"}), "PGPASSWORD")
    with tempfile.TemporaryDirectory() as home:
        service = pathlib.Path(home) / "service"
        service.write_text(f"[mine]\nhost={server.folder}\nuser=tamga\ndbname=work\n")
        works(tamga("query", "postgresql:///?service=mine&schema=guarded", "within", "--area", "0,0,1,1", env={**os.environ, "PGSERVICEFILE": str(service)}), "a service file")
    check("sesame" not in server.sql("select * from guarded.tamga_layers"), "the store holds the password")


def rights(server, folder):
    server.sql("create role visitor login; grant usage on schema public to visitor; grant select on all tables in schema public to visitor")
    address = server.address(user="visitor")
    one, other = (tamga("query", a, "crossing", "--layer", "journeys", "--area", "60,30,90,55", "--format", "csv") for a in (address, server.address()))
    check(one.returncode == 0 and one.stdout == other.stdout, "who may only read reads", one.stderr)
    before = state(server)
    refused(tamga("ingest", folder / "stops.geojson", "-o", address), "who may not write", "permission denied")
    refused(tamga("ingest", "--force", folder / "towns.csv", "-o", address), "who may not replace", "must be owner of table")
    server.sql("create role stranger login")
    refused(tamga("query", server.address(user="stranger"), "within", "--area", "0,0,1,1"), "who may not read", "permission denied")
    check(state(server) == before, "rights: something has changed")


def statements(server, folder):
    before = state(server)
    for sql in ["drop table towns", "select 1; drop table towns", "with gone as (delete from towns returning 1) select * from gone", "explain analyze delete from towns",
                "select * into copied from towns", "select fid from towns for update", "select setval(pg_get_serial_sequence('tamga_layers', 'id'), 99)", "copy towns to stdout",
                "select lo_from_bytea(4711, 'x')", "select set_config('transaction_read_only', 'off', false)"]:
        done = tamga("query", server.address(), "sql", sql)
        check(done.returncode > 0 or sql.startswith("select lo_"), f"may not be asked: {sql}", done.stdout)
    check(server.sql("select count(*) from pg_largeobject_metadata") == "0\n", "a statement has made a large object")
    refused(tamga("query", server.address(), "sql", "select repeat('x', 1000000), n from generate_series(1, 1000) n"), "an answer without end", "larger than 128 MiB")
    begin = time.monotonic()
    refused(tamga("query", "--timeout", "1", server.address(), "sql", "select pg_sleep(600)"), "a statement without end", "no answer within 1 s")
    check(time.monotonic() - begin < 5, "--timeout is late")
    time.sleep(0.5)
    check(server.sql("select count(*) from pg_stat_activity where query like '%pg_sleep(600)%' and state = 'active' and pid <> pg_backend_pid()") == "0\n", "what was given up runs on")
    works(tamga("query", server.address(), "sql", "explain select * from towns"), "EXPLAIN")
    check(state(server) == before, "statements: something has changed")


def names(server, folder):
    odd = 'Odd "Name"\'s; drop table towns --'
    done = works(tamga("ingest", "-L", f"{odd}:{folder}/towns.csv", "-o", server.address("&schema=Odd%20%22Schema%22")), "odd names")
    address = server.address("&schema=Odd%20%22Schema%22")
    file = folder / "odd.sqlite"
    works(tamga("ingest", "-L", f"odd:{folder}/towns.csv", "-o", file), "odd names in a file")
    one = tamga("query", address, "within", "--layer", odd, "--area", "0,0,90,90", "--format", "csv")
    other = tamga("query", file, "within", "--layer", "odd", "--area", "0,0,90,90", "--format", "csv")
    check(one.stdout == other.stdout and one.stdout.count("\n") > 100, "odd names answer differently", one.stderr)
    long = "ы" * 40
    sources.write_features(folder / "long.geojson", [sources.feature("Point", [1, 2], **{long: 1, long + "ю": 2, "oid": 3, "XMIN": 4, "": 5})])
    done = works(tamga("ingest", folder / "long.geojson", "-o", address), "long names of attributes")
    check(f"became column '{'ы' * 31}'" in done.stderr and f"became column '{'ы' * 30}_2'" in done.stderr and "'XMIN_2'" in done.stderr, "names of columns", done.stderr)
    refused(tamga("ingest", "-L", f"{'n' * 60}:{folder}/long.geojson", "-o", address), "a long name of a layer", "name of PostgreSQL 1 to 63")
    refused(tamga("ingest", "-L", f"tamga_x:{folder}/long.geojson", "-o", address), "a reserved name", "cannot start with tamga_")


def replacing(server, folder):
    before = state(server)
    refused(tamga("ingest", folder / "towns.csv", "-o", server.address()), "a layer that is there", "--force replaces it")
    refused(tamga("ingest", "-L", f"journeys_pairs:{folder}/stops.geojson", "-o", server.address(), "--force"), "a table of another layer", "of the layer 'journeys'")
    refused(tamga("ingest", "-L", f"spatial_ref_sys:{folder}/stops.geojson", "-o", server.address(), "--force"), "a table that is not tamga's", "which tamga has not made")
    check(state(server) == before, "refusals: something has changed")
    works(tamga("ingest", "--force", "-L", f"journeys:{folder}/towns.csv", "-o", server.address()), "--force")
    relations = server.sql("select relname from pg_class where relnamespace = 'public'::regnamespace and relname like 'journeys%' and relkind in ('r', 'v')")
    check(relations == "journeys\n", "--force leaves tables of what it replaced", relations)
    now = state(server)
    check(now[1] == [name for name in before[1] if not name.startswith("journeys_")] or "journeys" in now[1], "--force has taken more")
    works(tamga("ingest", "--force", "--routes", folder / "journeys.csv", *sources.JOURNEY_OPTIONS, "-o", server.address()), "--force back")
    later = state(server)
    check(sorted(later[1]) == sorted(before[1]), "the layer is back", later[1], before[1])


def other_version(server, folder):
    server.sql("update tamga_schema set version = 99")
    for words in (["query", server.address(), "within", "--area", "0,0,1,1"], ["ingest", "-L", f"more:{folder}/stops.geojson", "-o", server.address()]):
        refused(tamga(*words), "another version", "version 99")
    server.sql("update tamga_schema set version = 2")


def changed_by_others(server, folder):
    """Questions stay right, whatever others do to the tables."""
    ask = ["crossing", "--layer", "journeys", "--area", "60,30,90,55", "--format", "csv"]
    server.sql("update journeys_places set lon = 75, lat = 41 where id = 1")
    check(server.sql("select count(*) from journeys_index where id = 0") == "0\n", "an index that is no longer right is not marked")
    with_mark = tamga("query", server.address(), *ask).stdout
    check(",75,41," in with_mark, "a place that was moved is not found")
    server.sql("alter table towns add when_made date default '2020-02-02', add price numeric default 1.50, add yes boolean default true, add few smallint default 7")
    done = tamga("query", server.address(), "within", "--layer", "towns", "--area", "0,0,20,20", "--format", "csv")
    check(done.returncode == 0 and "2020-02-02,1.50,1,7" in done.stdout, "columns that others have added", done.stderr, done.stdout[:300])


def reindexed(server, folder):
    """The index is made anew, and questions of it are those of all routes."""
    ask = ["crossing", "--layer", "journeys", "--area", "60,30,90,55", "--format", "csv"]
    before = tamga("query", server.address(), *ask).stdout
    check(server.sql("select count(*) from journeys_index where id = 0") == "0\n", "the index is still marked")
    works(tamga("ingest", "--reindex", server.address()), "--reindex")
    check(server.sql("select count(*) from journeys_index where id = 0") == "1\n", "the index is not made anew")
    check(tamga("query", server.address(), *ask).stdout == before and before.count("\n") > 100, "an index made anew answers differently")
    server.sql("update journeys_places set lat = 99 where id = 1")
    refused(tamga("ingest", "--reindex", server.address()), "--reindex of a place that is nowhere", "a place at 99")
    server.sql("update journeys_places set lat = 41 where id = 1")
    server.sql("drop table journeys_index")
    check(tamga("query", server.address(), *ask).stdout == before, "without an index answers are others")
    works(tamga("ingest", "--reindex", server.address()), "--reindex where there is no index")


def baked(server, folder):
    """A map is made of a database as of a file."""
    file = folder / "store.sqlite"
    words = [folder / "towns.csv", folder / "areas.geojson", "--routes", folder / "journeys.csv", *sources.JOURNEY_OPTIONS]
    works(tamga("ingest", *words, "-o", file), "a file for a map")
    works(tamga("ingest", *words, "-o", server.address("&schema=map")), "a database for a map")
    made = []
    for store, name in ((file, "file"), (f"postgresql://tamga:sesame@/work?host={server.folder}&schema=map", "database")):
        (folder / name).mkdir()
        out = folder / name / "map.pmtiles"
        done = works(tamga("bake", store, "-o", out, "-z", "3", "--json", "-v"), f"a map of a {name}")
        check("sesame" not in done.stdout + done.stderr, "bake shows the password", done.stdout[:500], done.stderr[:500])
        made.append(out.read_bytes() if out.exists() else b"")
        check(b"sesame" not in made[-1], "a map holds the password")
    check(made[0] == made[1] and len(made[0]) > 1000, "a map of a database is another one", len(made[0]), len(made[1]))
    refused(tamga("ingest", f"postgresql://tamga:sesame@/work?host={server.folder}", "-o", folder / "again.sqlite"), "a database as a source of ingest", "tamga:***@", "bake and query read a database")
    (folder / "map.toml").write_text(f'[[layer]]\nname = "towns"\nsource = "{server.address("&schema=map")}"\nsource_layer = "towns"\n')
    works(tamga("bake", folder / "map.toml", "-o", folder / "toml.pmtiles", "-z", "2"), "a database in a map.toml")


def locked(server, folder):
    holder = subprocess.Popen(["psql", "-h", server.folder, "-U", "tamga", "-d", "work", "-q"], stdin=subprocess.PIPE, text=True)
    holder.stdin.write("begin; lock table towns in access exclusive mode; create table locked_now(); commit and chain; lock table towns in access exclusive mode;\n")
    holder.stdin.flush()
    while server.sql("select to_regclass('locked_now') is not null") != "t\n":
        time.sleep(0.05)
    begin = time.monotonic()
    refused(tamga("query", server.address(), "within", "--layer", "towns", "--area", "0,0,1,1"), "a locked table", "locked", "within 10 s")
    check(time.monotonic() - begin < 20, "a lock is waited for too long")
    asked = subprocess.Popen([TAMGA, "query", server.address(), "within", "--layer", "towns", "--area", "0,0,1,1"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(1)
    begin = time.monotonic()
    asked.terminate()
    asked.communicate()
    check(asked.returncode != 0 and time.monotonic() - begin < 1, "SIGTERM while it waits", asked.returncode)
    holder.stdin.close()
    holder.wait()
    server.sql("drop table locked_now")


def killed(server, folder):
    """An ingest that is killed leaves what was, or all that was to be."""
    before = state(server)
    words = [TAMGA, "ingest", "--force", "-q", folder / "towns.csv", folder / "areas.geojson", "--routes", folder / "journeys.csv", *sources.JOURNEY_OPTIONS, "-o", server.address()]
    numbers = random.Random(7)
    begin = time.monotonic()
    fresh = [*words[:-1], server.address("&schema=whole")]
    works(subprocess.run(fresh, capture_output=True, text=True), "a whole ingest")
    whole_s = time.monotonic() - begin
    ended = 0
    for i in range(KILLS):
        ingest = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(numbers.uniform(0, whole_s * 0.95))
        ingest.send_signal(numbers.choice([signal.SIGKILL, signal.SIGTERM]))
        if ingest.wait() == 0:
            ended += 1
            before = state(server)
            continue
        while server.sql("select count(*) from pg_stat_activity where application_name = 'tamga'") != "0\n":
            time.sleep(0.05)
        now = state(server)
        # It may have been killed between the server's commit and its own end: then all is new, and the same.
        check(now == before or whole(now) == whole(before), f"a killed ingest has changed something ({i})")
        before = now
    check(ended < KILLS / 2, f"{ended} of {KILLS} ingests came to their end")
    print(f"{KILLS - ended} ingests killed within {whole_s:.1f} s")


def together(server, folder):
    """Two readers while one writes: they see all of it or nothing."""
    ask = [TAMGA, "query", server.address("&schema=both"), "rank", "--layer", "journeys", "--by", "route", "-k", "1", "--format", "csv"]
    make = [TAMGA, "ingest", "--force", "-q", "--routes", folder / "journeys.csv", *sources.JOURNEY_OPTIONS, "-o", server.address("&schema=both")]
    works(subprocess.run(make, capture_output=True, text=True), "an ingest before readers")
    right = works(subprocess.run(ask, capture_output=True, text=True), "the question before readers").stdout
    answers, ends = [], threading.Event()

    def read():
        while not ends.is_set():
            answers.append(subprocess.run(ask, capture_output=True, text=True))

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for _ in range(3):
        works(subprocess.run(make, capture_output=True, text=True), "an ingest beside readers")
    ends.set()
    for reader in readers:
        reader.join()
    wrong = [done for done in answers if done.stdout != right and "ask again" not in done.stderr]
    check(not wrong and len(answers) > 3, "readers beside a writer", *(done.stderr or done.stdout[:200] for done in wrong[:3]))
    print(f"{len(answers)} answers beside a writer, {sum(done.stdout == right for done in answers)} of what was or is")
    first = subprocess.Popen(make, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    second = subprocess.Popen(make, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    said = [one.communicate()[1] for one in (first, second)]
    check(first.returncode == 0 and (second.returncode == 0 or "locked" in said[1]) or second.returncode == 0 and "locked" in said[0], "two writers", *said)


def dies(server, folder):
    """The server is killed in the middle of an answer."""
    words = [TAMGA, "query", server.address(), "sql", "select n, md5(n::text) from generate_series(1, 500000) n", "--format", "csv"]
    asked = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    asked.stdout.readline()
    server.kill()
    said = asked.communicate()[1]
    check(asked.returncode > 0 and "sql: postgresql://" in said and ("the server went away" in said or "terminat" in said), "a server that dies in mid-answer", asked.returncode, said)
    server.start()
    works(tamga("query", server.address(), "within", "--layer", "towns", "--area", "0,0,20,20"), "the server is back")


def main():
    with Server() as server, tempfile.TemporaryDirectory(prefix="tamga-faults-") as name:
        folder = pathlib.Path(name)
        sources.write_all(folder, journeys=5000)
        for step in (no_postgis, no_store, passwords):
            step(server, folder)
        works(tamga("ingest", folder / "towns.csv", folder / "areas.geojson", "--routes", folder / "journeys.csv", *sources.JOURNEY_OPTIONS, "-o", server.address()), "the first ingest")
        for step in (rights, statements, names, replacing, other_version, locked, killed, together, dies, changed_by_others, reindexed, baked):
            begin = time.monotonic()
            step(server, folder)
            print(f"{step.__name__}: {time.monotonic() - begin:.1f} s")
    print(f"{len(failures)} wrong")
    sys.exit(1 if failures else 0)


main()
