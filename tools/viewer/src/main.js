// SPDX-License-Identifier: MIT
//
// The page: a map, a choice of what it shows, its layers, and what is under a click. With a server
// it shows the catalog; as a static page, ?tiles=ADDRESS.pmtiles. The address of the page keeps
// the choice (?show=) and the view (#map=), so that it can be sent to somebody.
import { addProtocol, GlobeControl, Map, NavigationControl, Popup, ScaleControl, setWorkerUrl }
    from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import "maplibre-gl/dist/maplibre-gl.css";
import { Protocol } from "pmtiles";
import { attributeView } from "./attributes.js";
import { ground } from "./inspect_style.js";
import { showLayers } from "./layer_list.js";
import { showLegend } from "./legend.js";
import "./page.css";
import { choices } from "./tile_sets.js";

const element = (id) => document.getElementById(id);
const darkness = matchMedia("(prefers-color-scheme: dark)");
const narrow = matchMedia("(max-width: 40rem)");

function complain(error) {
    element("alert").textContent = error.message ?? String(error);
    element("alert").hidden = false;
}

function makeMap() {
    setWorkerUrl(new URL(workerUrl, import.meta.url).href);
    addProtocol("pmtiles", new Protocol({ metadata: true }).tile);
    const map = new Map({
        container: "map",
        style: { version: 8, sources: {}, layers: [] },
        hash: "map",
        attributionControl: { compact: false },
    });
    map.addControl(new NavigationControl({ visualizePitch: true }), "top-right");
    map.addControl(new GlobeControl(), "top-right");
    map.addControl(new ScaleControl({ maxWidth: 120 }), "bottom-right");
    map.on("error", ({ error }) => complain(error));
    return map;
}

/// The deepest zoom that any source of the map has tiles of.
function deepestZoom(map) {
    const sources = Object.keys(map.getStyle()?.sources ?? {}).map((id) => map.getSource(id));
    return Math.max(0, ...sources.map((source) => source?.maxzoom ?? 0));
}

/// Where the map is: zoom, the tile under the middle, the middle.
function showReadout(map) {
    const { lng, lat } = map.getCenter().wrap();
    const zoom = Math.max(0, Math.min(Math.floor(map.getZoom()), deepestZoom(map)));
    const across = 2 ** zoom;
    const sine = Math.sin((lat * Math.PI) / 180);
    const row = (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * across;
    const cell = (value) => Math.max(0, Math.min(across - 1, Math.floor(value)));
    const tile = `${zoom}/${cell(((lng + 180) / 360) * across)}/${cell(row)}`;
    element("readout").textContent =
        `zoom ${map.getZoom().toFixed(2)}  ·  tile ${tile}  ·  ${lat.toFixed(4)}, ${lng.toFixed(4)}`;
}

function openPopup(map, lngLat, point) {
    const reach = 4; // Thin lines and small points are hard to hit.
    const box = [[point.x - reach, point.y - reach], [point.x + reach, point.y + reach]];
    const view = attributeView(map.queryRenderedFeatures(box), map.getGlobalState()?.period);
    if (view) {
        new Popup({ maxWidth: "22rem" }).setLngLat(lngLat).setDOMContent(view).addTo(map);
    }
}

function watchPointer(map) {
    map.on("click", ({ lngLat, point }) => openPopup(map, lngLat, point));
    map.on("mousemove", ({ point }) => {
        const hit = map.queryRenderedFeatures(point).length > 0;
        map.getCanvas().style.cursor = hit ? "pointer" : "";
    });
    // Without a mouse: Enter looks at the middle of the map.
    map.getCanvas().addEventListener("keydown", ({ key }) => {
        if (key === "Enter") {
            openPopup(map, map.getCenter(), map.project(map.getCenter()));
        }
    });
}

function fit(map, { style, bounds }) {
    if (style.center) {
        map.jumpTo({ center: style.center, zoom: style.zoom ?? 1, bearing: style.bearing ?? 0,
            pitch: style.pitch ?? 0 });
    } else if (bounds) {
        const panel = narrow.matches ? 20 : 320;
        map.fitBounds(bounds, { padding: { top: 40, bottom: 40, right: 60, left: panel },
            animate: false, maxZoom: 12 });
    }
}

function shade(map, ours) {
    if (ours && map.getLayer("ground")) {
        map.setPaintProperty("ground", "background-color", ground(darkness.matches));
    }
}

function fillPicker(list) {
    const picker = element("choice");
    for (const group of new Set(list.map((choice) => choice.group))) {
        const part = document.createElement("optgroup");
        part.label = group;
        const members = list.filter((choice) => choice.group === group);
        part.append(...members.map(({ key, label }) => new Option(label, key)));
        picker.append(part);
    }
    return picker;
}

async function show(map, choice, keepView) {
    const described = await choice.describe();
    document.title = `${described.title} · tamga`;
    element("title").textContent = described.title;
    element("description").textContent = described.description ?? "";
    map.setStyle(described.style, { diff: false });
    map.once("styledata", () => shade(map, described.ours));
    darkness.onchange = () => shade(map, described.ours);
    showLegend(element("legend"), map, described.style);
    showLayers(document.querySelector("#layers ul"), described.style, (ids, shown) => {
        for (const id of ids) {
            map.setLayoutProperty(id, "visibility", shown ? "visible" : "none");
        }
    });
    if (!keepView) {
        fit(map, described);
    }
}

async function start() {
    const parameters = new URLSearchParams(location.search);
    const keepView = location.hash.includes("map="); // The map writes its own there soon.
    const map = makeMap();
    const list = await choices(parameters);
    if (list.length === 0) {
        throw new Error("This server has no tile sets.");
    }
    const picker = fillPicker(list);
    const wanted = (key) => list.find((choice) => choice.key === key);
    const first = wanted(parameters.get("show")) ?? list[0];
    picker.value = first.key;
    picker.addEventListener("change", () => {
        const url = new URL(location.href);
        url.searchParams.set("show", picker.value);
        history.replaceState(null, "", url);
        show(map, wanted(picker.value), false).catch(complain);
    });
    element("panel").open = !narrow.matches;
    watchPointer(map);
    map.on("move", () => showReadout(map));
    map.on("sourcedata", () => showReadout(map));
    await show(map, first, keepView);
    globalThis.tamgaMap = map; // For tests, and for whoever opens the console.
}

start().catch(complain);
