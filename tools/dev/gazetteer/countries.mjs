// SPDX-License-Identifier: MIT
// Countries: ids and populations of GeoNames' countryInfo.txt, names of CLDR in all its languages,
// spellings and demonyms of world-countries.

import fs from 'node:fs';
import path from 'node:path';
import { folderOf, readJson, readRows } from './tables.mjs';
import { CENTRES, COUNTRY_NAMES, DEMONYMS } from './corrections.mjs';

const CURRENT = { AN: false, CS: false };  // No longer countries.

function addCountry(tables, info, about) {
    const [iso, iso3, , , name, , , population] = info;
    const [lat, lon] = CENTRES[iso] ?? about?.latlng ?? [];
    tables.place({ key: iso, id: info[16], kind: 'country', code: about?.independent === false ?
        'PCLD' : 'PCLI', country: iso, iso, name: COUNTRY_NAMES[iso]?.[0] ?? about?.name.common ??
        name, lat, lon, population });
    tables.name(iso, 'name', name);
    tables.name(iso, 'short', iso3);
}

function addSpellings(tables, iso, about) {
    tables.name(iso, 'name', about.name.official);
    for (const { official, common } of Object.values(about.name.native ?? {})) {
        tables.name(iso, 'local', common);
        tables.name(iso, 'local', official);
    }
    for (const spelling of about.altSpellings) {
        tables.name(iso, spelling.length < 4 ? 'short' : 'other', spelling);
    }
    for (const { official, common } of Object.values(about.translations)) {
        tables.name(iso, 'local', common);
        tables.name(iso, 'local', official);
    }
}

// "Kazakhs", "Russians"; those in -ish, -ese, -ch and -s have no such plural.
function addDemonym(tables, iso, word) {
    tables.name(iso, 'demonym', word);
    if (!/(sh|ese|ch|s|ss|x|z)$/.test(word)) {
        tables.name(iso, 'demonym', `${word}s`);
    }
}

function addDemonyms(tables, iso, about) {
    const words = new Set([...Object.values(about?.demonyms?.eng ?? {}), ...DEMONYMS[iso] ?? []]);
    for (const word of words) {
        if (/^[\p{L} '-]+$/u.test(word)) {
            addDemonym(tables, iso, word);
        }
    }
}

// Every language of CLDR once: its regional variants repeat it.
export function addCldr(tables) {
    const main = path.join(folderOf('cldr-localenames-full'), 'main');
    for (const locale of fs.readdirSync(main)) {
        const file = path.join(main, locale, 'territories.json');
        if (!fs.existsSync(file)) {
            continue;
        }
        const names = readJson(file).main[locale].localeDisplayNames.territories;
        for (const [code, name] of Object.entries(names)) {
            const iso = code.slice(0, 2);
            if (/^[A-Z]{2}(-alt-(short|variant))?$/.test(code) && tables.places.has(iso)) {
                const short = name.length < 4 && /^[A-Z.]+$/.test(name);
                tables.name(iso, short ? 'short' : locale === 'en' ? 'name' : 'local', name);
            }
        }
    }
}

export function addCountries(tables, countryInfo) {
    const all = readJson(path.join(folderOf('world-countries'), 'countries.json'));
    const byIso = new Map(all.map((about) => [about.cca2, about]));
    for (const info of readRows(countryInfo)) {
        const about = byIso.get(info[0]);
        if (CURRENT[info[0]] ?? true) {
            // Before what other tables call an abbreviation.
            COUNTRY_NAMES[info[0]]?.forEach((name) => tables.name(info[0], 'name', name));
            addCountry(tables, info, about);
            if (about) {
                addSpellings(tables, info[0], about);
            }
            addDemonyms(tables, info[0], about);
        }
    }
    addCldr(tables);
}
