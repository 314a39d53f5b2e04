// SPDX-License-Identifier: MIT
// Usage: node journeys.mjs FIXTURE
// The journeys of FIXTURE add up to its totals.csv, year by year, and make sense row by row.

import fs from 'node:fs';
import path from 'node:path';

const CENTRAL_ASIA = new Set(
    ['Kazakhstan', 'Kyrgyzstan', 'Tajikistan', 'Turkmenistan', 'Uzbekistan']);
const [folder] = process.argv.slice(2);
let faults = 0;

function require(truth, message) {
    if (truth) return;
    faults++;
    console.error(message);
}

function read(name) {
    const [header, ...rows] = fs.readFileSync(path.join(folder, name), 'utf8').trimEnd().split('\n');
    const columns = header.split(',');
    return rows.map((row) => Object.fromEntries(row.split(',').map((cell, i) => [columns[i], cell])));
}

const position = new Map();
const seen = new Set();
const sums = new Map();
for (const { from, to, year, people, ...at } of read('journeys.csv')) {
    const key = `${year} ${from} - ${to}`;
    require(!seen.has(key) && from !== to, `${key} occurs twice, or leads nowhere`);
    seen.add(key);
    require(/^[1-9][0-9]*$/.test(people), `${key}: ${people} is no number of people`);
    const leaves = CENTRAL_ASIA.has(from);
    const comes = CENTRAL_ASIA.has(to);
    require(leaves || comes, `${key} does not touch Central Asia`);
    for (const [name, lat, lon] of [[from, at.from_lat, at.from_lon], [to, at.to_lat, at.to_lon]]) {
        require(Math.abs(lat) <= 90 && Math.abs(lon) <= 180, `${key}: ${name} is nowhere`);
        const known = position.get(name) ?? `${lat},${lon}`;
        require(known === `${lat},${lon}`, `${name} is in two places`);
        position.set(name, known);
    }
    const sum = sums.get(year) ?? { rows: 0, people: 0, out: 0, in: 0, within: 0 };
    sum.rows += 1;
    sum.people += Number(people);
    sum[leaves && comes ? 'within' : leaves ? 'out' : 'in'] += Number(people);
    sums.set(year, sum);
}

const totals = read('totals.csv');
require(totals.length === sums.size, `${sums.size} years, ${totals.length} in totals.csv`);
for (const { year, ...total } of totals) {
    for (const [name, value] of Object.entries(total)) {
        const sum = sums.get(year)?.[name];
        require(sum === Number(value), `${year}: ${name} is ${sum}, ${value} in totals.csv`);
    }
}
console.log(`${seen.size} rows, ${position.size} countries, ${faults} faults`);
process.exit(faults > 0 ? 1 : 0);
