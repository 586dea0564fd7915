// The panel is a <details>; Escape and a click elsewhere close it, as people expect of a menu.
export function closeAccountPanel() {
  const panel = document.querySelector(".thoes-account");
  if (!panel) return;
  document.addEventListener("click", (event) => {
    if (!panel.contains(event.target)) panel.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !panel.open) return;
    panel.open = false;
    panel.querySelector("summary").focus();
  });
}
