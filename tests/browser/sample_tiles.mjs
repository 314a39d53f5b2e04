// SPDX-License-Identifier: MIT
//
// Writes a small directory of tiles with independent encoders, for the browser to look at:
//     node sample_tiles.mjs DIRECTORY
// One place, three journeys along great circles, two areas. One name is an attack on a page that
// forgets to escape what it shows.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import GeoJSONVT from "geojson-vt";
import { fromGeojsonVt } from "vt-pbf";

const maxZoom = 5;
const naryn = [74.766, 41.204];
const cities = { Moscow: [37.617, 55.755], Almaty: [76.928, 43.257], Istanbul: [28.978, 41.008] };

const feature = (type, coordinates, properties) =>
    ({ type: "Feature", geometry: { type, coordinates }, properties });

/// Points along the great circle, by interpolation of unit vectors.
function greatCircle(from, to, steps = 64) {
    const vector = ([lon, lat]) => {
        const [l, p] = [lon, lat].map((degrees) => (degrees * Math.PI) / 180);
        return [Math.cos(p) * Math.cos(l), Math.cos(p) * Math.sin(l), Math.sin(p)];
    };
    const [a, b] = [vector(from), vector(to)];
    const angle = Math.acos(a.reduce((sum, each, i) => sum + each * b[i], 0));
    return Array.from({ length: steps + 1 }, (_, i) => {
        const [u, v] = [Math.sin(angle * (1 - i / steps)), Math.sin((angle * i) / steps)];
        const [x, y, z] = a.map((each, k) => (each * u + b[k] * v) / Math.sin(angle));
        return [(Math.atan2(y, x) * 180) / Math.PI, (Math.asin(z) * 180) / Math.PI];
    });
}

const square = (west, south, east, north) =>
    [[[west, south], [east, south], [east, north], [west, north], [west, south]]];

const layers = {
    areas: [
        feature("Polygon", square(69, 39.2, 80.3, 43.3), { name: "Кыргыз Республикасы", iso: "KGZ" }),
        feature("Polygon", square(67.3, 36.6, 75.2, 41.1), { name: "Тоҷикистон", iso: "TJK" }),
    ],
    journeys: Object.entries(cities).map(([to, at], i) =>
        feature("LineString", greatCircle(naryn, at),
            { from: "Naryn", to, count: 1000 * (i + 1), count_2020: null })),
    places: [
        feature("Point", naryn, { name: "<img src=x onerror=\"document.title='attacked'\">" }),
        ...Object.entries(cities).map(([name, at]) => feature("Point", at, { name })),
    ],
};

function writeTile(directory, zoom, x, y, indexes) {
    const found = Object.entries(indexes)
        .map(([name, index]) => [name, index.getTile(zoom, x, y)])
        .filter(([, tile]) => tile && tile.features.length > 0);
    if (found.length === 0) {
        return;
    }
    mkdirSync(join(directory, `${zoom}/${x}`), { recursive: true });
    const bytes = fromGeojsonVt(Object.fromEntries(found), { version: 2, extent: 4096 });
    writeFileSync(join(directory, `${zoom}/${x}/${y}.pbf`), gzipSync(bytes));
}

const directory = process.argv[2];
rmSync(directory, { recursive: true, force: true });
mkdirSync(directory, { recursive: true });
const indexes = Object.fromEntries(Object.entries(layers).map(([name, features]) =>
    [name, new GeoJSONVT({ type: "FeatureCollection", features }, { maxZoom, indexMaxZoom: maxZoom })]));
for (let zoom = 0; zoom <= maxZoom; zoom++) {
    for (let x = 0; x < 2 ** zoom; x++) {
        for (let y = 0; y < 2 ** zoom; y++) {
            writeTile(directory, zoom, x, y, indexes);
        }
    }
}
const vectorLayers = Object.entries(layers).map(([id, features]) => ({
    id,
    fields: Object.fromEntries(Object.keys(features[0].properties).map((key) => [key, "String"])),
}));
writeFileSync(join(directory, "metadata.json"), JSON.stringify({
    name: "Sample journeys", format: "pbf", minzoom: 0, maxzoom: maxZoom,
    bounds: "28,36,81,60", center: "60,46,3", attribution: "Made up",
    json: JSON.stringify({ vector_layers: vectorLayers }),
}, null, 1));
