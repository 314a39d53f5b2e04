// SPDX-License-Identifier: MIT
// Usage: node countries.mjs SOURCE.geojson FOLDER
// Makes countries.geojson (areas), borders.geojson (lines between two of them) and
// country_names.geojson (a point in each where its name fits) from the layer "countries" of the
// world map that comes with QGIS.

import fs from 'node:fs';
import path from 'node:path';
import iso from 'i18n-iso-countries';
import polylabel from 'polylabel';
import { commonBorders } from './borders.mjs';
import { fullName } from './names.mjs';
import { polygonAreaKm2, tidyPolygon } from './rings.mjs';
import { writeFeatures } from './write.mjs';

// The source knows these by their code alone.
const NAME_OF = { TK: 'Tokelau' };
// One feature of the source holds all areas without a code in ISO 3166-1.
const WITHOUT_CODE = { id: 1000, name: 'Areas without an ISO 3166-1 code' };
// Not in ISO 3166-1, but in everybody's use; ISO numbers end at 999.
const USER_ASSIGNED = { XK: 1001 };

function feature(id, properties, type, coordinates) {
    return { type: 'Feature', id, properties, geometry: { type, coordinates } };
}

function identity({ iso_a2: code, NAME: name }) {
    if (!/^[A-Z]{2}$/.test(code)) return WITHOUT_CODE;
    const id = USER_ASSIGNED[code] ?? Number(iso.alpha2ToNumeric(code));
    if (!id) throw new Error(`no number for the country code ${code}`);
    return { id, name: name ? fullName(name) : NAME_OF[code], iso: code };
}

// The middle of the widest part of the largest piece, with degrees of longitude as long as they
// are at its latitude.
function labelPoint(polygons) {
    const largest = polygons.reduce((a, b) => (polygonAreaKm2(b) > polygonAreaKm2(a) ? b : a));
    const lats = largest[0].map(([, lat]) => lat);
    const shrink = Math.cos(((Math.min(...lats) + Math.max(...lats)) / 2) * (Math.PI / 180));
    const [x, y] = polylabel(
        largest.map((ring) => ring.map(([lon, lat]) => [lon * shrink, lat])), 0.001);
    return [Number((x / shrink).toFixed(5)), Number(y.toFixed(5))];
}

function country({ properties, geometry }) {
    const polygons = geometry.coordinates.map(tidyPolygon);
    const area_km2 = Math.round(polygons.reduce((sum, rings) => sum + polygonAreaKm2(rings), 0));
    const { id, ...names } = identity(properties);
    const fields = { ...names, area_km2 };
    return {
        area: feature(id, fields, 'MultiPolygon', polygons),
        label: feature(id, fields, 'Point', labelPoint(polygons)),
    };
}

const [source, folder] = process.argv.slice(2);
const countries = JSON.parse(fs.readFileSync(source, 'utf8')).features
    .map(country)
    .sort((a, b) => a.area.id - b.area.id);
writeFeatures(path.join(folder, 'countries.geojson'), countries.map(({ area }) => area));
writeFeatures(path.join(folder, 'borders.geojson'), commonBorders(countries.map(({ area }) => area))
    .map((line, i) => feature(i + 1, {}, 'LineString', line)));
writeFeatures(path.join(folder, 'country_names.geojson'), countries
    .map(({ label }) => label)
    .filter(({ properties }) => properties.iso));
