// SPDX-License-Identifier: MIT
// Usage: node journeys.mjs STOCK.csv OUTPUT.csv
// Makes fixtures/journeys/journeys.csv: of a table year,orig,dest,count of UN DESA's migrant stock,
// every row that has a state of Central Asia at an end, with the positions of both ends.

import fs from 'node:fs';
import { createRequire } from 'node:module';
import iso from 'i18n-iso-countries';
import { readTowns } from './geonames.mjs';
import { writeWhole } from './write.mjs';

iso.registerLocale(createRequire(import.meta.url)('i18n-iso-countries/langs/en.json'));

const CENTRAL_ASIA = new Set(
    ['Kazakhstan', 'Kyrgyzstan', 'Tajikistan', 'Turkmenistan', 'Uzbekistan']);
// Names of UN DESA's that the table of ISO names spells differently.
const ISO_OF = { 'Brunei': 'BN', 'Moldova': 'MD', 'U.S. Virgin Islands': 'VI' };
const HEADER = 'from,from_lat,from_lon,to,to_lat,to_lon,year,people';

// By ISO code: the capital, and where GeoNames names none, the largest town.
function seats() {
    const weight = ({ kind, population }) => (kind === 'PPLC' ? Infinity : population);
    const best = new Map();
    for (const town of readTowns()) {
        const known = best.get(town.iso);
        if (!known || weight(known) < weight(town)) best.set(town.iso, town);
    }
    return best;
}

// Throws for a country without a position: no row is dropped.
function place(country, seat) {
    const town = seat.get(ISO_OF[country] ?? iso.getAlpha2Code(country, 'en'));
    if (!town) throw new Error(`no position for ${country}`);
    return [country, town.lat, town.lon];
}

const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

const [source, output] = process.argv.slice(2);
const seat = seats();
const rows = fs.readFileSync(source, 'utf8').trimEnd().split(/\r?\n/).slice(1)
    .map((line) => line.split(','))
    .filter(([, from, to]) => CENTRAL_ASIA.has(from) || CENTRAL_ASIA.has(to))
    .sort((a, b) => order(a[0], b[0]) || order(a[1], b[1]) || order(a[2], b[2]))
    .map(([year, from, to, people]) => [...place(from, seat), ...place(to, seat), year, people]);
writeWhole(output, `${[HEADER, ...rows.map((row) => row.join(','))].join('\n')}\n`);
console.log(`${output}: ${rows.length} rows`);
