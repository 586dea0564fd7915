// With a mouse or pen a name can be dragged to another bed. Dropping it opens the page that asks; with a finger or the keyboard
// the same page is reached through the stay.
const FAR_ENOUGH = 6;

export function dragOnTimeline() {
  const grid = document.querySelector("[data-move]");
  if (!grid) return;
  let held = null;

  const bedUnder = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-bed]") ?? null;
  const letGo = () => {
    held?.ghost?.remove();
    held?.over?.classList.remove("thoes-grid__target");
    held = null;
  };
  const mark = (row) => {
    if (held.over === row) return;
    held.over?.classList.remove("thoes-grid__target");
    held.over = row && row !== held.from ? row : null;
    held.over?.classList.add("thoes-grid__target");
  };

  grid.addEventListener("pointerdown", (event) => {
    const bar = event.target.closest("a[data-stay]");
    if (!bar || event.button !== 0 || event.pointerType === "touch") return;
    held = { bar, x: event.clientX, y: event.clientY, from: bar.closest("[data-bed]"), over: null, ghost: null };
  });
  grid.addEventListener("dragstart", (event) => event.preventDefault());
  document.addEventListener("pointermove", (event) => {
    if (!held) return;
    if (!held.ghost) {
      if (Math.hypot(event.clientX - held.x, event.clientY - held.y) < FAR_ENOUGH) return;
      held.ghost = document.createElement("div");
      held.ghost.className = "thoes-timeline-ghost";
      held.ghost.textContent = held.bar.textContent;
      document.body.append(held.ghost);
    }
    held.ghost.style.insetInlineStart = `${event.clientX + 12}px`;
    held.ghost.style.insetBlockStart = `${event.clientY + 12}px`;
    mark(bedUnder(event));
  });
  document.addEventListener("pointerup", () => {
    const { over, bar, ghost } = held ?? {};
    if (ghost) bar.addEventListener("click", (click) => click.preventDefault(), { once: true });
    letGo();
    if (over) location.assign(`${grid.dataset.move}?stay=${bar.dataset.stay}&bed=${over.dataset.bed}`);
  });
  document.addEventListener("pointercancel", letGo);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") letGo();
  });
}
