// The page's half of the offline copies: start the worker, show the age of a copy, forget all copies at log-out.
// The worker's half is service_worker.js.
const KEPT = "thoes-kept";

export function keepTonightsList() {
  if (!("serviceWorker" in navigator) || !window.isSecureContext) return;
  navigator.serviceWorker.register("/sw.js");
  showAge();
  listCopies();
  // Whoever sees the page as a visitor has logged out, or was logged out: nothing may stay behind for the next person.
  if (document.documentElement.hasAttribute("data-visitor") && navigator.onLine) caches.delete(KEPT);
  for (const form of document.querySelectorAll("form[data-forget-copies]")) {
    form.addEventListener("submit", () => caches.delete(KEPT));
  }
}

function showAge() {
  const keptAt = document.documentElement.dataset.keptAt;
  const notice = document.querySelector("[data-kept-notice]");
  if (!keptAt || !notice) return;
  const time = notice.querySelector("[data-kept-at]");
  time.dateTime = keptAt;
  time.textContent = inWords(keptAt);
  notice.hidden = false;
}

async function listCopies() {
  const list = document.querySelector("[data-kept-list]");
  if (!list) return;
  const kept = await caches.open(KEPT);
  for (const request of await kept.keys()) {
    const copy = await kept.match(request);
    const link = document.createElement("a");
    link.className = "nl-link";
    link.href = request.url;
    link.textContent = decodeURIComponent(copy.headers.get("X-Kept-Title") ?? "") || new URL(request.url).pathname;
    const item = document.createElement("li");
    item.append(link, ` (${list.dataset.keptLabel} ${inWords(copy.headers.get("X-Kept-At"))})`);
    list.append(item);
  }
}

function inWords(moment) {
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
  return format.format(new Date(moment));
}
