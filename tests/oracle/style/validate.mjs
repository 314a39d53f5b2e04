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
    const name = typeof value[1] === 'string' ? [value[1]] : [];
    return [...(value[0] === 'get' ? name : []), ...value.flatMap(attributes)];
}

// Classes are those that the map bakes into its metadata and the legend names: every step over counts
// has the breaks of both. The period stands in one place, the style's state.
function checkClasses(file, style, toml) {
    const { breaks, period } = style.metadata?.legend ?? {};
    const baked = /^breaks = (\[[^\]]+\])/m.exec(toml)?.[1];
    if (!breaks && !baked) return;
    const stated = JSON.stringify(breaks);
    if (JSON.stringify(JSON.parse(baked ?? 'null')) !== stated) {
        fault(file, `the legend's breaks are ${stated}, those of map.toml ${baked}`);
    }
    const classes = steps(style.layers).filter(([, input]) => /"count/.test(JSON.stringify(input)));
    if (classes.length < 3) fault(file, 'colour, width and offset are to go by classes');
    for (const [, , ...rest] of classes) {
        const own = JSON.stringify(rest.filter((_, i) => i % 2 === 1));
        if (own !== stated) fault(file, `a step has the breaks ${own}, the legend ${stated}`);
    }
    if (!period.includes(style.state?.period?.default)) fault(file, 'the state has no such period');
    for (const name of attributes(style.layers)) {
        if (/_\d{4}$/.test(name)) fault(file, `uses ${name}: the period is to stand in state`);
    }
}

// All steps in an expression, those by zoom left out.
function steps(value) {
    if (!value || typeof value !== 'object') return [];
    const own = value[0] === 'step' && value[1]?.[0] !== 'zoom' ? [value] : [];
    return [...own, ...Object.values(value).flatMap(steps)];
}

function check(folder) {
    const file = path.join(folder, 'style.json');
    const style = JSON.parse(fs.readFileSync(file, 'utf8'));
    for (const { message } of validateStyleMin(style)) fault(file, message);

    const toml = fs.readFileSync(path.join(folder, 'map.toml'), 'utf8');
    checkClasses(file, style, toml);
    const baked = bakedLayers(toml);
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
