// SPDX-License-Identifier: MIT
//
// Takes pictures of a map as tamga serves it, with a headless Chromium:
//     node picture.mjs --tamga BINARY --tiles TILESET --style FILE --views FILE.json --out FOLDER
// FILE.json is a list of { "name", "zoom", "center": [lon, lat], "size": [width, height],
// "state": { "period": "1990" } }; the pictures are FOLDER/NAME.png. They show the map with its
// legend, scale and attribution, and none of the page's controls.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launchBrowser } from "./page.mjs";
import { startServer } from "./served.mjs";

const { values: options } = parseArgs({
    options: {
        tamga: { type: "string" },
        tiles: { type: "string" },
        style: { type: "string" },
        views: { type: "string" },
        out: { type: "string", default: "." },
        chromium: { type: "string", default: "/usr/bin/chromium" },
    },
});

/// Of the page, its legend alone, in a corner; what can be chosen there is text.
const onlyTheLegend = `#panel > :not(#legend), #readout, .maplibregl-ctrl-top-right { display: none; }
    #panel { top: auto; bottom: 12px; width: 16rem; padding: 9px 12px !important; }
    #legend { margin: 0; font-size: 12px; }
    #legend h2 { font-size: 13px; }
    #legend select { border: none; padding: 0; appearance: none; }`;

async function take(page, address, { name, zoom, center, size, state }) {
    const [width, height] = size;
    await page.setViewportSize({ width, height });
    await page.goto("about:blank");
    await page.goto(`${address}#map=${zoom}/${center[1]}/${center[0]}`);
    await page.addStyleTag({ content: onlyTheLegend });
    await page.waitForFunction(() => globalThis.tamgaMap?.loaded(), undefined, { timeout: 60000 });
    await page.evaluate((chosen) => new Promise((resolve) => {
        const map = globalThis.tamgaMap;
        for (const [key, value] of Object.entries(chosen)) {
            map.setGlobalStateProperty(key, value);
        }
        map.once("idle", resolve);
        map.triggerRepaint();
    }), state ?? {});
    if (await page.locator("#alert").isVisible()) {
        throw new Error(`the page complains: ${await page.locator("#alert").innerText()}`);
    }
    await page.screenshot({ path: join(options.out, `${name}.png`) });
}

const { server, address } = await startServer(options);
const browser = await launchBrowser(options.chromium);
try {
    const page = await browser.newPage();
    for (const view of JSON.parse(readFileSync(options.views, "utf8"))) {
        await take(page, address, view);
    }
} finally {
    server.kill("SIGKILL");
    await browser.close();
}
