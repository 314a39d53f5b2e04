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

// What a feature is comes first, then its numbers of the period that is drawn: those without one may
// be of another.
function ordered(properties, period) {
    const place = ([key]) => {
        if (["name", "from", "to"].includes(key)) {
            return 0;
        }
        return period && key.endsWith(`_${period}`) ? 1 : 2;
    };
    return Object.entries(properties).sort((a, b) => place(a) - place(b));
}

function table(properties, period) {
    const rows = ordered(properties, period).map(([key, value]) => {
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

function section({ id, layer, properties }, period) {
    const element = document.createElement("section");
    const title = text("h2", layer["source-layer"] ?? layer.id);
    if (id !== undefined) {
        title.append(text("small", ` id ${id}`));
    }
    const empty = Object.keys(properties).length === 0;
    element.append(title, empty ? text("p", "no attributes") : table(properties, period));
    return element;
}

/// Nothing if there are no features. `period` is the one that the style draws, if it draws one.
export function attributeView(features, period) {
    const found = distinct(features);
    if (found.length === 0) {
        return undefined;
    }
    const view = document.createElement("div");
    view.className = "attributes";
    view.append(...found.slice(0, most).map((feature) => section(feature, period)));
    if (found.length > most) {
        view.append(text("p", `and ${found.length - most} more here`));
    }
    return view;
}
