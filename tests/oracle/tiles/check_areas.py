#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check_areas.py TILES.mbtiles LAYER [WORST]: what a bake made of areas with shared borders, seen by GEOS.

Tiles are read with GDAL's MVT driver and measured with GEOS; nothing of tamga is used. At each zoom:

valid    polygons that GEOS calls invalid; there must be none
overlap  the sum of the areas less the area of their union, as a share of the length of all borders,
         in grid units: how wide a strip along every border would be drawn twice
slivers  holes of the union between two areas or more that are longer than four grid units and
         narrower than one: gaps along a border (within one area they are its narrow waters)
seams    how much of a tile's edge an area covers on one side and not on the other, in grid units;
         the mean over all areas at all edges, and the worst

A few slivers are left at the first zooms, where whole countries are a few units wide and a border
that is simplified to one edge crosses another, and where a sound between two units is as narrow; up
to 12 at a zoom are allowed, and seams of 4 units.

WORST is the worst overlap allowed, 0.01 unless given. Needs Debian's python3-gdal.
"""
import collections
import gzip
import json
import sqlite3
import sys

from osgeo import gdal, ogr

gdal.UseExceptions()
EXTENT = 4096


def tiles_of(path):
    database = sqlite3.connect(path)
    for zoom, column, row, data in database.execute(
            "select zoom_level, tile_column, tile_row, tile_data from tiles order by 1, 2, 3"):
        yield zoom, column, (1 << zoom) - 1 - row, gzip.decompress(data)


def areas_in(data, layer_name):
    """The layer's features as {id: geometry} in grid units; y runs upwards here."""
    name = "/vsimem/tile.pbf"
    gdal.FileFromMemBuffer(name, data)
    source = gdal.OpenEx(name, gdal.OF_VECTOR, allowed_drivers=["MVT"], open_options=["CLIP=NO"])
    layer = source.GetLayerByName(layer_name)
    found = {f.GetField("mvt_id"): f.GetGeometryRef().Clone() for f in layer or []}
    gdal.Unlink(name)
    return found


def square(low, high):
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for x, y in ((low, low), (high, low), (high, high), (low, high), (low, low)):
        ring.AddPoint_2D(x, y)
    polygon = ogr.Geometry(ogr.wkbPolygon)
    polygon.AddGeometry(ring)
    return polygon


def polygons_of(geometry):
    """Of whatever GEOS answers: touching areas have points and lines in common, too."""
    if geometry.GetGeometryName() == "POLYGON":
        return [geometry]
    return [part for i in range(geometry.GetGeometryCount()) for part in polygons_of(geometry.GetGeometryRef(i))]


def union_of(geometries):
    collection = ogr.Geometry(ogr.wkbMultiPolygon)
    for geometry in geometries:
        for polygon in polygons_of(geometry):
            collection.AddGeometry(polygon)
    return collection.UnionCascaded()


def area_of(geometry):
    return sum(polygon.Area() for polygon in polygons_of(geometry))


def slivers_in(union, areas):
    count = 0
    for polygon in polygons_of(union):
        for i in range(1, polygon.GetGeometryCount()):
            ring = polygon.GetGeometryRef(i)
            west, east, south, north = ring.GetEnvelope()
            # A ring's outline is about twice its length where it is narrow.
            if max(east - west, north - south) > 4 and ring.Area() < ring.Length() / 2:
                hole = ogr.Geometry(ogr.wkbPolygon)
                hole.AddGeometry(ring)
                count += sum(area.Intersects(hole) for area in areas) > 1
    return count


def covered(areas, x):
    """For each area the stretches of the tile's vertical edge that it covers, as y from and to."""
    line = ogr.CreateGeometryFromWkt(f"LINESTRING ({x} 0, {x} {EXTENT})")
    found = {}
    for number, area in areas.items():
        west, east, _, _ = area.GetEnvelope()
        if west < x < east:
            common = area.Intersection(line)
            parts = [common] if common.GetGeometryCount() == 0 else [common.GetGeometryRef(i) for i in
                                                                     range(common.GetGeometryCount())]
            found[number] = [tuple(sorted((part.GetY(0), part.GetY(part.GetPointCount() - 1))))
                             for part in parts if part.GetPointCount() > 1]
    return found


def difference(one, other):
    """The length that is in one of two sets of stretches only."""
    ends = sorted([(y, 1) for pair in one for y in pair] + [(y, 2) for pair in other for y in pair])
    inside, length, last = 0, 0.0, 0.0
    for y, whose in ends:
        length += y - last if inside in (1, 2) else 0
        inside, last = inside ^ whose, y
    return length


class Zoom:
    def __init__(self):
        self.tiles = self.invalid = self.slivers = self.features = self.seams = 0
        self.overlap = self.length = self.worst_seam = self.seam_length = 0.0

    def add(self, areas):
        self.tiles += 1
        self.features += len(areas)
        self.invalid += sum(not area.IsValid() for area in areas.values())
        tile = square(0, EXTENT)
        inside = [area.Intersection(tile) for area in areas.values() if area.IsValid()]
        inside = [area for area in inside if area_of(area) > 0]
        if not inside:
            return
        union = union_of(inside)
        self.overlap += sum(map(area_of, inside)) - area_of(union)
        self.length += sum(polygon.Boundary().Length() for area in inside for polygon in polygons_of(area)) / 2
        self.slivers += slivers_in(union, inside)

    def compare(self, left, right):
        """The same edge in the two tiles that share it."""
        for number in set(left) | set(right):
            length = difference(left.get(number, []), right.get(number, []))
            self.seams += 1
            self.seam_length += length
            self.worst_seam = max(self.worst_seam, length)


def measure(path, layer):
    zooms = collections.defaultdict(Zoom)
    edges = {}
    for zoom, column, row, data in tiles_of(path):
        areas = areas_in(data, layer)
        zooms[zoom].add(areas)
        edges[zoom, column, row] = covered(areas, 0), covered(areas, EXTENT)
    for (zoom, column, row), (_, right) in edges.items():
        next_tile = edges.get((zoom, column + 1, row))
        if next_tile:
            zooms[zoom].compare(right, next_tile[0])
        elif right and column + 1 < 1 << zoom:
            zooms[zoom].compare(right, {})
    return zooms


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    worst_allowed = float(sys.argv[3]) if len(sys.argv) == 4 else 0.01
    wrong = 0
    for zoom, z in sorted(measure(sys.argv[1], sys.argv[2]).items()):
        strip = z.overlap / z.length if z.length else 0
        mean_seam = z.seam_length / z.seams if z.seams else 0
        print(f"zoom {zoom}: {z.tiles} tiles, {z.features} areas, {z.invalid} invalid, overlap {strip:.5f} units wide, "
              f"{z.slivers} slivers, {z.seams} seams off by {mean_seam:.3f} units, the worst {z.worst_seam:.1f}")
        wrong += z.invalid > 0 or strip > worst_allowed or z.slivers > 12 or z.worst_seam > 4
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
