// SPDX-License-Identifier: MIT
//
// thinning.mjs TILESET LAYER POINTS.geojsonl: how the points of a tile set were thinned, zoom by zoom, read by
// npm's pmtiles and @mapbox/vector-tile. Of the tiles with 200 points of the input or more it compares the share
// that each keeps with its neighbours': `worst` is the largest ratio of two shares, and `beyond` how many pairs are
// more than 1.3 apart even if each of the two kept one point more or less (of few points no share can be exact).
// `cell` is the most points that a cell of 4 pixels of 512 has. Exits with 1 if a pair is beyond, or a cell of a
// thinned zoom has more than two.
import {VectorTile} from '@mapbox/vector-tile';
import {PbfReader} from 'pbf';
import {createReadStream} from 'node:fs';
import {createInterface} from 'node:readline';
import {opened} from './archive.mjs';

const [path, layerName, inputPath] = process.argv.slice(2);
const least = 200;
const mostUnlike = 1.3;

async function inputPoints() {
    const xs = [], ys = [];
    for await (const line of createInterface({input: createReadStream(inputPath)})) {
        const at = /"coordinates": ?\[([-0-9.eE]+), ?([-0-9.eE]+)/.exec(line);
        if (at && Math.abs(at[2]) <= 85.0511) {
            xs.push((Number(at[1]) + 180) / 360);
            ys.push((1 - Math.asinh(Math.tan(at[2] * Math.PI / 180)) / Math.PI) / 2);
        }
    }
    return {xs, ys};
}

function countsAt(zoom, {xs, ys}) {
    const side = 2 ** zoom, counts = new Map();
    for (let i = 0; i < xs.length; i++) {
        const tile = (Math.floor(xs[i] * side) & (side - 1)) * side + Math.floor(ys[i] * side);
        counts.set(tile, (counts.get(tile) ?? 0) + 1);
    }
    return counts;
}

// How many points a tile keeps, and how many of them its fullest cell has.
async function keptIn(archive, zoom, x, y) {
    const tile = await archive.getZxy(zoom, x, y);
    const layer = tile && new VectorTile(new PbfReader(new Uint8Array(tile.data))).layers[layerName];
    const cells = new Map();
    let kept = 0;
    for (let i = 0; layer && i < layer.length; i++) {
        const [{x: fx, y: fy}] = layer.feature(i).loadGeometry()[0];
        if (fx < 0 || fy < 0 || fx >= layer.extent || fy >= layer.extent) {
            continue; // A neighbour's, in the buffer.
        }
        const size = layer.extent / 128;
        const cell = Math.floor(fx / size) * 128 + Math.floor(fy / size);
        cells.set(cell, (cells.get(cell) ?? 0) + 1);
        kept++;
    }
    return {kept, cell: Math.max(0, ...cells.values()), bytes: tile ? tile.data.byteLength : 0};
}

function compared(zoom, counts, kept) {
    const side = 2 ** zoom;
    let worst = 1, pairs = 0, beyond = 0;
    for (const [tile, count] of counts) {
        for (const other of [tile + 1, tile + side]) {
            if (count < least || (counts.get(other) ?? 0) < least || (other === tile + 1 && other % side === 0)) {
                continue;
            }
            const shares = [[kept.get(tile), count], [kept.get(other), counts.get(other)]].sort((a, b) => a[0] / a[1] - b[0] / b[1]);
            const [[low, ofLow], [high, ofHigh]] = shares;
            worst = Math.max(worst, high / ofHigh / (low / ofLow));
            beyond += (high - 1) / ofHigh > mostUnlike * ((low + 1) / ofLow) ? 1 : 0;
            pairs++;
        }
    }
    return {worst, pairs, beyond};
}

const points = await inputPoints();
const archive = opened(path);
const {minZoom, maxZoom} = await archive.getHeader();
let wrong = 0;
for (let zoom = minZoom; zoom <= maxZoom - 1; zoom++) {
    const counts = countsAt(zoom, points), kept = new Map();
    let total = 0, cell = 0, fullest = 0;
    for (const tile of counts.keys()) {
        const found = await keptIn(archive, zoom, Math.floor(tile / 2 ** zoom), tile % 2 ** zoom);
        kept.set(tile, found.kept);
        total += found.kept;
        cell = Math.max(cell, found.cell);
        fullest = Math.max(fullest, found.kept);
    }
    const {worst, pairs, beyond} = compared(zoom, counts, kept);
    const thinned = total < points.xs.length;
    wrong += thinned ? beyond + (cell > 2 ? 1 : 0) : 0;
    console.log(`zoom ${zoom}: kept ${total} of ${points.xs.length}, at most ${fullest} in a tile and ${cell} in a cell; ` +
        `${pairs} pairs, worst ${worst.toFixed(2)}, ${beyond} beyond`);
}
process.exit(wrong ? 1 : 0);
