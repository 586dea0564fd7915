// A table with boxes to tick gets one more that ticks them all, a form of them a count, and a range with Shift. Without scripts each box works.
// data-tick-all="keep": the other pages of the list get what is ticked here in their address.
export function tickAll() {
  for (const form of document.querySelectorAll("form[data-tick-all]")) {
    const boxes = [...form.querySelectorAll('tbody input[type="checkbox"]')];
    const count = form.querySelector("[data-tick-count]");
    const heads = [...form.querySelectorAll("thead .thoes-tick-cell")].map((cell) => headOf(cell, () => show()));
    if (!boxes.length || !heads.length) continue;
    let last = null;
    const show = () => {
      const ticked = boxes.filter((box) => box.checked).length;
      for (const head of heads) head.show();
      if (count) {
        count.textContent = String(ticked);
        count.hidden = ticked === 0;
      }
    };
    for (const box of boxes) {
      box.addEventListener("click", (event) => {
        if (event.shiftKey && last) {
          const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
          for (const between of boxes.slice(from, to + 1)) between.checked = box.checked;
        }
        last = box;
        show();
      });
    }
    show();
    if (form.dataset.tickAll === "keep") keepOnOtherPages(form, boxes);
  }
}

// The box in the head of a table is about the boxes of that table.
function headOf(cell, changed) {
  const boxes = [...cell.closest("table").querySelectorAll('tbody input[type="checkbox"]')];
  const all = document.createElement("input");
  all.type = "checkbox";
  all.className = "thoes-tick";
  all.setAttribute("aria-label", cell.textContent.trim());
  cell.append(all);
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    changed();
  });
  return {
    show: () => {
      const ticked = boxes.filter((box) => box.checked).length;
      all.checked = ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    },
  };
}

function keepOnOtherPages(form, boxes) {
  for (const link of form.querySelectorAll(".thoes-pagination a")) {
    link.addEventListener("click", () => {
      const address = new URL(link.href);
      for (const box of boxes) address.searchParams.delete(box.name);
      for (const box of boxes) if (box.checked) address.searchParams.append(box.name, box.value);
      link.href = address.href;
    });
  }
}
