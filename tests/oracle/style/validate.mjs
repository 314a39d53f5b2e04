// SPDX-License-Identifier: MIT
// Usage: node validate.mjs STYLES
// Every STYLES/<name>/style.json is valid by MapLibre's own validator, draws only what its map.toml
// bakes, and tells what it shows by nothing that has no meaning.

import fs from 'node:fs';
import path from 'node:path';
import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';

const [styles] = process.argv.slice(2);
let faults = 0;

function fault(file, message) {
    faults++;
    console.error(`${file}: ${message}`);
}

// The layers a map.toml gives. It is ours and plain: a line `name = "x"` after each [[layer]].
function bakedLayers(toml) {
    const tables = toml.split('[[layer]]').slice(1);
    return tables.flatMap((table) => {
        const name = /^name = "([^"]+)"/m.exec(table)[1];
        return /^kind = "routes"/m.test(table) ? [name, `${name}_places`] : [name];
    });
}

// The attributes an expression asks for.
function attributes(value) {
    if (!Array.isArray(value)) {
        return value && typeof value === 'object' ? Object.values(value).flatMap(attributes) : [];
    }
    return [...(value[0] === 'get' ? [value[1]] : []), ...value.flatMap(attributes)];
}

function check(folder) {
    const file = path.join(folder, 'style.json');
    const style = JSON.parse(fs.readFileSync(file, 'utf8'));
    for (const { message } of validateStyleMin(style)) fault(file, message);

    const baked = bakedLayers(fs.readFileSync(path.join(folder, 'map.toml'), 'utf8'));
    const drawn = new Set(style.layers.map((layer) => layer['source-layer']).filter(Boolean));
    for (const name of drawn) if (!baked.includes(name)) fault(file, `draws ${name}, not baked`);
    for (const name of baked) if (!drawn.has(name)) fault(file, `does not draw ${name}`);

    // The sum of stocks over the years is no number of people.
    for (const name of attributes(style.layers)) {
        if (['count', 'in', 'out', 'net'].includes(name)) fault(file, `uses ${name} of all years`);
    }
    if (!style.layers.at(-1).id.startsWith('here')) fault(file, 'something covers the point');
}

const folders = fs.readdirSync(styles, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(styles, entry.name));
if (folders.length === 0) fault(styles, 'holds no style');
folders.forEach(check);
console.log(`${folders.length} styles, ${faults} faults`);
process.exit(faults > 0 ? 1 : 0);
