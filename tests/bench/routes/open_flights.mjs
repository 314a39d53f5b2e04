// SPDX-License-Identifier: MIT
//
// Makes tables that tamga reads of OpenFlights' (openflights.org, ODbL; a folder with
// openflights_airports.dat and openflights_routes.dat.gz):
//
//     node open_flights.mjs FOLDER OUT
//
// writes OUT/airports.csv (id, name, lat, lon) and OUT/flights.csv (origin, destination), a row for
// each airline's route; and says how many directed pairs lie across the date line.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const [folder, out] = process.argv.slice(2);

const rows = (text) => text.split('\n').filter((line) => line);

const airports = new Map();
for (const line of rows(readFileSync(`${folder}/openflights_airports.dat`, 'utf8'))) {
  const parsed = line.match(/("(?:[^"\\]|\\.)*"|[^,]*)(?:,|$)/g).map((cell) =>
    cell.replace(/,$/, '').replace(/^"|"$/g, ''));
  airports.set(parsed[0], { name: parsed[1], lat: Number(parsed[6]), lon: Number(parsed[7]) });
}
mkdirSync(out, { recursive: true });
const quoted = (text) => `"${text.replaceAll('"', '""')}"`;
writeFileSync(`${out}/airports.csv`, 'id,name,lat,lon\n' + [...airports].map(([id, a]) =>
  `${id},${quoted(a.name)},${a.lat},${a.lon}\n`).join(''));

const flights = [];
const over = new Set();
for (const line of rows(gunzipSync(readFileSync(`${folder}/openflights_routes.dat.gz`)).toString())) {
  const [, , , from, , to] = line.split(',');
  const [a, b] = [airports.get(from), airports.get(to)];
  if (!a || !b || from === to) continue;
  flights.push(`${from},${to}\n`);
  if (Math.abs(a.lon - b.lon) > 180) over.add(`${from} ${to}`);
}
writeFileSync(`${out}/flights.csv`, 'origin,destination\n' + flights.join(''));
console.log(`${flights.length} routes, ${over.size} directed pairs across the date line`);
