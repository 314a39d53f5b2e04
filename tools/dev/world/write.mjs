// SPDX-License-Identifier: MIT
// Files that are either whole or not there.

import fs from 'node:fs';

// Writes the text beside the file and renames it into place.
export function writeWhole(file, text) {
    const partial = `${file}.partial`;
    fs.writeFileSync(partial, text);
    fs.renameSync(partial, file);
}

// One feature a line; a .geojson gets the frame of a FeatureCollection around them.
export function writeFeatures(file, features) {
    const lines = features.map((feature) => JSON.stringify(feature));
    const text = file.endsWith('.geojsonl')
        ? `${lines.join('\n')}\n`
        : `{"type":"FeatureCollection","features":[\n${lines.join(',\n')}\n]}\n`;
    writeWhole(file, text);
    console.log(`${file}: ${features.length} features, ${Buffer.byteLength(text)} bytes`);
}
