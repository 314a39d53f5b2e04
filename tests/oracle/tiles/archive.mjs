// SPDX-License-Identifier: MIT
//
// Tile sets, read by npm's pmtiles and @mapbox/vector-tile: for the oracles beside this file.
import {VectorTile} from '@mapbox/vector-tile';
import {PbfReader} from 'pbf';
import {PMTiles} from 'pmtiles';
import {openSync, readSync} from 'node:fs';

class FileSource {
    constructor(name) {
        this.name = name;
        this.file = openSync(name, 'r');
    }
    getKey() {
        return this.name;
    }
    async getBytes(offset, length) {
        const buffer = Buffer.alloc(length);
        const read = readSync(this.file, buffer, 0, length, offset);
        return {data: buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + read)};
    }
}

export const opened = (path) => new PMTiles(new FileSource(path));

// The features of a layer in one tile, with their parts in the tile's units; none if there is no
// such tile.
export async function featuresIn(archive, layerName, z, x, y) {
    const tile = await archive.getZxy(z, x, y);
    const layer = tile && new VectorTile(new PbfReader(new Uint8Array(tile.data))).layers[layerName];
    return Array.from({length: layer ? layer.length : 0}, (_, i) => {
        const feature = layer.feature(i);
        return {id: feature.id, properties: feature.properties, parts: feature.loadGeometry()};
    });
}
