// The board of a site while somebody types: only the lines with all words stay. Without scripts the form asks the server.
const FOLDED = { ł: "l", đ: "d", ð: "d", ø: "o", ß: "ss", æ: "ae", œ: "oe", þ: "th", ı: "i" };

function wordsOf(text) {
  const plain = text.toLowerCase().replace(/[łđðøßæœþı]/g, (letter) => FOLDED[letter]);
  return plain.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("kh", "h").match(/[\p{L}\p{N}]+/gu) ?? [];
}

// As the server does: each word begins a word of the line, and neighbours count together, as "de la Cruz" does as one.
function isFound(line, words) {
  return !words.length || words.some((_, last) =>
    line.includes(` ${words.slice(0, last + 1).join("")}`) && isFound(line, words.slice(last + 1)));
}

export function searchBoard() {
  const board = document.querySelector("[data-board]");
  const search = document.querySelector("#board-q");
  // The server narrowed this page already: other words are asked there again.
  if (!board || !search || search.defaultValue) return;
  const lines = [...board.querySelectorAll("[data-find]")];
  const nothing = board.querySelector("[data-board-nothing]");
  const show = () => {
    // Another script than the Latin is read by the server only.
    const words = wordsOf(search.value).filter((word) => /^[a-z0-9]+$/.test(word));
    let found = 0;
    for (const line of lines) {
      line.hidden = !isFound(` ${line.dataset.find}`, words);
      if (!line.hidden) found += 1;
    }
    for (const room of board.querySelectorAll(".thoes-room")) room.hidden = !room.querySelector("[data-find]:not([hidden])");
    nothing.hidden = found > 0;
  };
  search.addEventListener("input", show);
}

// The box of a room ticks everybody in it, and is ticked itself as long as all of them are.
export function tickRooms() {
  for (const room of document.querySelectorAll("[data-board] .thoes-room")) {
    const all = room.querySelector('[name="room"]');
    const boxes = [...room.querySelectorAll('[name="stay"]')];
    if (!all) continue;
    const show = () => {
      const ticked = boxes.filter((box) => box.checked).length;
      all.checked = ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    };
    all.addEventListener("change", () => {
      for (const box of boxes) box.checked = all.checked;
    });
    for (const box of boxes) box.addEventListener("change", show);
  }
  const roommates = document.querySelector("[data-roommates]");
  if (!roommates) return;
  roommates.hidden = false;
  roommates.addEventListener("click", () => {
    for (const room of document.querySelectorAll("[data-board] .thoes-room:has(:checked)")) {
      for (const box of room.querySelectorAll('[name="stay"], [name="room"]')) box.checked = true;
    }
  });
}
