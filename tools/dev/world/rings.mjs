// SPDX-License-Identifier: MIT
// What GeoJSON polygons of the source need before they are a map of the whole globe.

const EARTH_RADIUS_KM = 6371.0088;
// The source leaves a slit of a tenth of a degree at the antimeridian and the South Pole.
const EDGE = 0.1001;

function closedToEdge(degrees, limit) {
    return Math.abs(degrees) > limit - EDGE ? Math.sign(degrees) * limit : degrees;
}

const rounded = (degrees) => Number(degrees.toFixed(6)) + 0;

// Rounded to 11 cm and stretched to the edges of the globe, no position twice in a row.
function tidyRing(ring) {
    const out = [];
    for (const [lon, lat] of ring) {
        const position = [rounded(closedToEdge(lon, 180)), rounded(closedToEdge(lat, 90))];
        const last = out.at(-1);
        if (!last || last[0] !== position[0] || last[1] !== position[1]) out.push(position);
    }
    return out;
}

// Positive where the ring runs counterclockwise, on a sphere.
function ringAreaKm2(ring) {
    const radians = Math.PI / 180;
    let sum = 0;
    for (let i = 1; i < ring.length; i++) {
        const [lon0, lat0] = ring[i - 1];
        const [lon1, lat1] = ring[i];
        sum -= (lon1 - lon0) * radians
            * (Math.sin(lat0 * radians) + Math.sin(lat1 * radians)) / 2;
    }
    return sum * EARTH_RADIUS_KM ** 2;
}

// Outer rings counterclockwise, holes clockwise, as RFC 7946 has it.
export function tidyPolygon(rings) {
    return rings.map(tidyRing)
        .map((ring, i) => ((ringAreaKm2(ring) > 0) === (i === 0) ? ring : ring.reverse()));
}

export const polygonAreaKm2 = (rings) => rings.reduce((sum, ring) => sum + ringAreaKm2(ring), 0);
