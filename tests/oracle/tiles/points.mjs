// SPDX-License-Identifier: MIT
//
// points.mjs TILESET LAYER POINTS.geojsonl: whether every input point is in the deepest zoom of a
// tile set, within half a grid unit and with its attributes, and nothing else is. PMTiles are read
// by npm's pmtiles and @mapbox/vector-tile, MBTiles by GDAL's ogr2ogr: neither is tamga.
import {VectorTile} from '@mapbox/vector-tile';
import {PbfReader} from 'pbf';
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {opened} from './archive.mjs';

const [path, layerName, inputPath] = process.argv.slice(2);

// The features of the deepest zoom with longitude, latitude and attributes.
async function* fromPmtiles() {
    const archive = opened(path);
    const {maxZoom} = await archive.getHeader();
    const metadata = await archive.getMetadata();
    if (!metadata.vector_layers.some(({id}) => id === layerName)) {
        throw new Error(`vector_layers does not have ${layerName}`);
    }
    const side = 2 ** maxZoom;
    for (let x = 0; x < side; x++) {
        for (let y = 0; y < side; y++) {
            const tile = await archive.getZxy(maxZoom, x, y);
            const layer = tile && new VectorTile(new PbfReader(new Uint8Array(tile.data))).layers[layerName];
            for (let i = 0; layer && i < layer.length; i++) {
                const feature = layer.feature(i);
                const [{x: fx, y: fy}] = feature.loadGeometry()[0];
                if (fx < 0 || fy < 0 || fx > layer.extent || fy > layer.extent) {
                    continue; // A neighbour's, in the buffer.
                }
                const {geometry} = feature.toGeoJSON(x, y, maxZoom);
                yield {at: geometry.coordinates, properties: feature.properties, zoom: maxZoom};
            }
        }
    }
}

async function* fromMbtiles() {
    const text = execFileSync('ogr2ogr', ['-f', 'GeoJSONSeq', '-t_srs', 'EPSG:4326', '-lco', 'COORDINATE_PRECISION=10',
        '/vsistdout/', path, layerName], {encoding: 'utf8', maxBuffer: 2 ** 30, stdio: ['ignore', 'pipe', 'pipe']});
    const about = execFileSync('ogrinfo', ['-ro', '-so', '-al', path], {encoding: 'utf8'});
    const zoom = Number(/ZOOM_LEVEL=(\d+)/.exec(about)[1]);
    for (const line of text.split('\n').filter(Boolean)) {
        const {geometry, properties} = JSON.parse(line);
        yield {at: geometry.coordinates.flat(2).slice(0, 2), properties, zoom};
    }
}

const toWorld = ([lon, lat], size) => [(lon + 180) / 360 * size,
    (1 - Math.asinh(Math.tan(lat * Math.PI / 180)) / Math.PI) / 2 * size];

const found = new Map(); // By name: the points that the tile set has under it.
const places = new Set(); // A point on the edge between two tiles is in both, and one all the same.
let zoom;
for await (const feature of path.endsWith('.pmtiles') ? fromPmtiles() : fromMbtiles()) {
    zoom = feature.zoom;
    const unit = toWorld(feature.at, 4096 * 2 ** zoom).map(Math.round);
    places.add(`${unit} ${JSON.stringify(feature.properties)}`);
    const same = found.get(feature.properties.name) ?? [];
    found.set(feature.properties.name, [...same, feature]);
}

const size = 4096 * 2 ** zoom;
const input = readFileSync(inputPath, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));
let wrong = 0;
for (const {geometry, properties} of input) {
    const [x, y] = toWorld(geometry.coordinates, size);
    const candidates = found.get(properties.name) ?? [];
    const hit = candidates.find(({at, properties: read}) => {
        const [fx, fy] = toWorld(at, size);
        return Math.abs(fx - x) <= 0.501 && Math.abs(fy - y) <= 0.501 &&
            Object.entries(properties).every(([key, value]) => read[key] === value);
    });
    if (!hit && ++wrong <= 10) {
        console.log('not found:', JSON.stringify(geometry.coordinates), JSON.stringify(properties), JSON.stringify(candidates));
    }
}
console.log(`${path}: ${input.length} points, ${places.size} features at zoom ${zoom}, ${wrong} not found`);
process.exit(wrong === 0 && places.size === input.length && input.length > 0 ? 0 : 1);
