// Shows the pages of the guide that a reader kept (keeping.js) when there is no network or it does not answer. It is started
// by that reader alone, rules over /guide/ alone, stores nothing itself, and never asks anything of elsewhere.
// Whatever is in a cache that is not finished, which has no card, is as if it were not there.
const KEPT = "thoes-guide-";
const CARD = "/guide/kept-card";
const PATIENCE = 4000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request, url));
  else if (request.method === "GET" && url.pathname.startsWith("/static/")) event.respondWith(file(request));
  else if (request.method === "GET" && request.destination === "image") event.respondWith(image(request));
});

// The network goes first, as it has the numbers of today; who waits longer than a while for it reads the copy.
async function page(request, url) {
  const copy = request.method === "GET" ? await copyOf(url.pathname) : undefined;
  const asked = fetch(request);
  if (!copy) return asked.catch(async () => (await copyOf(shared(url.pathname))) ?? withoutCopy(url));
  const answer = asked.then((found) => (found.status < 500 ? found : copy)).catch(() => copy);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, copy));
  return Promise.race([answer, late]);
}

// Within the pages of a municipality an article to which it added nothing is the one that everybody reads.
function shared(address) {
  return address.replace(/^(\/guide\/[a-z]+)\/in\/[^/]+\/([^/]+\/)$/, "$1/$2");
}

// Names of static files carry a fingerprint of their content, so a stored one is never out of date.
async function file(request) {
  return (await copyOf(request.url)) ?? fetch(request);
}

async function image(request) {
  return fetch(request).catch(async () => (await copyOf(request.url)) ?? Response.error());
}

async function withoutCopy(url) {
  const kept = await keptGuides();
  if (kept.size === 0) return Response.error();
  const asked = url.pathname.split("/")[2];
  const language = [asked, ...navigator.languages.map((each) => each.split("-")[0])].find((each) => kept.has(each));
  const shown = language ?? kept.keys().next().value;
  if (url.pathname === "/guide/") return Response.redirect(`/guide/${shown}/`);
  return (await kept.get(shown).match(`/guide/${shown}/not-kept/`)) ?? Response.error();
}

async function copyOf(address) {
  for (const cache of (await keptGuides()).values()) {
    const copy = await cache.match(address);
    if (copy) return copy;
  }
  return undefined;
}

async function keptGuides() {
  const found = new Map();
  for (const name of await caches.keys()) {
    if (!name.startsWith(KEPT)) continue;
    const cache = await caches.open(name);
    if (await cache.match(CARD)) found.set(name.slice(KEPT.length).split("_")[0], cache);
  }
  return found;
}
