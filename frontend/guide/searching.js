// What `SearchIndex.search` (guide/searching.py) does, with the index that guide/search_export.py gives. A test holds the
// two against each other; who changes one changes the other. Knows no page and no network.
const WORDS = /[\p{L}\p{N}_]+(?:[-–’'.][\p{L}\p{N}_]+)*/gu;

export function readIndex(read) {
  const words = read.words.split(" ");
  return { ...read, words, at: new Map(words.map((word, at) => [word, at])) };
}

export function plainWords(text, letters) {
  const found = [];
  for (const word of text.normalize("NFC").match(WORDS) ?? []) {
    const parts = latin(word.toLowerCase(), letters).match(/[a-z0-9]+/g) ?? [];
    found.push(...parts);
    if (parts.length > 1) found.push(parts.join(""));
  }
  return found;
}

function latin(word, letters) {
  return [...word].map((each) => (each < "\u0080" ? each : (letters[each] ?? ""))).join("");
}

// Articles that fit, best first: [name of the article, language of the text in which it was found].
export function search(index, typed, language) {
  const { rules, texts } = index;
  const asked = [...new Set(plainWords(typed, index.letters))].slice(0, rules.mostWords);
  const scores = new Map();
  for (const word of asked) {
    for (const [text, score] of placesOf(index, word)) {
      if (!scores.has(text)) scores.set(text, []);
      scores.get(text).push(score);
    }
  }
  const fits = [...scores]
    .filter(([, each]) => 2 * each.length >= asked.length)
    .map(([text, each]) => {
      const own = texts[text][1] === language ? rules.ownLanguage : 1;
      return [text, ((each.reduce((sum, score) => sum + score, 0) * each.length) / asked.length) * own];
    })
    .sort(([one, fit], [other, better]) => better - fit || one - other);
  const best = new Map();
  for (const [text] of fits) {
    const [slug, inLanguage] = texts[text];
    if (!best.has(slug)) best.set(slug, inLanguage);
  }
  return [...best].slice(0, rules.mostHits);
}

function placesOf(index, word) {
  const kinds = index.rules.weights.length;
  const found = new Map();
  for (const [at, fit] of spellings(index, word)) {
    let number = 0;
    for (const step of index.places[at]) {
      number += step;
      const text = Math.floor(number / kinds);
      found.set(text, Math.max(found.get(text) ?? 0, fit * index.rules.weights[number % kinds]));
    }
  }
  const rare = Math.log(1 + index.texts.length / Math.max(found.size, 1));
  return [...found].map(([text, fit]) => [text, fit * rare]);
}

// The words that may be meant, by their number: this one, those that begin so, and only else those that are nearly it.
function spellings({ rules, words, at }, word) {
  const found = new Map();
  if (word.length >= rules.begins) {
    const first = firstFrom(words, word);
    for (let next = first; next < first + rules.mostBeginnings && words[next]?.startsWith(word); next++) {
      found.set(next, rules.beginning);
    }
  }
  if (at.has(word)) found.set(at.get(word), 1);
  if (found.size > 0 || word.length < rules.longEnough) return found;
  return words
    .map((spelling, number) => [number, likeness(word, spelling)])
    .filter(([, like]) => like >= rules.nearEnough)
    .sort(([one, like], [other, more]) => more - like || one - other)
    .slice(0, rules.mostSpellings)
    .filter(([number]) => words[number][0] === word[0] || word.length >= rules.long)
    .map(([number, like]) => [number, (rules.nearly * like) / 100]);
}

function firstFrom(words, word) {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (words[middle] < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

// The share of the letters of both that stand in the same order in both, as `rapidfuzz.fuzz.ratio` counts it.
function likeness(one, other) {
  const all = one.length + other.length;
  if (2 * Math.min(one.length, other.length) < 0.75 * all) return 0;
  let row = new Array(other.length + 1).fill(0);
  for (const letter of one) {
    const next = [0];
    for (let at = 1; at <= other.length; at++) {
      next.push(other[at - 1] === letter ? row[at - 1] + 1 : Math.max(row[at], next[at - 1]));
    }
    row = next;
  }
  return (1 - (all - 2 * row[other.length]) / all) * 100;
}
