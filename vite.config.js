// Styles and scripts of the pages, and the worker that keeps tonight's list. Nothing is fetched from elsewhere.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import purgeUnused from "@fullhuman/postcss-purgecss";
import { defineConfig } from "vite";
import { onlySetVariables } from "./frontend/css/only_set_variables.js";

// The packages also style bare elements and forms of components that no page uses; a phone need not fetch those.
const UNUSED = /\.utrecht-html|textbox--html-input|textarea--html-textarea|sticky-inline/;
const withoutUnused = {
  postcssPlugin: "without-unused",
  Rule(rule) {
    const kept = rule.selectors.filter((selector) => !UNUSED.test(selector));
    if (kept.length === 0) rule.remove();
    else if (kept.length < rule.selectors.length) rule.selectors = kept;
  },
};

// The pages that everybody reads; those for officials have the sheet of the site.
const TEMPLATES = "src/thoes/guide/templates";
const readByAll = readdirSync(TEMPLATES, { recursive: true })
  .filter((name) => name.endsWith(".html"))
  .map((name) => join(TEMPLATES, name))
  .filter((file) => !readFileSync(file, "utf8").startsWith('{% extends "ui/'));

// The guide is read abroad, on a slow network: its sheet has only what its own pages can use. `ui/building.py` builds again
// when one of these changes.
const purge = purgeUnused({
  content: [
    ...readByAll,
    "src/thoes/guide/*.py",
    "src/thoes/guide/paths/*.py",
    "src/thoes/guide/web/*.py",
    "src/thoes/guide/layers/web/reader.py",
    "src/thoes/ui/templatetags/*.py",
    "src/thoes/ui/templates/ui/parts/{head,searchbox,submit,wordmark}.html",
    "frontend/guide/*.js",
  ],
  // Names that are put together when a page is drawn.
  safelist: { standard: [/^nl-heading--level-[1-4]$/, /^thoes-badge--/], greedy: [/\[hidden\]/, /\[data-/] },
  variables: true,
  keyframes: true,
});

const onlyWhatTheGuideUses = {
  postcssPlugin: "only-what-the-guide-uses",
  async OnceExit(root, helpers) {
    if (!helpers.result.opts.from?.endsWith("/css/guide.css")) return;
    await purge.OnceExit(root, helpers);
    onlySetVariables(root);
  },
};

// A chart in a page of somebody else is light or dark as that page asks, not as the reader's machine is: the dark colours of
// the tokens are there a second time, by an attribute. Only there, because no page of ours asks for it.
const asTheFrameAsks = {
  postcssPlugin: "as-the-frame-asks",
  OnceExit(root) {
    if (!root.source.input.file?.endsWith("embed.css")) return;
    root.walkAtRules("media", (media) => {
      if (!media.params.includes("prefers-color-scheme: dark")) return;
      media.walkRules(".thoes-theme", (rule) => {
        media.after(rule.clone({ selector: '.thoes-theme[data-look="dark"]' }));
        rule.selector = ".thoes-theme:not([data-look])";
      });
    });
  },
};

export default defineConfig({
  base: "./",
  publicDir: false,
  css: { postcss: { plugins: [withoutUnused, onlyWhatTheGuideUses, asTheFrameAsks] } },
  build: {
    outDir: resolve(import.meta.dirname, "src/thoes/ui/static/dist"),
    emptyOutDir: true,
    manifest: "manifest.json",
    modulePreload: false,
    // The arrow of a choice is smaller than the request for it, and a guide that is kept or saved has it too.
    assetsInlineLimit: (file) => file.endsWith("/chevron.svg"),
    target: ["es2021", "chrome111", "firefox114", "safari16.4"],
    rollupOptions: {
      input: [
        "frontend/main.js",
        "frontend/offline/service_worker.js",
        "frontend/css/guide.css",
        "frontend/css/embed.css",
        "frontend/guide/guide.js",
        "frontend/guide/search.js",
        "frontend/guide/worker.js",
      ],
    },
  },
});
