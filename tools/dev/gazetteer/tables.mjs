// SPDX-License-Identifier: MIT
// The tables that `tamga gazetteer build` reads: tab-separated, with a line of headings.

import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);

export const here = path.dirname(fileURLToPath(import.meta.url));

// The folder of an npm package, wherever npm put it.
export function folderOf(name) {
    const found = require.resolve.paths(name).map((folder) => path.join(folder, name))
        .find((folder) => fs.existsSync(folder));
    if (!found) {
        throw new Error(`npm package ${name} is not installed: run npm ci in ${here}`);
    }
    return found;
}

export const readJson = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));

// The rows of a table without headings; lines that start with # are none.
export function readRows(file) {
    return fs.readFileSync(file, 'utf8').split('\n')
        .filter((line) => line && !line.startsWith('#'))
        .map((line) => line.split('\t'));
}

const PLACE = ['key', 'id', 'kind', 'code', 'country', 'admin1', 'iso', 'name', 'lat', 'lon',
    'population'];

const clean = (value) => String(value ?? '').replaceAll(/[\t\r\n]+/g, ' ')
    .replaceAll(/[\u00b2\u00b3\u00b9]/g, '').trim();  // CLDR's marks on names that occur twice.

// Places and names as they are found, each name of a place in one role once.
export class Tables {
    places = new Map();
    names = new Map();

    place(row) {
        this.places.set(row.key, row);
        this.name(row.key, 'name', row.name);
    }

    // Roles: name, local, other, short (an abbreviation), demonym.
    name(key, role, name) {
        const text = clean(name);
        if (text && !this.names.has(`${key}\t${text}`)) {
            this.names.set(`${key}\t${text}`, role);
        }
    }

    write(folder) {
        const places = [...this.places.values()].map(
            (row) => PLACE.map((column) => clean(row[column])).join('\t'));
        const names = [...this.names].map(([name, role]) => `${name}\t${role}`);
        writeTable(path.join(folder, 'places.tsv'), PLACE, places);
        writeTable(path.join(folder, 'names.tsv'), ['key', 'name', 'role'], names);
    }
}

// A file is either whole or not there.
export function writeWhole(file, text) {
    fs.writeFileSync(`${file}.partial`, text);
    fs.renameSync(`${file}.partial`, file);
}

export function writeTable(file, headings, rows) {
    writeWhole(file, `${[headings.join('\t'), ...rows].join('\n')}\n`);
    console.log(`${file}: ${rows.length} rows`);
}
