// SPDX-License-Identifier: MIT
//
// The legend that a style tells in `metadata.legend`: classes of counts with the width and the
// colours of each, circles with the area of each, and periods to choose from. A style's global
// state `period` says which period is drawn.

function made(tag, className, ...content) {
    const element = document.createElement(tag);
    element.className = className;
    element.append(...content);
    return element;
}

/// The classes between breaks, the largest first, by number and name.
function classes(breaks) {
    const number = (value) => value.toLocaleString("en");
    const names = breaks.map((from, i) => i + 1 < breaks.length
        ? `${number(from)} – ${number(breaks[i + 1])}` : `${number(from)} and more`);
    const lowest = breaks.length > 0 ? `below ${number(breaks[0])}` : "all";
    return [lowest, ...names].map((name, index) => ({ name, index })).reverse();
}

function line(colour, width) {
    const swatch = made("span", "legend-line");
    swatch.style.setProperty("--colour", colour);
    swatch.style.setProperty("--width", `${width}px`);
    return swatch;
}

/// A row for each class. With fewer breaks than colours the lowest classes are gone.
function classRows(breaks, { widths, colours }) {
    const gone = widths.length - breaks.length - 1;
    return classes(breaks).map(({ name, index }) => {
        const swatches = Object.values(colours).map((ramp) =>
            made("td", "", line(ramp[index + gone], widths[index + gone])));
        return made("tr", "", ...swatches, made("th", "", name));
    });
}

/// The breaks of a zoom, if each has its own.
function breaksAt(map, { breaks, breaks_by_zoom: byZoom }) {
    return byZoom?.[Math.max(0, Math.floor(map.getZoom()))] ?? breaks;
}

function lines(map, legend) {
    const { colours } = legend;
    const table = made("table", "legend-classes");
    const fill = () => {
        if (table.isConnected || !table.hasChildNodes()) {
            table.replaceChildren(...classRows(breaksAt(map, legend), legend));
        } else {
            map.off("zoomend", fill); // Another legend has taken its place.
        }
    };
    fill();
    if (legend.breaks_by_zoom) {
        map.on("zoomend", fill);
    }
    const names = Object.entries(colours).map(([name, ramp]) =>
        made("li", "", line(ramp.at(-2), legend.widths.at(-2)), name));
    return [made("ul", "legend-colours", ...names), table];
}

function circles({ inner, outer, inner_colour: dark, outer_colour: light }) {
    const swatch = made("span", "legend-circle");
    swatch.style.setProperty("--inner", dark);
    swatch.style.setProperty("--outer", light);
    return made("p", "legend-circles", swatch, `Areas: ${inner} (dark) and ${outer} (light)`);
}

function title(map, { title: text, period }, chosen) {
    const [before, after] = text.split("{period}");
    const heading = made("h2", "", before);
    if (!period || after === undefined) {
        return heading;
    }
    const select = made("select", "", ...period.map((value) => new Option(value, value)));
    select.setAttribute("aria-label", "Period");
    select.value = chosen;
    select.addEventListener("change", () => map.setGlobalStateProperty("period", select.value));
    heading.append(select, after);
    return heading;
}

/// Fills `place` with the legend of `style`, or hides it if the style tells none.
export function showLegend(place, map, style) {
    const legend = style.metadata?.legend;
    place.hidden = !legend;
    place.replaceChildren();
    if (!legend) {
        return;
    }
    place.append(title(map, legend, style.state?.period?.default), ...lines(map, legend));
    if (legend.circles) {
        place.append(circles(legend.circles));
    }
    for (const note of legend.notes ?? []) {
        place.append(made("p", "", note));
    }
}
