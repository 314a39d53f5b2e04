// SPDX-License-Identifier: MIT
// Usage: node by_zoom.mjs SCRIPT STYLE.json
// SCRIPT (tools/dev/breaks_by_zoom.mjs) makes a valid style of STYLE.json whose classes at each zoom
// are the breaks that a tile set's metadata has for it.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createExpression, latest, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';

const [script, styleFile] = process.argv.slice(2);
const routes = { journeys: [
    { zoom: 0, breaks: [20000, 400000] },
    { zoom: 1, breaks: [5, 60, 700, 8000] },
    { zoom: 2, breaks: [] },
] };
const { stdout, stderr, status } = spawnSync('node', [script, styleFile, 'journeys'],
    { input: JSON.stringify({ metadata: { tamga: { routes } } }), encoding: 'utf8' });
assert.equal(status, 0, stderr);
const style = JSON.parse(stdout);
assert.deepEqual(validateStyleMin(style), []);
assert.deepEqual(style.metadata.legend.breaks_by_zoom, { 0: [20000, 400000], 1: [5, 60, 700, 8000], 2: [] });

/** What a paint property of the lines is for so many people at a zoom. */
function drawn(styles, property, zoom, people) {
    const { paint } = styles.layers.find(({ id }) => id === 'journeys');
    const { result, value } = createExpression(paint[property], property,
        latest.paint_line[property], { period: '2020' });
    assert.equal(result, 'success');
    const answer = value.evaluate({ zoom },
        { type: 'LineString', properties: { count_2020: people, from: 'Kyrgyzstan', to: 'Russia', side: 1 } });
    return typeof answer === 'number' ? answer.toFixed(2) : String(answer);
}
const given = JSON.parse(fs.readFileSync(styleFile, 'utf8'));
const widths = [1, 2, 500000, 900000].map((people) => drawn(given, 'line-width', 3, people));
assert.ok(Number(widths[3]) > Number(widths[0]), 'the given style is wide where many go');
assert.equal(drawn(style, 'line-width', 1, 9000), drawn(given, 'line-width', 1, 900000),
    'the highest class of a zoom is as wide as the highest');
assert.equal(drawn(style, 'line-width', 0, 1), drawn(given, 'line-width', 0, 20000),
    'with two breaks the two lowest classes are gone');
assert.equal(drawn(style, 'line-width', 1, 4), drawn(given, 'line-width', 1, 4));
assert.equal(drawn(style, 'line-width', 2, 1), drawn(given, 'line-width', 2, 900000));
assert.equal(drawn(style, 'line-color', 1, 9000), drawn(given, 'line-color', 1, 900000));
console.log('classes by zoom: as the metadata says');
