// A panel is a <details>; Escape and a click elsewhere close it, as people expect of a menu.
export function closePanels() {
  const panels = [...document.querySelectorAll("details[data-closes]")];
  if (!panels.length) return;
  document.addEventListener("click", (event) => {
    for (const panel of panels) if (!panel.contains(event.target)) panel.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const panel of panels.filter((each) => each.open)) {
      panel.open = false;
      panel.querySelector("summary").focus();
    }
  });
}
