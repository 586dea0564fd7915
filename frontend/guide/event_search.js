// What `search_events` (guide/event_search.py) does, with what `kept_event_index` gives. A test holds the two against each
// other; who changes one changes the other. Knows no page and no network.
import { plainWords } from "./searching.js";

// Events that fit, best first: [number of its line, number of its date]. `today` as "2026-11-29".
export function searchEvents({ rules, meanings, lines }, typed, letters, today) {
  const asked = [...new Set(plainWords(typed, letters))].slice(0, rules.mostWords);
  const meant = new Map(asked.map((word) => [word, meaningsOf(word, rules, meanings)]));
  return lines
    .map((line, number) => best(line, number, meant, rules, today))
    .filter(Boolean)
    .sort((one, other) => other.hits - one.hits || order(one.day, other.day) || one.number - other.number)
    .slice(0, rules.most)
    .map(({ number, date }) => [number, date]);
}

function best(line, number, meant, rules, today) {
  const own = line.own.split(" ");
  const place = line.place.split(" ");
  const others = [...meant.keys()].filter((word) => !stands(word, own, rules));
  const hitsOfOwn = meant.size - others.length;
  const counted = others.filter((word) => isNumber(word) || word.length >= rules.begins || meant.get(word).size > 0);
  const asked = hitsOfOwn + counted.length;
  let found = null;
  for (const [date, [day, last]] of line.dates.entries()) {
    // Over since the copy was made.
    if (last < today) continue;
    const said = saysOf(day, line.free, today);
    const fits = (word) => said.some((each) => meant.get(word).has(each)) || stands(word, place, rules);
    const hits = hitsOfOwn + counted.filter(fits).length;
    const isEnough = hits > 0 && (hits === asked || (hitsOfOwn > 0 && 2 * hits >= asked));
    if (isEnough && (!found || hits > found.hits)) found = { number, date, day, hits };
  }
  return found;
}

function stands(word, words, rules) {
  if (words.includes(word)) return true;
  return word.length >= rules.begins && !isNumber(word) && words.some((each) => each.startsWith(word));
}

function saysOf(day, isFree, today) {
  const [year, month, number] = day.split("-").map(Number);
  const weekday = (new Date(Date.UTC(year, month - 1, number)).getUTCDay() + 6) % 7;
  const said = [`d${weekday}`, `m${month}`, `n${number}`, `y${year}`, "event"];
  if (isFree) said.push("free");
  if (day === today) said.push("today");
  return said;
}

function meaningsOf(word, rules, table) {
  if (isNumber(word)) return new Set([Number(word) >= 1 && Number(word) <= 31 ? `n${Number(word)}` : `y${Number(word)}`]);
  if (Object.hasOwn(table, word)) return new Set(table[word]);
  const known = Object.keys(table);
  let found = word.length >= rules.begins ? known.filter((each) => each.startsWith(word)) : [];
  if (found.length === 0) found = known.filter((each) => isInflected(word, each, rules));
  return new Set(found.flatMap((each) => table[each]));
}

function isInflected(word, known, rules) {
  let same = 0;
  while (same < word.length && same < known.length && word[same] === known[same]) same += 1;
  return same >= Math.max(rules.inflected, known.length - 2) && word.length <= known.length + rules.ending;
}

function isNumber(word) {
  return /^[0-9]+$/.test(word);
}

function order(one, other) {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
