// SPDX-License-Identifier: MIT
//
// Makes the variant of a style whose classes are those of each zoom:
//
//     tamga inspect --json TILESET | node breaks_by_zoom.mjs STYLE.json LAYER > VARIANT.json
//
// STYLE.json has `metadata.legend.breaks`, and a class is a `step` at exactly these. Each becomes the
// step at the breaks that the tile set's metadata has for the zoom: what is near the heaviest of a
// zoom is wide there, so widths of two zooms are no longer comparable, and the legend says so.
import { readFileSync } from 'node:fs';

const [styleFile, layer] = process.argv.slice(2);
const style = JSON.parse(readFileSync(styleFile, 'utf8'));
const zooms = JSON.parse(readFileSync(0, 'utf8')).metadata.tamga.routes[layer];
const fixed = style.metadata.legend.breaks;

const isClass = (value) => Array.isArray(value) && value[0] === 'step' &&
    JSON.stringify(value.filter((_, i) => i > 2 && i % 2 === 1)) === JSON.stringify(fixed);
const hasClass = (value) => isClass(value) ||
    (value && typeof value === 'object' && Object.values(value).some(hasClass));

/** The step at other breaks: the highest class keeps its value, the lowest ones go if they must. */
function classes([, input, ...rest], breaks) {
    const values = rest.filter((_, i) => i % 2 === 0).slice(-breaks.length - 1);
    return breaks.length === 0 ? values[0]
        : ['step', input, values[0], ...breaks.flatMap((at, i) => [at, values[i + 1]])];
}

/** The value with all its classes at `breaks`. */
function at(value, breaks) {
    if (isClass(value)) return classes(value, breaks);
    return Array.isArray(value) ? value.map((part) => at(part, breaks)) : value;
}

/** What ["interpolate", ["exponential", base], ["zoom"], z, ["*", k, …], …] multiplies by at `zoom`. */
function factor([, [, base], , ...stops], zoom) {
    const points = stops.flatMap((z, i) => (i % 2 === 0 ? [[z, stops[i + 1][1]]] : []));
    const next = points.findIndex(([z]) => z >= zoom);
    if (next <= 0) return (next === 0 ? points[0] : points.at(-1))[1];
    const [[z0, k0], [z1, k1]] = points.slice(next - 1, next + 1);
    const share = (base ** (zoom - z0) - 1) / (base ** (z1 - z0) - 1);
    return Number((k0 + share * (k1 - k0)).toFixed(4));
}

/** An expression of zoom has zoom outside: a scale is worked out for each, all else is stepped. */
function byZoom(value) {
    if (!hasClass(value)) return value;
    if (value[0] === 'let' && value.at(-1)[0] === 'interpolate') {
        const curve = value.at(-1);
        return [...curve.slice(0, 3), ...zooms.flatMap(({ zoom, breaks }) =>
            [zoom, ['*', factor(curve, zoom), at(value[2], breaks)]])];
    }
    const [first, ...others] = zooms;
    return ['step', ['zoom'], at(value, first.breaks),
        ...others.flatMap(({ zoom, breaks }) => [zoom, at(value, breaks)])];
}

for (const each of style.layers) {
    for (const part of ['paint', 'layout']) {
        for (const [name, value] of Object.entries(each[part] ?? {})) {
            each[part][name] = byZoom(value);
        }
    }
}
style.name += ', classes by zoom';
style.metadata.legend.breaks_by_zoom =
    Object.fromEntries(zooms.map(({ zoom, breaks }) => [zoom, breaks]));
console.log(JSON.stringify(style, null, 2));
