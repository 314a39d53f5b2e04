// SPDX-License-Identifier: MIT
//
// A click on a journey shows the figure of the period that is drawn:
//     node stock_popup_test.mjs --tamga BINARY --tiles TILESET --style FILE --table FILE.csv
//         [--from NAME] [--to NAME]
// The table is what the tile set was baked from (from, to, year, people), read here once more. Its
// figures are stocks: one person stands in those of many years, and no popup may show their sum.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { idle, launchBrowser, openPage } from "./page.mjs";
import { startServer } from "./served.mjs";

const { values: options } = parseArgs({
    options: {
        tamga: { type: "string" },
        tiles: { type: "string" },
        style: { type: "string" },
        table: { type: "string" },
        from: { type: "string", default: "Kyrgyzstan" },
        to: { type: "string", default: "Russia" },
        chromium: { type: "string", default: "/usr/bin/chromium" },
    },
});

/// The journey's figures by year, and a place near the middle of its way.
function readTable() {
    const [head, ...lines] = readFileSync(options.table, "utf8").trim().split("\n");
    assert.equal(head, "from,from_lat,from_lon,to,to_lat,to_lon,year,people");
    const rows = lines.map((line) => line.split(","))
        .filter(([from, , , to]) => from === options.from && to === options.to);
    const [, lat, lon, , toLat, toLon] = rows[0].map(Number);
    const years = Object.fromEntries(rows.map((row) => [row[6], Number(row[7])]));
    return { years, middle: [(lon + toLon) / 2, (lat + toLat) / 2] };
}

const shown = (number) => number.toLocaleString("en");

/// Where the journey is drawn beside the panel, with as little else as there is about it.
const placeOfJourney = ({ from, to }) => {
    const map = globalThis.tamgaMap;
    const { width, height } = map.getCanvas().getBoundingClientRect();
    const is = ({ properties }) => properties.from === from && properties.to === to;
    const drawn = (x, y, reach) =>
        map.queryRenderedFeatures([[x - reach, y - reach], [x + reach, y + reach]]);
    const places = map.queryRenderedFeatures({ layers: ["journeys"] }).filter(is)
        .flatMap(({ geometry }) =>
            geometry.type === "LineString" ? [geometry.coordinates] : geometry.coordinates)
        .flat().map((position) => map.project(position))
        .flatMap(({ x, y }) => [-8, -4, 0, 4, 8].map((beside) => ({ x, y: y + beside })))
        .filter(({ x, y }) => x > 330 && x < width - 60 && y > 30 && y < height - 60)
        .filter(({ x, y }) => drawn(x, y, 1).some(is))
        .map(({ x, y }) => ({ x, y, others: drawn(x, y, 4).length }));
    return places.sort((a, b) => a.others - b.others)[0];
};

/// The popup's sections, each a list of keys and values as they stand there.
const sectionsOf = (popup) => popup.locator("section").evaluateAll((sections) =>
    sections.map((section) => [...section.querySelectorAll("tr")].map((row) =>
        [row.querySelector("th").textContent, row.querySelector("td").textContent])));

async function clickJourney(page) {
    const place = await page.evaluate(placeOfJourney, options);
    assert.ok(place, `a journey from ${options.from} to ${options.to} is drawn`);
    await page.mouse.click(place.x, place.y);
    const popup = page.locator(".maplibregl-popup");
    await popup.waitFor();
    const sections = await sectionsOf(popup);
    await popup.locator(".maplibregl-popup-close-button").click();
    await popup.waitFor({ state: "detached" });
    return sections;
}

function checkSections(sections, year, years) {
    const says = (section, key, value) => section.some(([k, v]) => k === key && v === value);
    const journey = sections.find((section) =>
        says(section, "from", options.from) && says(section, "to", options.to));
    assert.ok(journey, `the popup shows the journey; it shows ${JSON.stringify(sections)}`);
    assert.ok(says(journey, `count_${year}`, shown(years[year])), `${year} in ${journey}`);
    const latest = Object.keys(years).sort().at(-1);
    assert.ok(says(journey, "count", shown(years[latest])), `${latest} has no year in ${journey}`);
    for (const section of sections) {
        const numbers = section.filter(([key]) => !["name", "from", "to"].includes(key));
        if (section.some(([key]) => key.endsWith(`_${year}`))) {
            assert.match(numbers[0][0], new RegExp(`_${year}$`), `${year} comes first`);
        }
    }
    const sum = Object.values(years).reduce((a, b) => a + b);
    const values = sections.flat().map(([, value]) => value);
    assert.ok(!values.includes(shown(sum)), `the popup shows ${shown(sum)}, a sum of years`);
    return journey.slice(0, 3).map((row) => row.join(" ")).join(", ");
}

const { years, middle } = readTable();
const { server, address } = await startServer(options);
const browser = await launchBrowser(options.chromium);
try {
    // A small window: what is drawn by the processor takes time by the pixel.
    const { page, faults } = await openPage(browser, address, `#map=5/${middle[1]}/${middle[0]}`,
        { width: 720, height: 420 });
    const period = page.locator("#legend select");
    for (const year of [await period.inputValue(), Object.keys(years).sort()[0]]) {
        await period.selectOption(year);
        await idle(page);
        console.log(checkSections(await clickJourney(page), year, years));
    }
    assert.deepEqual(faults, []);
} finally {
    server.kill("SIGKILL");
    await browser.close();
}
