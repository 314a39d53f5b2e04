// SPDX-License-Identifier: MIT
//
// A style that shows everything a tile set holds: areas, lines and points of each layer in the
// layer's colour, on nothing.

// Told apart by people with any colour vision as far as twelve can be, and readable on both grounds.
const colours = [
    "#2f7fc1", "#d9562b", "#2c9464", "#a97a12", "#8659cf", "#cc4383",
    "#138f9e", "#71811f", "#a3614a", "#5468d8", "#6f7c8a", "#b8443f",
];

export const ground = (dark) => (dark ? "#14191d" : "#f4f2ec");

const widening = (from, to) => ["interpolate", ["linear"], ["zoom"], 2, from, 14, to];
const of = (...types) => ["in", ["geometry-type"], ["literal", types]];

// Lines of routes that lie on the way back keep to their right, half a width and half a pixel.
const beside = (fields) => ("side" in fields && "from_id" in fields
    ? { "line-offset": widening(["*", 0.9, ["get", "side"]], ["*", 2, ["get", "side"]]) } : {});

function layersOf({ id: name, fields = {} }, colour) {
    const common = { source: "tiles", "source-layer": name, metadata: { group: name, colour } };
    return [
        { ...common, id: `${name}: areas`, type: "fill", filter: of("Polygon", "MultiPolygon"),
          paint: { "fill-color": colour, "fill-opacity": 0.18 } },
        { ...common, id: `${name}: lines`, type: "line",
          filter: of("Polygon", "MultiPolygon", "LineString", "MultiLineString"),
          layout: { "line-cap": "round", "line-join": "round" },
          paint: { "line-color": colour, "line-opacity": 0.85, "line-width": widening(0.8, 3),
                   ...beside(fields) } },
        { ...common, id: `${name}: points`, type: "circle", filter: of("Point", "MultiPoint"),
          paint: { "circle-color": colour, "circle-radius": widening(2, 7),
                   "circle-stroke-width": widening(0.3, 1.5), "circle-stroke-color": "#fff" } },
    ];
}

/// `source` is a MapLibre source; `vectorLayers` is what its TileJSON says.
export function inspectStyle(source, vectorLayers) {
    const layers = vectorLayers.map((layer, i) => layersOf(layer, colours[i % colours.length]));
    const rank = { fill: 0, line: 1, circle: 2 };
    return {
        version: 8,
        sources: { tiles: source },
        layers: [
            { id: "ground", type: "background", paint: { "background-color": ground(false) } },
            ...layers.flat().sort((a, b) => rank[a.type] - rank[b.type]),
        ],
    };
}
