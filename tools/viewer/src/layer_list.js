// SPDX-License-Identifier: MIT
//
// The list of layers, each with its colour and a box to hide it.

/// The first colour in a paint value: itself, or what an expression comes to first.
function firstColour(value) {
    if (typeof value === "string") {
        return CSS.supports("color", value) ? value : undefined;
    }
    const parts = Array.isArray(value) ? value.slice(1) : (value?.stops ?? []);
    for (const part of parts) {
        const found = firstColour(Array.isArray(value) ? part : part[1]);
        if (found) {
            return found;
        }
    }
    return undefined;
}

function colourOf(layer) {
    const property = layer.type === "symbol" ? "text-color" : `${layer.type}-color`;
    return layer.metadata?.colour ?? firstColour(layer.paint?.[property]) ?? "transparent";
}

/// Layers that the list shows as one: those of one group, or each layer of a style by its id.
function groups(style) {
    const found = new Map();
    for (const layer of style.layers.filter(({ type }) => type !== "background")) {
        const name = layer.metadata?.group ?? layer.id.replace(/[-_]/g, " ");
        const group = found.get(name) ?? { name, type: layer.type, colour: colourOf(layer), ids: [],
            shown: layer.layout?.visibility !== "none" };
        group.ids.push(layer.id);
        found.set(name, group);
    }
    return [...found.values()];
}

function item(group, onToggle) {
    const row = document.createElement("li");
    const label = document.createElement("label");
    const box = document.createElement("input");
    const swatch = document.createElement("span");
    box.type = "checkbox";
    box.checked = group.shown;
    box.addEventListener("change", () => onToggle(group.ids, box.checked));
    swatch.className = `swatch ${group.type}`;
    swatch.style.setProperty("--colour", group.colour);
    label.append(box, swatch, group.name);
    row.append(label);
    return row;
}

/// Fills `list` with the layers of `style`; `onToggle(ids, shown)` is called when one is switched.
export function showLayers(list, style, onToggle) {
    list.replaceChildren(...groups(style).reverse().map((group) => item(group, onToggle)));
}
