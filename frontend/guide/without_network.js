// On a telephone without a network: forms that need one say so and lose nothing, and a link that leads out of the guide
// goes to the page that says that it is not kept, instead of to the error of the browser.
import { keptLanguages } from "./keeping.js";

export function readWithoutNetwork() {
  const { documentElement: html } = document;
  for (const form of document.querySelectorAll("form[data-needs-network]")) {
    form.addEventListener("submit", (event) => {
      form.querySelector("[data-no-network]").hidden = navigator.onLine;
      if (!navigator.onLine) event.preventDefault();
    });
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (navigator.onLine || !link || !navigator.serviceWorker?.controller) return;
    if (!link.protocol.startsWith("http") || isInGuide(link)) return;
    event.preventDefault();
    window.location.assign(`/guide/${html.lang}/not-kept/`);
  });
  // The page stands at the address that was asked, so to try again is to ask it again.
  document.querySelector("[data-try-again]")?.addEventListener("click", (event) => {
    event.preventDefault();
    window.location.reload();
  });
  nameKeptLanguages(document.querySelector("[data-kept-languages]"));
}

async function nameKeptLanguages(line) {
  if (!line || !window.isSecureContext) return;
  for (const language of await keptLanguages()) {
    const named = document.querySelector(`.thoes-readers__language[hreflang="${language}"]`);
    if (!named) continue;
    const link = document.createElement("a");
    link.className = "nl-link";
    link.href = `/guide/${language}/`;
    link.lang = language;
    link.textContent = named.textContent;
    line.append(link, " ");
    line.hidden = false;
  }
}

function isInGuide(link) {
  return link.origin === window.location.origin && link.pathname.startsWith("/guide/");
}
