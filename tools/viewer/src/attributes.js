// SPDX-License-Identifier: MIT
//
// The features at a place of the screen, as elements for a popup. Everything goes in as text: names
// in tiles are data of others.
const most = 12;

function distinct(features) {
    const seen = new Map();
    for (const feature of features) {
        const { id, properties, layer } = feature;
        seen.set(JSON.stringify([layer["source-layer"] ?? layer.source, id, properties]), feature);
    }
    return [...seen.values()];
}

function text(tag, content, className = "") {
    const element = document.createElement(tag);
    element.textContent = content;
    element.className = className;
    return element;
}

const shown = (value) => (typeof value === "number" ? value.toLocaleString("en") : String(value));

function table(properties) {
    const rows = Object.entries(properties).map(([key, value]) => {
        const row = document.createElement("tr");
        const head = text("th", key);
        head.scope = "row";
        row.append(head, text("td", shown(value), typeof value));
        return row;
    });
    const element = document.createElement("table");
    element.append(...rows);
    return element;
}

function section({ id, layer, properties }) {
    const element = document.createElement("section");
    const title = text("h2", layer["source-layer"] ?? layer.id);
    if (id !== undefined) {
        title.append(text("small", ` id ${id}`));
    }
    const empty = Object.keys(properties).length === 0;
    element.append(title, empty ? text("p", "no attributes") : table(properties));
    return element;
}

/// Nothing if there are no features.
export function attributeView(features) {
    const found = distinct(features);
    if (found.length === 0) {
        return undefined;
    }
    const view = document.createElement("div");
    view.className = "attributes";
    view.append(...found.slice(0, most).map(section));
    if (found.length > most) {
        view.append(text("p", `and ${found.length - most} more here`));
    }
    return view;
}
