// SPDX-License-Identifier: MIT
//
// atlas.mjs countries/counties OUT.geojson: areas with shared borders, as GeoJSON: the countries of
// Natural Earth at 1:50 million (npm world-atlas), or the counties of the United States at 1:10
// million (npm us-atlas, from the Census Bureau). Neither is cut at the antimeridian; what crosses it is
// left out.
import {feature as geojsonOf} from 'topojson-client';
import {readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const [kind, output] = process.argv.slice(2);
const file = {countries: 'world-atlas/countries-50m.json', counties: 'us-atlas/counties-10m.json'}[kind];
const atlas = JSON.parse(readFileSync(createRequire(import.meta.url).resolve(file)));
const jumps = (ring) => ring.some(([lon], i) => i > 0 && Math.abs(lon - ring[i - 1][0]) > 180);
const ringsOf = ({geometry: g}) => g.type === 'Polygon' ? g.coordinates : g.coordinates.flat();
const features = geojsonOf(atlas, atlas.objects[kind]).features
    .filter(({geometry}) => geometry)
    .filter((feature) => !ringsOf(feature).some(jumps))
    .map(({geometry}, i) => ({type: 'Feature', id: i + 1, properties: {}, geometry}));
writeFileSync(output, JSON.stringify({type: 'FeatureCollection', features}));
