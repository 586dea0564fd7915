// Styles and scripts of the pages, and the worker that keeps tonight's list. Nothing is fetched from elsewhere.
import { resolve } from "node:path";
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  publicDir: false,
  build: {
    outDir: resolve(import.meta.dirname, "src/thoes/ui/static/dist"),
    emptyOutDir: true,
    manifest: "manifest.json",
    modulePreload: false,
    assetsInlineLimit: 0,
    target: ["es2021", "chrome111", "firefox114", "safari16.4"],
    rollupOptions: { input: ["frontend/main.js", "frontend/offline/service_worker.js"] },
  },
});
