// The packages ask for each property of each component by names of variables, with others behind them for when nobody set
// those. Which ones are set is known when a sheet is built: what is left of a value is what a browser would come to. What is
// set and asked for by nothing goes too.
const START = "var(";

/** A value without the variables that are not in `set`; undefined where a browser would find nothing to use. */
export function withoutUnset(value, set) {
  let done = "";
  let at = value.indexOf(START);
  while (at >= 0) {
    const end = closing(value, at + START.length);
    const [name, fallback] = parts(value.slice(at + START.length, end));
    const inner = fallback === undefined ? undefined : withoutUnset(fallback, set);
    if (set.has(name)) {
      done += value.slice(0, at) + (inner === undefined ? `var(${name})` : `var(${name},${inner})`);
    } else {
      if (inner === undefined) return undefined;
      done += value.slice(0, at) + inner;
    }
    value = value.slice(end + 1);
    at = value.indexOf(START);
  }
  return done + value;
}

/** For a whole sheet. A variable that comes to nothing is as if it was never set, so that the next round drops what asks it. */
export function onlySetVariables(root) {
  for (;;) {
    const [set, asked] = [new Set(), new Set()];
    root.walkDecls((declared) => {
      if (declared.prop.startsWith("--")) set.add(declared.prop);
      for (const [, name] of declared.value.matchAll(/var\(\s*(--[\w-]+)/g)) asked.add(name);
    });
    const before = root.toString();
    root.walkDecls((declared) => {
      if (declared.prop.startsWith("--") && !asked.has(declared.prop)) declared.remove();
      if (!declared.value.includes(START)) return;
      const value = withoutUnset(declared.value, set);
      if (value === undefined && declared.prop.startsWith("--")) declared.remove();
      else declared.value = value?.trim() ?? "unset";
    });
    if (root.toString() === before) return;
  }
}

function closing(text, at) {
  for (let open = 1; at < text.length; at++) {
    if (text[at] === "(") open++;
    if (text[at] === ")" && --open === 0) return at;
  }
  throw new Error(`A bracket is not closed: ${text}`);
}

function parts(inner) {
  const comma = inner.indexOf(",");
  return comma < 0 ? [inner.trim()] : [inner.slice(0, comma).trim(), inner.slice(comma + 1).trim()];
}
