// Keys for who works with the board all day: nothing needs them. They do nothing while a field has the focus, and can be
// switched off in the list that "?" shows (WCAG 2.1.4).
const OFF = "thoes-board-keys-off";
const STOPS = ".thoes-bedline:not([hidden]) :is(a.thoes-bedline__who, a.thoes-bedline__do)";

function areOff() {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
}

function isTyping(element) {
  return element?.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]") ?? false;
}

export function boardKeys() {
  const board = document.querySelector("[data-board]");
  const help = document.querySelector("[data-board-keys]");
  if (!board || !help) return;
  const search = document.querySelector("#board-q");
  const choice = help.querySelector("input[type=checkbox]");
  choice.checked = !areOff();
  choice.addEventListener("change", () => {
    try {
      localStorage.setItem(OFF, choice.checked ? "0" : "1");
    } catch {
      // A browser that keeps nothing asks again next time.
    }
  });
  const opener = document.querySelector("[data-board-keys-open]");
  opener.hidden = false;
  opener.addEventListener("click", () => help.showModal());

  const step = (by) => {
    const stops = [...board.querySelectorAll(STOPS)];
    const at = stops.indexOf(document.activeElement.closest(".thoes-bedline")?.querySelector("a.thoes-bedline__who, a.thoes-bedline__do"));
    if (at < 0) return false;
    stops[Math.min(stops.length - 1, Math.max(0, at + by))].focus();
    return true;
  };
  const does = {
    "/": () => (search.focus(), search.select(), true),
    n: () => (location.assign(board.dataset.new), true),
    "?": () => (help.showModal(), true),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open || isTyping(document.activeElement)) return;
    if (areOff() || !Object.hasOwn(does, event.key)) return;
    if (does[event.key]()) event.preventDefault();
  });
}
