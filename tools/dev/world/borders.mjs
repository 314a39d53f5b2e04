// SPDX-License-Identifier: MIT
// The lines that two areas have in common. Coasts are not among them, nor is the antimeridian where
// an area is cut in two.

const forwards = ([x0, y0], [x1, y1]) => x0 < x1 || (x0 === x1 && y0 < y1);
const key = (a, b) => (forwards(a, b) ? `${a} ${b}` : `${b} ${a}`);
const onEdge = ([lon0], [lon1]) => Math.abs(lon0) === 180 && lon0 === lon1;

function eachSegment(areas, act) {
    for (const { geometry } of areas) {
        for (const ring of geometry.coordinates.flat()) {
            for (let i = 1; i < ring.length; i++) act(ring[i - 1], ring[i], i === 1);
        }
    }
}

// Each common segment once, joined as far as a ring follows them.
export function commonBorders(areas) {
    const uses = new Map();
    eachSegment(areas, (a, b) => uses.set(key(a, b), (uses.get(key(a, b)) ?? 0) + 1));
    const lines = [];
    let open = null;
    eachSegment(areas, (a, b, ringStarts) => {
        const segment = key(a, b);
        const wanted = uses.get(segment) > 1 && !onEdge(a, b);
        uses.delete(segment);
        if (!wanted || ringStarts) open = null;
        if (!wanted) return;
        if (!open) lines.push(open = [a]);
        open.push(b);
    });
    return lines;
}
