// SPDX-License-Identifier: MIT
// Usage: node apt_only.mjs GEONAMES_FOLDER STATES.geojson ISO_3166_1.json CLDR DICTIONARY FOLDER
// The tables of the gazetteer from Debian's packages alone: fewer towns, names and units.

import fs from 'node:fs';
import path from 'node:path';
import { CENTRES, COUNTRY_NAMES, DEMONYMS, SHORT_UNITS } from './corrections.mjs';
import { addRegions } from './regions.mjs';
import { addGeoNamesUnits, readCldr } from './units.mjs';
import { smallWords } from './words.mjs';
import { readJson, readRows, Tables, writeTable, writeWhole } from './tables.mjs';

const [geonames, states, iso3166, cldr, dictionary, folder] = process.argv.slice(2);
const tables = new Tables();

// The middle of the box around a unit's longest ring.
function middle({ coordinates }) {
    const ring = coordinates.flat(coordinates[0][0][0].length ? 1 : 0)
        .reduce((longest, each) => (each.length > longest.length ? each : longest));
    const half = (axis) => (Math.min(...ring.map((at) => at[axis])) +
        Math.max(...ring.map((at) => at[axis]))) / 2;
    return { longitude: half(0).toFixed(3), latitude: half(1).toFixed(3) };
}

// A country lies in the middle of its units.
function addCountries(units) {
    const named = new Map(readJson(iso3166)['3166-1'].map((row) => [row.alpha_2, row]));
    for (const info of readRows(path.join(geonames, 'countryInfo.txt'))) {
        const [iso, iso3, , , name, , , population] = info;
        const own = units.filter(({ properties }) => properties.iso_a2 === iso)
            .map(({ properties }) => properties);
        const mean = (column) => own.length
            ? (own.reduce((sum, unit) => sum + Number(unit[column]), 0) / own.length).toFixed(3) : undefined;
        const [lat, lon] = CENTRES[iso] ?? [mean('latitude'), mean('longitude')];
        tables.place({ key: iso, id: info[16], kind: 'country', code: 'PCLI', country: iso, iso,
            name: COUNTRY_NAMES[iso]?.[0] ?? name, lat, lon, population });
        for (const other of [name, ...COUNTRY_NAMES[iso] ?? [], named.get(iso)?.official_name,
            named.get(iso)?.common_name]) {
            tables.name(iso, 'name', other);
        }
        tables.name(iso, 'short', iso3);
        DEMONYMS[iso]?.forEach((word) => tables.name(iso, 'demonym', word));
    }
}

const plain = (name) => (name ?? '').normalize('NFKD').replaceAll(/\P{L}/gu, '').toLowerCase();

// Which unit of GeoNames a polygon is says its name, or its FIPS code, as GeoNames took most of its
// codes from there.
function sameUnit({ iso_a2: country, fips, name, gn_name: other }) {
    const own = [...tables.places.values()].filter(
        (place) => place.kind === 'admin1' && place.country === country);
    return own.find((place) => [plain(name), plain(other)].includes(plain(place.name))) ??
        own.find((place) => fips && place.key === `${country}.${fips.slice(2)}`);
}

function addUnits(units) {
    addGeoNamesUnits(tables, path.join(geonames, 'admin1Codes.txt'));
    const areas = units.map(({ properties, geometry }, i) => {
        const { iso_a2: country, name, longitude: lon, latitude: lat } = properties;
        const same = sameUnit(properties);
        const key = same?.key ?? `unit ${i}`;
        tables.place({ ...same, key, kind: 'admin1', code: 'ADM1', admin1: key, lat, lon,
            country: tables.places.has(country) ? country : '', name: same?.name ?? name });
        tables.name(key, 'name', name);
        tables.name(key, 'name', properties.gn_name);
        return JSON.stringify({ type: 'Feature', properties: { key }, geometry });
    });
    for (const [key, names] of Object.entries(SHORT_UNITS)) {
        names.forEach((name) => tables.name(key, 'short', name));
    }
    writeWhole(path.join(folder, 'areas.geojsonl'), `${areas.join('\n')}\n`);
}

// Names of countries in all languages of CLDR.
function addCountryLanguages() {
    const main = path.join(cldr, 'main');
    for (const file of fs.readdirSync(main)) {
        const text = fs.readFileSync(path.join(main, file), 'utf8');
        for (const [, iso, name] of text.matchAll(/<territory type="([A-Z]{2})"[^>]*>([^<]+)</g)) {
            if (tables.places.has(iso) && (name.length > 3 || !/^[A-Z.]+$/.test(name))) {
                tables.name(iso, file === 'en.xml' ? 'name' : 'local', name);
            }
        }
    }
}

// The ISO codes of units are those of CLDR's English names; by them its other languages are found.
function addUnitLanguages() {
    const folderOfUnits = path.join(cldr, 'subdivisions');
    const byName = new Map([...tables.places.values()].filter(({ kind }) => kind === 'admin1')
        .map((unit) => [`${unit.country} ${plain(unit.name)}`, unit]));
    const byIso = new Map();
    for (const [iso, name] of readCldr(path.join(folderOfUnits, 'en.xml'))) {
        const bare = name.replace(/ (Region|Province|Oblast|State|County|District)$/, '');
        const unit = byName.get(`${iso.slice(0, 2)} ${plain(name)}`) ??
            byName.get(`${iso.slice(0, 2)} ${plain(bare)}`);
        if (unit) {
            unit.iso = iso;
            byIso.set(iso, unit);
        }
    }
    for (const file of fs.readdirSync(folderOfUnits)) {
        for (const [iso, name] of readCldr(path.join(folderOfUnits, file))) {
            if (byIso.has(iso)) {
                tables.name(byIso.get(iso).key, file === 'en.xml' ? 'name' : 'local', name);
            }
        }
    }
}

const SOURCES = [
    ['GeoNames (geonames.org), cities15000 of 2015, by Debian libtimezonemap-data', 'CC BY 4.0',
        'towns of 15,000 inhabitants and more; ids of countries and units'],
    ['Natural Earth 4.1, by Debian qgis-common', 'public domain', 'polygons of units'],
    ['iso-codes', 'LGPL-2.1+', 'official names of countries'],
    ['Unicode CLDR 41, by Debian unicode-cldr-core', 'Unicode-DFS-2016',
        'names of countries and units in all languages'],
    ['SCOWL, by Debian wamerican-small', 'free use with its notice', 'words in small letters'],
    ['MISSING: made from Debian packages alone', '-', 'without npm there are no towns of less than ' +
        '15,000 inhabitants, no districts, no names of people, no centre points of countries, no enclaves'],
];

const units = readJson(states).features.filter(({ properties }) => properties.name);
for (const { properties, geometry } of units) {
    Object.assign(properties, middle(geometry));
}
addCountries(units);
addUnits(units);
addCountryLanguages();
addUnitLanguages();
addRegions(tables);
tables.write(folder);
writeTable(path.join(folder, 'words.tsv'), ['word', 'class'],
    smallWords(dictionary).map((word) => `${word}\tword`));
fs.copyFileSync(path.join(geonames, 'cities15000.txt'), path.join(folder, 'towns.txt'));
writeTable(path.join(folder, 'sources.tsv'), ['name', 'licence', 'what'],
    SOURCES.map((row) => row.join('\t')));
fs.rmSync(path.join(folder, 'centres.tsv'), { force: true });
