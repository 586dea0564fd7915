// After a form came back with mistakes a screen reader has to begin there.
export function focusErrorSummary() {
  document.querySelector("[data-take-focus]")?.focus();
}

// What an address points at may be folded; not every browser unfolds it.
export function unfoldTarget() {
  const unfold = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const folded = target && target.closest("details:not([open])");
    if (!folded) return;
    folded.open = true;
    target.scrollIntoView();
  };
  window.addEventListener("hashchange", unfold);
  unfold();
}
