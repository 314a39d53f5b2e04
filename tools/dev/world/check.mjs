// SPDX-License-Identifier: MIT
// Usage: node check.mjs FOLDER
// Refuses data that a map should not be made of: ids that occur twice, missing countries, positions
// outside the globe, a capital that is not in its country.

import fs from 'node:fs';
import path from 'node:path';

const MUST_BE_THERE = ['AQ', 'FJ', 'KG', 'KZ', 'RU', 'TJ', 'TM', 'UZ'];
// Far enough from a coast to be on land however that is generalised.
const HAVE_CAPITALS = ['KG', 'KZ', 'RU', 'TJ', 'TM', 'UZ'];

const [folder] = process.argv.slice(2);
let faults = 0;

function require(truth, message) {
    if (truth) return;
    faults++;
    console.error(`check.mjs: ${message}`);
}

function read(name) {
    const text = fs.readFileSync(path.join(folder, name), 'utf8');
    return name.endsWith('.geojsonl')
        ? text.trimEnd().split('\n').map((line) => JSON.parse(line))
        : JSON.parse(text).features;
}

const onGlobe = ([lon, lat]) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;

// Even-odd, over all rings: holes count.
function contains({ coordinates }, [x, y]) {
    let inside = false;
    for (const ring of coordinates.flat()) {
        for (let i = 1; i < ring.length; i++) {
            const [[x0, y0], [x1, y1]] = [ring[i - 1], ring[i]];
            if ((y0 > y) !== (y1 > y) && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)) {
                inside = !inside;
            }
        }
    }
    return inside;
}

function requireSound(name, features, fewest) {
    require(features.length >= fewest, `${name}: ${features.length} features, not ${fewest}`);
    require(new Set(features.map(({ id }) => id)).size === features.length, `${name}: ids repeat`);
    for (const { id, properties, geometry } of features) {
        require(Number.isInteger(id) && id > 0, `${name}: id ${id} is no positive integer`);
        require(properties.name, `${name}: ${id} has no name`);
        const positions = geometry.type === 'Point'
            ? [geometry.coordinates] : geometry.coordinates.flat(2);
        require(positions.every(onGlobe), `${name}: ${properties.name} leaves the globe`);
    }
}

const countries = read('countries.geojson');
const countryNames = read('country_names.geojson');
const disputed = read('disputed_borders.geojson');
const towns = read('towns.geojsonl');
const cities = read('cities.geojsonl');
requireSound('countries.geojson', countries, 240);
requireSound('country_names.geojson', countryNames, 239);
requireSound('towns.geojsonl', towns, 190000);
requireSound('cities.geojsonl', cities, 10000);

const borders = read('borders.geojson');
require(borders.length > 200, `borders.geojson: only ${borders.length} lines`);
require(disputed.length === 46, `disputed_borders.geojson: ${disputed.length} lines, not 46`);

const country = new Map(countries.map((feature) => [feature.properties.iso, feature]));
for (const iso of MUST_BE_THERE) require(country.has(iso), `countries.geojson: no ${iso}`);
for (const { properties, geometry } of countryNames) {
    require(contains(country.get(properties.iso).geometry, geometry.coordinates),
        `country_names.geojson: ${properties.name} is written outside of it`);
}
for (const iso of HAVE_CAPITALS) {
    const [capital, ...more] = cities.filter(
        ({ properties }) => properties.iso === iso && properties.capital === 'country');
    require(capital && more.length === 0, `cities.geojsonl: ${iso} has not one capital`);
    require(capital && contains(country.get(iso).geometry, capital.geometry.coordinates),
        `cities.geojsonl: the capital of ${iso} is not in it`);
}

if (faults > 0) process.exit(1);
console.log(`${folder}: sound`);
