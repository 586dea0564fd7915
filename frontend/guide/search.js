// The search page of a kept guide: what the server does with `?q=`, done here with the index that was kept. It is in a kept
// copy alone; a page that comes from the server has its answers in it.
import { searchEvents } from "./event_search.js";
import { plainWords, readIndex, search } from "./searching.js";

const MOST_LETTER_WORDS = 5;

const place = document.querySelector("[data-kept-search]");
const asked = new URLSearchParams(window.location.search).get("q") ?? "";
const typed = asked.split(/\s+/).filter(Boolean).join(" ").slice(0, 100);
if (place && typed) show(typed);

async function show(words) {
  const index = readIndex(await (await kept(place.dataset.keptSearch)).json());
  const { lang } = document.documentElement;
  const hits = search(index, words, lang);
  const list = place.querySelector('[data-part="found"] ul');
  list.replaceChildren(...hits.map(([slug, language]) => row(index, slug, language, lang)));
  place.querySelector("#kept-found").textContent = filled(list.dataset[hits.length ? "found" : "none"], { words });
  place.querySelector('[data-part="nothing"]').hidden = hits.length > 0;
  const says = place.querySelector("form [data-says]");
  says.textContent = filled(says.dataset.says, { words });
  place.querySelector('input[name="words"]').value = words;
  const events = searchEvents(index.events, words, index.letters, dayOf(new Date()));
  place.querySelector('[data-part="events"] ul').replaceChildren(...events.map(([line, date]) => event(index.events.lines[line], date)));
  place.querySelector('[data-part="events"]').hidden = events.length === 0;
  // Who finds an event found something.
  place.querySelector('[data-part="found"]').hidden = hits.length === 0 && events.length > 0;
  const meanings = await letterWords(words, index.letters);
  place.querySelector("dl").replaceChildren(...meanings.flat());
  place.querySelector('[data-part="words"]').hidden = meanings.length === 0;
  for (const field of document.querySelectorAll('input[name="q"]')) field.value = words;
  const needed = document.querySelector('[aria-labelledby="most-needed"]');
  if (needed) needed.hidden = hits.length > 0;
  place.hidden = false;
}

function row(index, slug, foundIn, lang) {
  const line = index.lines[slug];
  const link = made("a", { className: "nl-link", href: `${place.dataset.articles}${slug}/`, lang: line.title_language }, line.title);
  const summary = made("span", { className: "thoes-note thoes-under" }, line.summary);
  const words = made("span", line.name ? { lang: line.language } : {}, link, " ", summary);
  if (foundIn === lang && !line.name) return made("li", {}, words);
  if (foundIn === lang) {
    const name = made("span", { className: "thoes-note", lang: line.language }, line.name);
    return made("li", {}, words, " ", name);
  }
  const said = filled(place.querySelector('[data-part="found"] ul').dataset.inLanguage, { language: index.names[foundIn] });
  return made("li", {}, words, " ", made("span", { className: "thoes-note" }, said));
}

// As `parts/event_lines.html` has it.
function event(line, date) {
  const [, , day, time, where, notes, isCancelled] = line.dates[date];
  const part = place.querySelector('[data-part="events"]');
  const link = made("a", { className: "nl-link", href: `${part.dataset.events}one/${line.id}/`, lang: line.language, dir: line.direction }, line.title);
  const name = made("p", { className: "thoes-help__name" }, link);
  if (isCancelled) name.append(" ", made("span", { className: "thoes-help__now thoes-help__now--closed" }, part.dataset.cancelled));
  const when = made("p", { className: "nl-paragraph" }, made("strong", {}, day), made("bdi", {}, time));
  if (where) when.append(" · ", made("span", { lang: "nl", dir: "ltr" }, where));
  const one = made("div", { className: "thoes-help__one" }, name, when);
  if (notes.length > 0) one.append(made("p", { className: "thoes-note" }, notes.join(" · ")));
  return made("li", {}, one);
}

// The day here and not the one in UTC.
function dayOf(moment) {
  const two = (number) => String(number).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

// Of the kept page with all words: those of which the Dutch or the meaning begins as each of the typed words does.
async function letterWords(words, letters) {
  const sought = plainWords(words, letters);
  if (sought.length === 0) return [];
  const page = new DOMParser().parseFromString(await (await kept(place.dataset.letterWords)).text(), "text/html");
  const begins = (element) => {
    const own = plainWords(element.textContent, letters);
    return sought.every((each) => own.some((word) => word.startsWith(each)));
  };
  return [...page.querySelectorAll("dl.thoes-facts dt")]
    .map((word) => [word, word.nextElementSibling])
    .filter((pair) => pair.some(begins))
    .slice(0, MOST_LETTER_WORDS);
}

async function kept(address) {
  return (await caches.match(address)) ?? fetch(address, { credentials: "omit" });
}

function filled(sentence, facts) {
  return sentence.replace(/\{(\w+)\}/g, (_all, name) => facts[name]);
}

function made(tag, properties, ...content) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...content);
  return element;
}
