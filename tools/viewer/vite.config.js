// SPDX-License-Identifier: MIT
import { defineConfig } from "vite";

export default defineConfig({
    base: "./", // The page works under any path, and beside a .pmtiles on any static server.
    build: { target: "es2022", chunkSizeWarningLimit: 1200, assetsInlineLimit: 0 },
    worker: { format: "es" },
});
