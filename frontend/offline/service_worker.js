// Keeps two things and nothing else: the files that make up the look of the site, and pages whose answer carries
// "X-Keep-Offline: 1" (tonight's list). A kept page is shown only without a network, says when it was made, is gone
// after a day and at log-out. No other page with somebody's data is ever stored.
const STATIC = "thoes-static-1";
const KEPT = "thoes-kept";
const OFFLINE_PAGE = "/offline/";
const A_DAY = 24 * 60 * 60 * 1000;
const MOST_FILES = 80;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(STATIC).then((cache) => cache.add(OFFLINE_PAGE)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([dropOtherCaches(), dropOldCopies(), self.clients.claim()]));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "POST" && /\/(logout|organisation)\/$/.test(url.pathname)) {
    event.waitUntil(caches.delete(KEPT));
    return;
  }
  if (request.method !== "GET") return;
  if (url.pathname.startsWith("/static/")) event.respondWith(fromFiles(request));
  else if (request.mode === "navigate") event.respondWith(fromNetworkOrCopy(request));
});

// Names of static files carry a fingerprint of their content, so a stored one is never out of date.
async function fromFiles(request) {
  const cache = await caches.open(STATIC);
  const stored = await cache.match(request);
  if (stored) return stored;
  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
    await dropOldestFiles(cache);
  }
  return answer;
}

async function fromNetworkOrCopy(request) {
  let answer;
  try {
    answer = await fetch(request);
  } catch {
    return (await copyOf(request)) ?? (await caches.match(OFFLINE_PAGE)) ?? Response.error();
  }
  if (answer.ok && answer.headers.get("X-Keep-Offline") === "1") await keep(request, answer.clone());
  return answer;
}

async function keep(request, answer) {
  const keptAt = new Date().toISOString();
  const page = await answer.text();
  const title = /<title>([^<]*)<\/title>/.exec(page)?.[1] ?? "";
  const headers = new Headers(answer.headers);
  headers.set("X-Kept-At", keptAt);
  headers.set("X-Kept-Title", encodeURIComponent(title.trim()));
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  const marked = page.replace("<html ", `<html data-kept-at="${keptAt}" `);
  const cache = await caches.open(KEPT);
  await cache.put(request.url, new Response(marked, { headers }));
  await dropOldCopies();
}

async function copyOf(request) {
  await dropOldCopies();
  return (await caches.open(KEPT)).match(request.url);
}

async function dropOldCopies() {
  const cache = await caches.open(KEPT);
  for (const request of await cache.keys()) {
    const copy = await cache.match(request);
    if (Date.now() - Date.parse(copy.headers.get("X-Kept-At")) > A_DAY) await cache.delete(request);
  }
}

async function dropOtherCaches() {
  // What a reader of the guide kept is not ours: its own worker and its own pages look after it (frontend/guide).
  const names = (await caches.keys()).filter((name) => !name.startsWith("thoes-guide-"));
  await Promise.all(names.filter((name) => name !== STATIC && name !== KEPT).map((name) => caches.delete(name)));
}

async function dropOldestFiles(cache) {
  const files = (await cache.keys()).filter((request) => new URL(request.url).pathname !== OFFLINE_PAGE);
  await Promise.all(files.slice(0, Math.max(0, files.length - MOST_FILES)).map((request) => cache.delete(request)));
}
