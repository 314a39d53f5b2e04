// SPDX-License-Identifier: MIT
//
// routes.mjs TILESET.pmtiles NAME: whether the tiles of a route layer hold what the metadata says:
// at each zoom, and in each period, the counts of the distinct lines add up to `drawn`, and total =
// drawn + within + remainder; and every place's in and out are those of the lines that begin and end
// at it, with what is left out. Read by npm's pmtiles and @mapbox/vector-tile.
import {VectorTile} from '@mapbox/vector-tile';
import {PbfReader} from 'pbf';
import {opened} from './archive.mjs';

const [path, name] = process.argv.slice(2);
const archive = opened(path);
const {minZoom, maxZoom} = await archive.getHeader();
const stated = (await archive.getMetadata()).tamga.routes[name];
const problems = [];

/** Whole and broken weights are compared in millionths, which is what weights are counted in. */
const millionths = (weight) => BigInt(Math.round(weight * 1e6));
const add = (sums, key, weight) => sums.set(key, (sums.get(key) ?? 0n) + millionths(weight ?? 0));

/** The distinct features of a layer at a zoom, by id. */
async function featuresAt(zoom, layerName) {
    const found = new Map();
    for (let x = 0; x < 2 ** zoom; x++) {
        for (let y = 0; y < 2 ** zoom; y++) {
            const tile = await archive.getZxy(zoom, x, y);
            const layer = tile && new VectorTile(new PbfReader(new Uint8Array(tile.data))).layers[layerName];
            for (let i = 0; layer && i < layer.length; i++) {
                const {id, properties} = layer.feature(i);
                found.set(id, properties);
            }
        }
    }
    return found;
}

function checkSums(where, sums, inTiles) {
    const [total, drawn, within, remainder] =
        ['total', 'drawn', 'within', 'remainder'].map((key) => millionths(sums[key]));
    if (total !== drawn + within + remainder) {
        problems.push(`${where}: ${total} is not ${drawn} + ${within} + ${remainder} (millionths)`);
    }
    if (drawn !== inTiles) {
        problems.push(`${where}: the tiles have ${inTiles}, the metadata says ${drawn} (millionths)`);
    }
}

function checkPlaces(zoom, lines, places) {
    const ends = new Map();
    for (const line of lines.values()) {
        add(ends, line.from_id, line.count);
        add(ends, line.to_id, line.count);
    }
    for (const [id, place] of places) {
        const through = (ends.get(id) ?? 0n) + millionths(place.remainder);
        if (through !== millionths(place.in) + millionths(place.out)) {
            problems.push(`zoom ${zoom}: ${place.name} has ${place.in} in and ${place.out} out, but its lines ${through}`);
        }
    }
}

for (let zoom = minZoom; zoom <= maxZoom; zoom++) {
    const sums = stated.find((one) => one.zoom === zoom);
    if (!sums) {
        problems.push(`zoom ${zoom}: not in the metadata`);
        continue;
    }
    const lines = await featuresAt(zoom, name);
    let drawn = 0n;
    const byPeriod = new Map();
    for (const line of lines.values()) {
        drawn += millionths(line.count);
        for (const period of Object.keys(sums.periods ?? {})) {
            const weight = line.period === undefined ? line[`count_${period}`] : line.period === period ? line.count : 0;
            add(byPeriod, period, weight);
        }
    }
    checkSums(`zoom ${zoom}`, sums, drawn);
    for (const [period, ofPeriod] of Object.entries(sums.periods ?? {})) {
        checkSums(`zoom ${zoom}, ${period}`, ofPeriod, byPeriod.get(period) ?? 0n);
    }
    checkPlaces(zoom, lines, await featuresAt(zoom, `${name}_places`));
}
problems.forEach((problem) => console.log(problem));
console.log(`${path}: ${name}, zooms ${minZoom}-${maxZoom}: ${problems.length} problems`);
process.exit(problems.length > 0 || minZoom > maxZoom ? 1 : 0);
