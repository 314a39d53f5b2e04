// SPDX-License-Identifier: MIT
//
// A tamga server of a test's own, and where it is.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/// Serves `tiles` (with `style`, if there is one) by the program `tamga`, at a free port.
export async function startServer({ tamga, tiles, style }) {
    const styles = style ? ["--style", style] : [];
    const server = spawn(tamga, ["serve", tiles, ...styles, "--port", "0"],
        { stdio: ["ignore", "pipe", "inherit"] });
    const lines = createInterface({ input: server.stdout });
    const first = await Promise.race([once(lines, "line"), once(server, "exit")]);
    assert.match(String(first[0]), /^http:/, "the server prints its address");
    return { server, address: first[0] };
}
