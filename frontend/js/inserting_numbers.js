// Numbers of the rule book while somebody writes: the one that is chosen comes where the cursor was last.
export function insertNumbers() {
  const picker = document.querySelector("[data-numbers]");
  if (!picker) return;
  const button = picker.querySelector("[data-insert]");
  const choice = picker.querySelector("select");
  let last = document.querySelector("form textarea");
  document.addEventListener("focusin", ({ target }) => {
    if (target.matches("form textarea")) last = target;
  });
  button.hidden = false;
  button.addEventListener("click", () => {
    if (!choice.value || !last) return;
    const before = last.value.slice(0, last.selectionStart);
    const space = before && !/\s$/.test(before) ? " " : "";
    last.setRangeText(space + choice.value, last.selectionStart, last.selectionEnd, "end");
    last.dispatchEvent(new Event("input", { bubbles: true }));
    last.focus();
  });
}
