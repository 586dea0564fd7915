// Enter goes on to the next field of a table that is typed in, and from the last one to a new row; a reader of documents
// types several lines with Enter between them, which one line of input takes in as one.
const LINES = new Map([[30, 90], [60, 90], [36, 72], [44, 88]]);

export function typeByRow() {
  document.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key !== "Enter" || event.isComposing || !(field instanceof HTMLInputElement)) return;
    if (goesOn(field)) event.preventDefault();
    else if (field.form?.matches("[data-typed-by-row]") && !isDocument(field)) toNextField(event, field);
  });
}

// More lines of the document are still to come: the form must not be sent yet.
function goesOn(field) {
  return isDocument(field) && LINES.has(signsOf(field).length);
}

// No name has this sign.
function isDocument(field) {
  return field.hasAttribute("data-reads-documents") && field.value.includes("<");
}

function signsOf(field) {
  return field.value.replace(/\s/g, "");
}

function toNextField(event, field) {
  if (!["text", "date", "search"].includes(field.type)) return;
  const fields = [...field.form.querySelectorAll(".thoes-person :is(input[type=text], input[type=date])")].filter(
    (each) => !each.closest("details:not([open])"),
  );
  const at = fields.indexOf(field);
  if (at < 0) return;
  event.preventDefault();
  const next = fields[at + 1];
  if (next) next.focus();
  else field.form.querySelector("[data-next-row]").click();
}
