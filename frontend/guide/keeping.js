// Keep the guide of a language on this telephone, look whether there is a newer one, and remove it. What is kept are the
// pages that everybody gets, asked for without a cookie. worker.js shows them when there is no network.
const KEPT = "thoes-guide-";
const CARD = "/guide/kept-card";
const SCOPE = "/guide/";
// Pages come out of a pack, so what the server says of every page is taken from the answer in which the pack came.
const SAFETY = ["Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options", "X-Frame-Options"];

export async function offerToKeep() {
  const section = document.querySelector("[data-keep]");
  if (!section || !("serviceWorker" in navigator) || !window.isSecureContext) return;
  for (const button of section.querySelectorAll("[data-do]")) {
    button.addEventListener("click", () => (button.dataset.do === "keep" ? keep(section) : remove(section)));
  }
  await show(section);
}

export async function keptLanguages() {
  const kept = (await Promise.all((await names()).map(async (name) => [name, await cardIn(name)]))).filter(([, card]) => card);
  return kept.map(([name]) => name.slice(KEPT.length).split("_")[0]);
}

// The state of this moment: what is kept, and what could be fetched. Without a network only the first is known.
async function show(section, ...also) {
  const kept = await keptCard(language());
  const today = await fetched(section.dataset.card).catch(() => null);
  const states = kept ? ["kept"] : today ? ["can"] : [];
  if (kept && today && kept.version !== today.version) states.push("newer");
  for (const part of section.querySelectorAll("[data-when]")) {
    part.hidden = ![...states, ...also].includes(part.dataset.when);
  }
  for (const said of section.querySelectorAll("[data-says]")) {
    const facts = { day: kept?.day, size: today?.size };
    said.textContent = said.dataset.says.replace(/\{(\w+)\}/g, (_all, name) => facts[name] ?? "");
  }
}

async function keep(section) {
  const bar = section.querySelector("progress");
  for (const part of section.querySelectorAll("[data-when]")) part.hidden = part.dataset.when !== "busy";
  bar.value = 0;
  try {
    const card = await fetched(section.dataset.card);
    await store(await answerOf(section.dataset.pack), card, (share) => (bar.value = share));
    await navigator.serviceWorker.register(section.dataset.worker, { scope: SCOPE });
    await navigator.serviceWorker.ready;
    await show(section);
  } catch (error) {
    await show(section, error.name === "QuotaExceededError" ? "no_room" : "failed");
  }
  section.tabIndex = -1;
  section.focus();
}

async function store(answer, card, onProgress) {
  const pack = JSON.parse(await textOf(answer, (read) => onProgress(Math.min(1, read / card.length) * 0.7)));
  const name = `${KEPT}${pack.language}_${pack.version}`;
  // The same name may hold the rest of an attempt that was cut off; a finished one is left until the new one is there.
  const cache = await caches.open(name);
  const headers = SAFETY.filter((each) => answer.headers.has(each)).map((each) => [each, answer.headers.get(each)]);
  const pages = Object.entries(pack.pages);
  for (const [at, [path, page]] of pages.entries()) {
    await cache.put(path, new Response(page.body, { headers: [...Object.entries(page.headers), ...headers] }));
    onProgress(0.7 + (0.2 * (at + 1)) / pages.length);
  }
  for (const file of pack.files) await cache.put(file, await answerOf(file));
  // Last, as a guide without its card is not finished.
  await cache.put(CARD, new Response(JSON.stringify({ version: pack.version, day: pack.day })));
  await drop(pack.language, name);
  onProgress(1);
}

async function remove(section) {
  await drop(language());
  if ((await names()).length === 0) await (await navigator.serviceWorker.getRegistration(SCOPE))?.unregister();
  await show(section, "removed");
  section.tabIndex = -1;
  section.focus();
}

async function drop(ofLanguage, except) {
  const old = (await names()).filter((name) => name.startsWith(`${KEPT}${ofLanguage}_`) && name !== except);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function textOf(answer, onRead) {
  const reader = answer.body.getReader();
  const decoder = new TextDecoder();
  let read = 0;
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    read += value.length;
    text += decoder.decode(value, { stream: true });
    onRead(read);
  }
}

async function answerOf(address) {
  const answer = await fetch(address, { credentials: "omit", cache: "no-cache" });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer;
}

async function fetched(address) {
  return (await answerOf(address)).json();
}

async function keptCard(ofLanguage) {
  const own = (await names()).filter((name) => name.startsWith(`${KEPT}${ofLanguage}_`));
  return (await Promise.all(own.map(cardIn))).find(Boolean);
}

async function cardIn(name) {
  return (await (await caches.open(name)).match(CARD))?.json();
}

async function names() {
  return (await caches.keys()).filter((name) => name.startsWith(KEPT));
}

function language() {
  return document.documentElement.lang;
}
