// SPDX-License-Identifier: MIT
//
// What there is to show: the catalog of the server that the page comes from, or the one archive that
// ?tiles= names. Both give a list of choices:
//     { key, group, label, describe() -> { title, description, style, bounds, ours } }
// `ours` says that the style is made here, one colour for each layer of the tile set.
import { PMTiles } from "pmtiles";
import { inspectStyle } from "./inspect_style.js";

async function json(url) {
    const response = await fetch(url);
    if (!response.ok) {
        throw new Error(`${url}: ${response.status} ${await response.text()}`);
    }
    return response.json();
}

function described(tilejson, source) {
    return {
        title: tilejson.name,
        description: tilejson.description,
        bounds: tilejson.bounds,
        style: inspectStyle(source, tilejson.vector_layers ?? []),
        ours: true,
    };
}

function tileSetChoice(name, entry) {
    const describe = async () =>
        described(await json(entry.tilejson), { type: "vector", url: entry.tilejson });
    return { key: name, group: "Tile sets", label: entry.name || name, describe };
}

function styleChoice(name, entry, tiles) {
    const describe = async () => {
        const set = tiles[entry.tile_sets[0]];
        const style = await json(entry.style);
        const { bounds } = style.center ? {} : (set ?? {});
        return { title: entry.name, description: set?.description, style, bounds };
    };
    return { key: `style:${name}`, group: "Maps", label: entry.name || name, describe };
}

async function servedChoices() {
    const { tiles, styles } = await json(new URL("catalog", document.baseURI).href);
    return [
        ...Object.entries(styles).map(([name, entry]) => styleChoice(name, entry, tiles)),
        ...Object.entries(tiles).map(([name, entry]) => tileSetChoice(name, entry)),
    ];
}

function archiveChoice(address) {
    const url = new URL(address, document.baseURI).href;
    const label = decodeURIComponent(url.split(/[?#]/)[0].split("/").pop());
    const describe = async () => {
        const tilejson = await new PMTiles(url).getTileJson("");
        const name = tilejson.name || label;
        return described({ ...tilejson, name }, { type: "vector", url: `pmtiles://${url}` });
    };
    return { key: "", group: "Archive", label, describe };
}

/// `parameters` are those of the page's address.
export async function choices(parameters) {
    const address = parameters.get("tiles");
    return address ? [archiveChoice(address)] : servedChoices();
}
