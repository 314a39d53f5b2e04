// SPDX-License-Identifier: MIT
// Continents, seas, rivers, mountains and regions that have a name and no border: regions.tsv.

import path from 'node:path';
import { here, readRows } from './tables.mjs';

export function addRegions(tables) {
    for (const row of readRows(path.join(here, 'regions.tsv'))) {
        const [name, code, lat, lon, country, id, names, demonyms] = row;
        const key = `feature:${name}`;
        tables.place({ key, id, kind: 'feature', code, country, name, lat, lon });
        names?.split('|').forEach((each) => tables.name(key, 'name', each));
        demonyms?.split('|').forEach((each) => tables.name(key, 'demonym', each));
    }
}
