#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""exiftool.py TAMGA FIXTURES: places photos by tracks in every format, with tamga and with ExifTool,
and compares what ExifTool then reads in both. Positions agree to 1e-7 degrees, every tag that was
there before is there after, and the same photos get none. The tracks are made here."""
import datetime
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

TAMGA, FIXTURES = sys.argv[1], pathlib.Path(sys.argv[2])
ENV = dict(os.environ, TZ="UTC", LC_ALL="C.UTF-8")
START = datetime.datetime(2024, 5, 1, 23, 30)  # The walk goes over midnight.
FAILURES = []


def run(*words):
    return subprocess.run([str(w) for w in words], env=ENV, capture_output=True, text=True, errors="replace")


def check(truth, what):
    if not truth:
        FAILURES.append(what)
        print("FAILED:", what)


# ---- a walk of 40 fixes, one each two minutes, with a gap of two hours; then west over the antimeridian

def walk():
    fixes = []
    for i in range(40):
        seconds = i * 120 + (7200 if i >= 25 else 0)
        fixes.append((START + datetime.timedelta(seconds=seconds), 40.5 + i * 0.00123, 72.8 - i * i * 0.00007, 960 + i * 3))
    return fixes


def over_the_antimeridian():
    return [(START + datetime.timedelta(seconds=i * 600), -16.5 - i * 0.01, (179.95 + i * 0.03 + 180) % 360 - 180, 10 + i)
            for i in range(8)]


def dm(value, wide, sides):
    degrees = int(abs(value))
    return f"{degrees:0{wide}}{(abs(value) - degrees) * 60:08.5f},{sides[value < 0]}"


def gpx(fixes):
    points = "\n".join(f'<trkpt lat="{lat:.7f}" lon="{lon:.7f}"><ele>{alt}</ele><time>{t:%Y-%m-%dT%H:%M:%SZ}</time></trkpt>'
                       for t, lat, lon, alt in fixes)
    return f'<?xml version="1.0"?>\n<gpx version="1.1" creator="test"><trk><trkseg>\n{points}\n</trkseg></trk></gpx>\n'


def kml(fixes):
    return '<?xml version="1.0"?>\n<kml xmlns:gx="x"><Placemark><gx:Track>\n' + "".join(
        f"<when>{t:%Y-%m-%dT%H:%M:%SZ}</when>\n<gx:coord>{lon:.7f} {lat:.7f} {alt}</gx:coord>\n"
        for t, lat, lon, alt in fixes) + "</gx:Track></Placemark></kml>\n"


def tcx(fixes):
    return '<?xml version="1.0"?>\n<TrainingCenterDatabase><Track>\n' + "".join(
        f"<Trackpoint><Time>{t:%Y-%m-%dT%H:%M:%SZ}</Time><Position><LatitudeDegrees>{lat:.7f}</LatitudeDegrees>"
        f"<LongitudeDegrees>{lon:.7f}</LongitudeDegrees></Position><AltitudeMeters>{alt}</AltitudeMeters></Trackpoint>\n"
        for t, lat, lon, alt in fixes) + "</Track></TrainingCenterDatabase>\n"


def nmea(fixes):
    lines = []
    for i, (t, lat, lon, alt) in enumerate(fixes):
        place = f"{dm(lat, 2, 'NS')},{dm(lon, 3, 'EW')}"
        lines.append(f"GPRMC,{t:%H%M%S}.00,A,{place},{3 + i / 10:.1f},{(350 + i) % 360:.1f},{t:%d%m%y},,,A")
        lines.append(f"GPGGA,{t:%H%M%S}.00,{place},1,07,{1 + i % 5},{alt},M,-40.0,M,,")
    total = ""
    for line in lines:
        checksum = 0
        for byte in line.encode():
            checksum ^= byte
        total += f"${line}*{checksum:02X}\r\n"
    return total


def igc(fixes):
    lines = ["AXXX001", f"HFDTE{fixes[0][0]:%d%m%y}"]
    for t, lat, lon, alt in fixes:
        place = "".join(dm(v, w, s).replace(".", "")[:w + 5] + s[v < 0] for v, w, s in ((lat, 2, "NS"), (lon, 3, "EW")))
        lines.append(f"B{t:%H%M%S}{place}A00000{alt:05}")
    return "\r\n".join(lines) + "\r\n"


def csv(fixes):
    return "Date,Time,Latitude,Longitude,Altitude\n" + "".join(
        f"{t:%Y:%m:%d},{t:%H:%M:%S},{lat:.7f},{lon:.7f},{alt}\n" for t, lat, lon, alt in fixes)


# ---- photos, and what ExifTool says about them

def make_photos(folder, count, step_s, first_s):
    folder.mkdir()
    words = []
    for i in range(count):
        path = folder / f"p{i:03}.jpg"
        shutil.copy(FIXTURES / "zoneless.jpg", path)
        taken = START + datetime.timedelta(seconds=first_s + i * step_s)
        words += [f"-DateTimeOriginal={taken:%Y:%m:%d %H:%M:%S}", "-overwrite_original", str(path), "-execute"]
    (folder / "args").write_text("\n".join(words))
    run("exiftool", "-@", folder / "args")
    return sorted(folder.glob("*.jpg"))


def tags(folder):
    if not folder.is_dir():
        return {}
    found = json.loads(run("exiftool", "-n", "-j", "-GPS:all", "-Composite:all", folder).stdout or "[]")
    found = {os.path.basename(photo["SourceFile"]): photo for photo in found}
    return {name: photo for name, photo in found.items() if "GPSLatitude" in photo}


def clock_s(photo):
    hours, minutes, seconds = (float(part) for part in photo["GPSTimeStamp"].split(":"))
    return hours * 3600 + minutes * 60 + seconds


def compare(name, photos, track, text, ours=(), theirs=()):
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        log = scratch / track
        log.write_text(text)
        (scratch / "theirs").mkdir()
        run("exiftool", "-geotag", log, *theirs, "-o", scratch / "theirs" / "", *photos)
        run(TAMGA, "geotag", "photos", *photos, "--track", log, "-o", scratch / "ours", *ours)
        expected, found = tags(scratch / "theirs"), tags(scratch / "ours")
        check(expected, f"{name}: ExifTool places some")
        check(set(expected) == set(found), f"{name}: the same photos are placed: {set(expected) ^ set(found)}")
        worst = 0
        for photo in sorted(set(expected) & set(found)):
            a, b = expected[photo], found[photo]
            worst = max(worst, abs(a["GPSLatitude"] - b["GPSLatitude"]), abs(a["GPSLongitude"] - b["GPSLongitude"]))
            for tag in ("GPSAltitude", "GPSTrack"):
                check((tag in a) == (tag in b) and abs(a.get(tag, 0) - b.get(tag, 0)) < 0.01, f"{name} {photo} {tag}: {a.get(tag)} {b.get(tag)}")
            check(("GPSSpeed" in a) == ("GPSSpeed" in b) and abs(a.get("GPSSpeed", 0) * 1.852 - b.get("GPSSpeed", 0)) < 0.01, f"{name} {photo} speed")
            check(a["GPSDateStamp"] == b["GPSDateStamp"] and abs(clock_s(a) - clock_s(b)) < 0.001, f"{name} {photo}: time")
        check(worst < 1e-7, f"{name}: {worst} degrees apart")
        print(f"{name}: {len(expected)} of {len(photos)} photos placed, at most {worst:.1e} degrees apart")


def compare_tags(photo):
    """Every tag is there after, and reads the same, but for those of the old position."""
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        log = scratch / "walk.csv"
        log.write_text("time,lat,lon\n2024-05-01T06:00:00Z,-40.5,-72.8\n2024-05-01T07:00:00Z,-40.5,-72.8\n")
        done = run(TAMGA, "geotag", "photos", photo, "--zone", "+06:00", "--max-gap", "1e5", "--track", log, "-o", scratch / "out", "--quiet")
        check(done.returncode == 0, f"{photo.name} is written: {done.stderr}")
        before, after = ([line for line in run("exiftool", "-a", "-G1", "-s", "-u", "-e", path).stdout.splitlines()
                          if "[System]" not in line and "[File]" not in line]
                         for path in (photo, scratch / "out" / photo.name))
        gone = {"GPSLatitude", "GPSLatitudeRef", "GPSLongitude", "GPSLongitudeRef", "GPSAltitude", "GPSAltitudeRef", "GPSTimeStamp", "GPSDateStamp"}
        lost = [line for line in before if line not in after and line.split("]")[1].split(":")[0].strip() not in gone]
        check(not lost, f"{photo.name} lost {lost}")
        check(any("GPSLatitude " in line for line in after), f"{photo.name} has a position")
        old, new = (run("exiftool", "-validate", "-warning", "-a", "-s3", path).stdout.splitlines()[1:]
                    for path in (photo, scratch / "out" / photo.name))
        worse = [line for line in new if line not in old and "Missing required" not in line]
        check(not worse, f"{photo.name} is as valid as it was: {worse}")


def main():
    with tempfile.TemporaryDirectory() as scratch:
        photos = make_photos(pathlib.Path(scratch) / "photos", 24, 673, -2400)
        fixes = walk()
        compare("GPX", photos, "walk.gpx", gpx(fixes))
        compare("GPX backwards", photos, "walk.gpx", gpx(fixes[::-1]))
        compare("KML", photos, "walk.kml", kml(fixes))
        compare("TCX", photos, "walk.tcx", tcx(fixes))
        compare("NMEA", photos, "walk.nmea", nmea(fixes))
        compare("IGC", photos, "walk.igc", igc(fixes))
        compare("CSV", photos, "walk.csv", csv(fixes))
        compare("antimeridian", photos, "walk.gpx", gpx(over_the_antimeridian()))
        compare("limits", photos, "walk.gpx", gpx(fixes), ["--max-gap", "60", "--max-beyond", "100"],
                ["-api", "GeoMaxIntSecs=60", "-api", "GeoMaxExtSecs=100"])
        compare("nearest", photos, "walk.gpx", gpx(fixes), ["--max-gap", "0"], ["-api", "GeoMaxIntSecs=0"])
        compare("HDOP", photos, "walk.nmea", nmea(fixes), ["--max-hdop", "3"], ["-api", "GeoMaxHDOP=3"])
        compare("an offset", photos, "walk.gpx", gpx(fixes), ["--sync", "-0:10:30"], ["-geosync=-0:10:30"])
        points = ["2024:05:02 00:00:30@2024:05:01 23:50:30", "2024:05:02 01:20:30@2024:05:02 01:00:30"]
        compare("a clock that drifts", photos[::2], "walk.gpx", gpx(fixes), ["--sync", points[0], "--sync", points[1]],
                ["-geosync=" + points[0], "-geosync=" + points[1]])
    for name in ("noon.jpg", "bazaar.jpg", "zoneless.jpg", "noon.png", "noon.tif", "noon.webp"):
        compare_tags(FIXTURES / name)
    sys.exit(1 if FAILURES else 0)


main()
