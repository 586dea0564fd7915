// A list with boxes to tick gets one more that ticks them all, a count, and a range with Shift. Without scripts each box works.
// data-tick-all="keep": the other pages of the list get what is ticked here in their address.
export function tickAll() {
  for (const form of document.querySelectorAll("form[data-tick-all]")) {
    const boxes = [...form.querySelectorAll('tbody input[type="checkbox"]')];
    const count = form.querySelector("[data-tick-count]");
    const head = form.querySelector("thead .thoes-tick-cell");
    if (!boxes.length || !head) continue;
    const all = document.createElement("input");
    all.type = "checkbox";
    all.className = "thoes-tick";
    all.setAttribute("aria-label", head.textContent.trim());
    head.append(all);
    let last = null;
    const show = () => {
      const ticked = boxes.filter((box) => box.checked).length;
      all.checked = ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
      if (count) {
        count.textContent = String(ticked);
        count.hidden = ticked === 0;
      }
    };
    all.addEventListener("change", () => {
      for (const box of boxes) box.checked = all.checked;
      show();
    });
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
