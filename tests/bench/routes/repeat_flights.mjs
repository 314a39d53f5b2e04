// SPDX-License-Identifier: MIT
//
// Makes many rows of few (npm vega-datasets, public domain; a folder with us_flights_3m.csv.gz and
// us_airports_vega.csv):
//
//     node repeat_flights.mjs FOLDER ROWS JITTER > flights.csv
//
// writes ROWS rows: time, from_lat, from_lon, to_lat, to_lon. Each time round the input, all ends lie
// elsewhere by up to JITTER degrees, in steps of 0.01, which makes new places and new pairs of them.
import { createReadStream, readFileSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';

const [folder, wanted, jitter] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];

let state = 20261128;
/** A whole number below `limit`, the same everywhere (a linear congruential generator, 32 bits). */
const random = (limit) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * limit);
};
const steps = Math.round(jitter / 0.01);
const moved = (degrees) =>
  steps === 0 ? degrees : (degrees + (random(2 * steps + 1) - steps) * 0.01).toFixed(2);

const airports = new Map();
for (const line of readFileSync(`${folder}/us_airports_vega.csv`, 'utf8').split('\n').slice(1)) {
  const cells = line.split(',');
  airports.set(cells[0], cells.slice(-2).map(Number));
}

const flights = [];
const lines = createInterface({
  input: createReadStream(`${folder}/us_flights_3m.csv.gz`).pipe(createGunzip()),
});
for await (const line of lines) {
  const [time, from, to] = line.split(',');
  const [a, b] = [airports.get(from), airports.get(to)];
  if (a && b) flights.push([time, a, b]);
}

let text = 'time,from_lat,from_lon,to_lat,to_lon\n';
for (let i = 0; i < wanted; i++) {
  const [time, a, b] = flights[i % flights.length];
  text += `${time},${moved(a[0])},${moved(a[1])},${moved(b[0])},${moved(b[1])}\n`;
  if (text.length > 1 << 20 || i + 1 === wanted) {
    writeSync(1, text);
    text = '';
  }
}
