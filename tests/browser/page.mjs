// SPDX-License-Identifier: MIT
//
// A headless Chromium, and a page of it that remembers what it must not do.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";

/// How long anything may take, in ms: beside other work a browser that draws with the processor is
/// slow, and only one that hangs is a fault. ctest waits a little longer.
const patience = 240000;

export function launchBrowser(executablePath) {
    return chromium.launch({
        executablePath,
        args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
    });
}

/// What is wrong with a page is collected from now on: complaints in the console, requests to
/// anywhere but the server, and what it does not answer.
function faultsOf(page, address) {
    const faults = [];
    page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) {
            faults.push(`console: ${message.text()} (${message.location().url})`);
        }
    });
    page.on("pageerror", (error) => faults.push(`page error: ${error.stack}`));
    page.on("request", (request) => {
        if (/^(https?|wss?):/.test(request.url()) && !request.url().startsWith(address)) {
            faults.push(`request to elsewhere: ${request.url()}`);
        }
    });
    page.on("response", (response) => {
        if (response.status() >= 400) {
            faults.push(`${response.status()}: ${response.url()}`);
        }
    });
    return faults;
}

/// Opens the map at `address` and waits until it is drawn. Throws if anything was wrong so far;
/// what goes wrong later is added to `faults`.
export async function openPage(browser, address, query, viewport = { width: 1000, height: 640 }) {
    const page = await browser.newPage({ viewport });
    page.setDefaultTimeout(patience);
    const faults = faultsOf(page, address);
    await page.goto(address + query);
    try {
        await page.waitForFunction(() => {
            const map = globalThis.tamgaMap;
            return map?.loaded() && map.areTilesLoaded() && map.queryRenderedFeatures().length > 0;
        });
    } catch (error) {
        faults.push(error.message);
    }
    if (await page.locator("#alert").isVisible()) {
        faults.push(`the page complains: ${await page.locator("#alert").innerText()}`);
    }
    assert.deepEqual(faults, []);
    return { page, faults };
}

/// Waits until the map has drawn what was asked of it.
export function idle(page) {
    return page.evaluate(() => new Promise((resolve) => {
        globalThis.tamgaMap.once("idle", resolve);
        globalThis.tamgaMap.triggerRepaint();
    }));
}
