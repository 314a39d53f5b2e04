// SPDX-License-Identifier: MIT
// Usage: node towns.mjs FOLDER
// Writes the inhabited places of GeoNames: towns.geojsonl with all of them, and cities.geojsonl
// with those that are worth a label on a map of a continent. Largest first, so that a baker that
// must thin out meets the important ones first.

import path from 'node:path';
import { readTowns } from './geonames.mjs';
import { writeFeatures } from './write.mjs';

// Not a town of today: part of a larger one, abandoned, destroyed, or historical.
const NO_TOWN = new Set(['PPLX', 'PPLQ', 'PPLW', 'PPLH', 'PPLCH']);
const CAPITAL_OF = { PPLC: 'country', PPLA: 'region' };
const CITY_POPULATION = 50000;

function feature({ id, name, lat, lon, kind, iso, population }) {
    const capital = CAPITAL_OF[kind];
    return {
        type: 'Feature',
        id,
        properties: { name, iso, population, ...(capital && { capital }) },
        geometry: { type: 'Point', coordinates: [Number(lon), Number(lat)] },
    };
}

const [folder] = process.argv.slice(2);
const towns = readTowns()
    .filter(({ kind }) => !NO_TOWN.has(kind))
    .map(feature)
    .sort((a, b) => b.properties.population - a.properties.population || a.id - b.id);
const cities = towns.filter(
    ({ properties }) => properties.capital || properties.population >= CITY_POPULATION);

writeFeatures(path.join(folder, 'towns.geojsonl'), towns);
writeFeatures(path.join(folder, 'cities.geojsonl'), cities);
