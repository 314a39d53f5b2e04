// SPDX-License-Identifier: MIT
//
// mvt_fixtures.mjs TAMGA: the fixtures of npm @mapbox/mvt-fixtures. Each that is valid by version 2
// decodes to the features of its tile.json, and verify finds nothing; each that is not is flagged.
import {spawnSync} from 'node:child_process';
import {readdirSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';

const tamga = process.argv[2];
const folder = join(dirname(createRequire(import.meta.url).resolve('@mapbox/mvt-fixtures')), 'fixtures');

// Called valid, and flagged by us: a rule is broken, and another fixture, called invalid, breaks it
// the same way.
const flaggedAllTheSame = {
    '016': 'no type field in its bytes, which are those of 003',
    '057': 'a MoveTo of 536870911 points with one point, as in 051',
};

const int32 = (value) => Math.min(Math.max(value, -(2 ** 31)), 2 ** 31 - 1);

// The positions of a geometry, part by part, without a look at what they mean.
function partsOf(commands) {
    const parts = [];
    let [x, y] = [0, 0];
    for (let i = 0; i < commands.length;) {
        const [id, count] = [commands[i] & 7, commands[i] >>> 3];
        i++;
        if (id === 7) {
            continue;
        }
        for (let k = 0; k < count && i < commands.length; k++, i += 2) {
            x += (commands[i] >>> 1) ^ -(commands[i] & 1);
            y += (commands[i + 1] >>> 1) ^ -(commands[i + 1] & 1);
            if (id === 1) {
                parts.push([]);
            }
            parts.at(-1).push([int32(x), int32(y)]);
        }
    }
    return parts;
}

function lonLat([x, y], extent) {
    return [x / extent * 360 - 180, Math.atan(Math.sinh(Math.PI * (1 - 2 * y / extent))) * 180 / Math.PI];
}

const area = (ring) => ring.reduce((sum, [x, y], i) => {
    const [nx, ny] = ring[(i + 1) % ring.length];
    return sum + x * ny - nx * y;
}, 0);

function geometryOf({type, geometry}, extent) {
    const parts = partsOf(geometry).map((part) => ({area: area(part), at: part.map((p) => lonLat(p, extent))}));
    const one = (name, list) => list.length === 1 ? {type: name, coordinates: list[0]} : {type: `Multi${name}`, coordinates: list};
    if (type === 1) {
        return one('Point', parts.flatMap(({at}) => at));
    }
    if (type === 2) {
        return one('LineString', parts.map(({at}) => at));
    }
    if (type === 3) {
        const polygons = [];
        for (const part of parts) {
            const ring = [part.at[0], ...part.at.slice(1).reverse(), part.at[0]];
            part.area > 0 ? polygons.push([ring]) : polygons.at(-1).push(ring);
        }
        return one('Polygon', polygons);
    }
    return null;
}

function valueOf(value) {
    const [[name, held]] = Object.entries(value);
    if (name === 'string_value') {
        return String(held); // 076 has the number 613 here, and "613" in its bytes.
    }
    return name === 'float_value' ? Math.fround(held) : held;
}

function expected({layers = []}) {
    return layers.flatMap(({name, extent = 4096, keys, values, features = []}) => features.map((feature) => {
        const properties = {};
        for (let i = 0; i < (feature.tags ?? []).length; i += 2) {
            properties[keys[feature.tags[i]]] = valueOf(values[feature.tags[i + 1]]);
        }
        return {id: feature.id, layer: name, properties, geometry: geometryOf(feature, extent)};
    }));
}

// Deep equality; numbers may differ by the ten decimals they are printed with.
function same(a, b) {
    if (typeof a === 'number' && typeof b === 'number') {
        return Math.abs(a - b) <= 1e-10 * Math.max(1, Math.abs(a));
    }
    if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') {
        return a === b;
    }
    const keys = Object.keys(a).filter((key) => a[key] !== undefined);
    return keys.length === Object.keys(b).length && keys.every((key) => same(a[key], b[key]));
}

let wrong = 0;
const counted = {valid: 0, invalid: 0};
const complain = (name, why) => {
    wrong++;
    console.log(`${name}: ${why}`);
};
for (const name of readdirSync(folder).sort()) {
    const json = (file) => JSON.parse(readFileSync(join(folder, name, file), 'utf8'));
    const tile = join(folder, name, 'tile.mvt');
    const run = (...words) => spawnSync(tamga, words, {encoding: 'utf8'});
    const valid = json('info.json').validity.v2;
    counted[valid ? 'valid' : 'invalid']++;
    const verified = run('verify', '-q', tile);
    const flagged = !valid || name in flaggedAllTheSame;
    if (verified.status !== (flagged ? 1 : 0) || (verified.stdout === '') === flagged) {
        complain(name, `verify ends with ${verified.status}: ${verified.stdout}${verified.stderr}`);
    }
    if (!valid) {
        continue;
    }
    const decoded = run('decode', tile, '0/0/0');
    if (decoded.status !== 0) {
        complain(name, `decode ends with ${decoded.status}: ${decoded.stderr}`);
        continue;
    }
    const read = JSON.parse(decoded.stdout).features.map(
        ({id, layer, properties, geometry}) => ({...(id === undefined ? {} : {id}), layer, properties, geometry}));
    if (!same(expected(json('tile.json')), read)) {
        complain(name, `expected ${JSON.stringify(expected(json('tile.json')))}, decoded ${JSON.stringify(read)}`);
    }
}
console.log(`${counted.valid} valid and ${counted.invalid} invalid fixtures, ${wrong} complaints`);
process.exit(wrong === 0 && counted.valid === 46 && counted.invalid === 28 ? 0 : 1);
