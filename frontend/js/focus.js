// After a form came back with mistakes a screen reader has to begin there.
export function focusErrorSummary() {
  document.querySelector("[data-take-focus]")?.focus();
}
