// SPDX-License-Identifier: MIT
//
// Headless Chromium looks at what tamga serves:
//     node viewer_test.mjs --tamga BINARY --tiles TILESET [--style FILE] [--screenshot FILE.png]
// It passes if the map draws features, a click shows their attributes as text, every request goes to
// the server, and the console stays silent. With a .pmtiles, it looks once more at the archive
// itself, by ranges. Prints what it saw; exits 1 with the reasons if it did not pass.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { once } from "node:events";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { idle, launchBrowser, openPage } from "./page.mjs";
import { startServer } from "./served.mjs";

const { values: options } = parseArgs({
    options: {
        tamga: { type: "string" },
        tiles: { type: "string" },
        style: { type: "string" },
        screenshot: { type: "string" },
        chromium: { type: "string", default: "/usr/bin/chromium" },
    },
});

/// How many different colours a picture has: a blank map has the few of the page around it.
async function colours(browser, png) {
    const page = await browser.newPage();
    const count = await page.evaluate(async (data) => {
        const picture = await createImageBitmap(await (await fetch(data)).blob());
        const canvas = new OffscreenCanvas(picture.width, picture.height);
        const context = canvas.getContext("2d");
        context.drawImage(picture, 0, 0);
        const { data: pixels } = context.getImageData(0, 0, picture.width, picture.height);
        return new Set(new Uint32Array(pixels.buffer)).size;
    }, `data:image/png;base64,${png.toString("base64")}`);
    await page.close();
    return count;
}

/// A place of the screen, away from the panel, where a feature with attributes is drawn. One whose
/// attributes would be HTML comes first.
const somethingToClick = () => {
    const map = globalThis.tamgaMap;
    const { width, height } = map.getCanvas().getBoundingClientRect();
    const inside = ({ x, y }) => x > 330 && y > 60 && x < width - 80 && y < height - 80;
    const middle = ({ geometry }) => {
        const flat = geometry.coordinates.flat(3);
        const half = 2 * Math.floor(flat.length / 4);
        return map.project([flat[half], flat[half + 1]]);
    };
    const tricky = ({ properties }) => Object.values(properties).some((value) => /</.test(value));
    const places = map.queryRenderedFeatures([[330, 60], [width - 80, height - 80]])
        .filter(({ geometry, properties }) =>
            geometry.coordinates.length > 0 && Object.keys(properties).length > 0)
        .sort((a, b) => tricky(b) - tricky(a))
        .map(middle)
        .filter((place) => inside(place) && map.queryRenderedFeatures(place).length > 0);
    return places[0] && { x: places[0].x, y: places[0].y };
};

async function checkPopup(page) {
    const place = await page.evaluate(somethingToClick);
    assert.ok(place, "there is a feature with attributes to click on");
    const expected = await page.evaluate(({ x, y }) => {
        const [first] = globalThis.tamgaMap.queryRenderedFeatures([x, y]);
        return Object.keys(first.properties);
    }, place);
    await page.mouse.click(place.x, place.y);
    const popup = page.locator(".maplibregl-popup .attributes");
    await popup.waitFor();
    const shown = await popup.locator("th").allTextContents();
    for (const key of expected) {
        assert.ok(shown.includes(key), `the popup shows ${key}; it shows ${shown}`);
    }
    assert.equal(await popup.locator("img, script").count(), 0, "attributes are text, not HTML");
    return popup.innerText();
}

async function checkLayerSwitch(page) {
    const count = () => page.evaluate(() => globalThis.tamgaMap.queryRenderedFeatures().length);
    const boxes = page.locator("#layers input");
    for (let i = 0; i < await boxes.count(); i++) {
        await boxes.nth(i).uncheck();
    }
    await idle(page);
    assert.equal(await count(), 0, "with all layers off, nothing is drawn");
    for (let i = 0; i < await boxes.count(); i++) {
        await boxes.nth(i).check();
    }
    await idle(page);
    assert.ok(await count() > 0, "with all layers on again, features are drawn");
}

/// The legend that the style tells: a row for each class, and a period to choose.
async function checkLegend(page) {
    const legend = await page.evaluate(() => globalThis.tamgaMap.getStyle().metadata?.legend);
    assert.equal(await page.locator("#legend").isVisible(), Boolean(legend));
    if (!legend) {
        return;
    }
    const rows = page.locator("#legend .legend-classes tr");
    assert.equal(await rows.count(), legend.breaks.length + 1);
    assert.match(await rows.first().innerText(), new RegExp(`${legend.breaks.at(-1)
        .toLocaleString("en")} and more`));
    const period = page.locator("#legend select");
    const other = legend.period[0];
    await period.selectOption(other);
    const drawn = () => page.evaluate(() => globalThis.tamgaMap.getGlobalState().period);
    assert.equal(await drawn(), other, "the chosen period is drawn");
    await period.selectOption(legend.period.at(-1));
}

async function look(browser, address, query) {
    const { page, faults } = await openPage(browser, address, query);
    const drawn = await page.evaluate(() => globalThis.tamgaMap.queryRenderedFeatures().length);
    assert.match(await page.locator("#readout").innerText(), /zoom [\d.]+ +· +tile \d+\/\d+\/\d+/);
    await checkLegend(page);
    await checkLayerSwitch(page);
    const popup = await checkPopup(page);
    const png = await page.screenshot();
    const seen = await colours(browser, png);
    assert.ok(seen > 50, `the screenshot has ${seen} colours, as a blank map has`);
    assert.deepEqual(faults, []);
    await page.close();
    console.log(`${address}${query}: ${drawn} features drawn, ${seen} colours; the popup says`);
    console.log(popup.replace(/^/gm, "    "));
    return png;
}

const { server, address } = await startServer(options);
const browser = await launchBrowser(options.chromium);
try {
    const png = await look(browser, address, "");
    if (options.screenshot) {
        writeFileSync(options.screenshot, png);
    }
    if (options.tiles.endsWith(".pmtiles")) {
        await look(browser, address, `?tiles=${encodeURIComponent(basename(options.tiles))}`);
    }
    server.kill("SIGTERM");
    const [status] = await once(server, "exit");
    assert.equal(status, 0, "the server stops when it is told to");
} finally {
    server.kill("SIGKILL");
    await browser.close();
}
