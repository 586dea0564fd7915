// A round past the beds on a phone without a network. What waits here holds no name: numbers of stays with "seen" or
// "absent", for one user, for a day at most; gone once it was sent and at log-out. The page itself is a kept copy.
const WAITING = "thoes-rounds";
const A_DAY = 24 * 60 * 60 * 1000;

export function walkRounds() {
  if (document.documentElement.hasAttribute("data-visitor") && navigator.onLine) localStorage.removeItem(WAITING);
  for (const form of document.querySelectorAll("form[data-forget-copies]")) {
    form.addEventListener("submit", () => localStorage.removeItem(WAITING));
  }
  const sender = document.querySelector("[data-sends-rounds]");
  dropOld();
  if (!sender) return;
  const form = document.querySelector("form[data-round]");
  if (form) keepWhileWalking(form);
  const send = () => sendWaiting(sender.dataset.sendsRounds, form);
  window.addEventListener("online", send);
  send();
}

function keepWhileWalking(form) {
  const kept = waiting()[here()];
  if (kept && form.dataset.made === kept.nonce) drop(here());
  else if (kept && kept.user === form.dataset.round && kept.night === valueOf(form, "night")) restore(form, kept);
  // A copy that was kept may be walked with twice, and two rounds are two.
  if (!waiting()[here()] && crypto.randomUUID) form.elements.namedItem("nonce").value = crypto.randomUUID();
  form.addEventListener("change", () => keep(form, { isDone: false }));
  form.addEventListener("submit", (event) => {
    keep(form, { isDone: !navigator.onLine });
    if (navigator.onLine) return;
    event.preventDefault();
    show("[data-round-waits]");
  });
}

function restore(form, kept) {
  form.elements.namedItem("nonce").value = kept.nonce;
  for (const [name, value] of kept.answers) {
    const input = form.querySelector(`input[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`);
    if (input) input.checked = true;
  }
  if (kept.isDone) show("[data-round-waits]");
}

function keep(form, { isDone }) {
  const fields = [...new FormData(form)];
  const rounds = waiting();
  rounds[here()] = {
    user: form.dataset.round,
    night: valueOf(form, "night"),
    nonce: valueOf(form, "nonce"),
    madeAt: new Date().toISOString(),
    answers: fields.filter(([name]) => name.startsWith("seen-")),
    isDone,
  };
  put(rounds);
}

async function sendWaiting(user, form) {
  for (const [url, round] of Object.entries(waiting())) {
    if (round.user !== user || !round.isDone || !navigator.onLine) continue;
    await send(url, round, form).catch(() => {});
  }
}

async function send(url, round, form) {
  const token = JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
  const body = new URLSearchParams(round.answers);
  for (const [name, value] of Object.entries({ night: round.night, nonce: round.nonce, made_at: round.madeAt })) {
    body.set(name, value);
  }
  const headers = { Accept: "application/json", "X-CSRFToken": token };
  const answer = await fetch(url, { method: "POST", body, headers });
  // The log-in page, or a server that is not well: it stays and is tried again.
  if (!answer.headers.get("Content-Type")?.startsWith("application/json")) return;
  drop(url);
  const { reason } = await answer.json();
  if (reason) show("[data-round-refused]", reason);
  else if (form && here() === url) window.location.assign(url);
}

function show(selector, text) {
  const notice = document.querySelector(selector);
  if (!notice) return;
  if (text) notice.querySelector("p").textContent = text;
  notice.hidden = false;
}

function here() {
  return window.location.pathname;
}

function valueOf(form, name) {
  return form.elements.namedItem(name).value;
}

function drop(url) {
  const rounds = waiting();
  delete rounds[url];
  put(rounds);
}

function dropOld() {
  const fresh = Object.entries(waiting()).filter(([, round]) => Date.now() - Date.parse(round.madeAt) < A_DAY);
  put(Object.fromEntries(fresh));
}

function waiting() {
  return JSON.parse(localStorage.getItem(WAITING) ?? "{}");
}

function put(rounds) {
  if (Object.keys(rounds).length) localStorage.setItem(WAITING, JSON.stringify(rounds));
  else localStorage.removeItem(WAITING);
}
