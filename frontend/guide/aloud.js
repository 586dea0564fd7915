// Reads an article aloud with a voice that is on the telephone itself. A voice of the browser's maker would send the text away, so
// without an own voice for the language there is no button. What is read is marked; Escape stops.
const SPOKEN = "h1, .nl-paragraph--lead, .thoes-article__body :is(h2, h3, p, li, th, td)";
const READING = "thoes-aloud--here";

export function offerToRead() {
  const bar = document.querySelector("[data-aloud]");
  const speech = window.speechSynthesis;
  if (!bar || !speech) return;
  const language = document.querySelector(".thoes-article__body").lang;
  const begin = () => {
    const voice = ownVoice(speech, language);
    if (!voice || !bar.hidden) return;
    bar.hidden = false;
    document.documentElement.classList.add("thoes-aloud--offered");
    controls(bar, reader(speech, voice, language, (state) => showState(bar, state)));
  };
  // Many browsers know their voices only a moment later.
  speech.addEventListener?.("voiceschanged", begin);
  begin();
}

function ownVoice(speech, language) {
  const own = speech.getVoices().filter((voice) => voice.localService);
  return own.find((voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === language);
}

function controls(bar, read) {
  for (const button of bar.querySelectorAll("[data-do]")) {
    button.addEventListener("click", () => read[button.dataset.do]());
  }
  document.addEventListener("keydown", (event) => event.key === "Escape" && read.stop());
  window.addEventListener("pagehide", read.stop);
}

function showState(bar, state) {
  const shown = { silent: ["listen"], reading: ["pause", "stop"], waiting: ["resume", "stop"] }[state];
  const focused = bar.contains(document.activeElement);
  for (const button of bar.querySelectorAll("[data-do]")) button.hidden = !shown.includes(button.dataset.do);
  if (focused) bar.querySelector("[data-do]:not([hidden])").focus();
}

// To wait is to begin again at the same paragraph: not every browser can hold a voice in the middle of a sentence.
function reader(speech, voice, language, onState) {
  const parts = [...document.querySelectorAll(SPOKEN)].filter((part) => !part.querySelector("p, li"));
  let at = 0;
  let turn = 0;

  function say() {
    const mine = ++turn;
    const part = parts[at];
    mark(part);
    if (!part) return stop();
    const said = new SpeechSynthesisUtterance(part.textContent.trim());
    said.lang = language;
    said.voice = voice;
    said.onend = () => {
      if (mine !== turn) return;
      at += 1;
      say();
    };
    said.onerror = () => mine === turn && stop();
    speech.speak(said);
    return undefined;
  }

  function start() {
    speech.cancel();
    onState("reading");
    say();
  }

  function hush(state) {
    turn += 1;
    speech.cancel();
    onState(state);
  }

  function stop() {
    at = 0;
    mark(null);
    hush("silent");
  }

  return { listen: start, resume: start, pause: () => hush("waiting"), stop };
}

function mark(part) {
  document.querySelector(`.${READING}`)?.classList.remove(READING);
  if (!part) return;
  part.classList.add(READING);
  part.scrollIntoView({ block: "nearest" });
}
