// A file input takes a dropped file by itself; this shows that it will, and which file was taken.
export function markDropTargets() {
  for (const frame of document.querySelectorAll("[data-drop]")) {
    const input = frame.querySelector("input[type=file]");
    const text = frame.querySelector(".thoes-drop__text");
    for (const name of ["dragenter", "dragover"]) frame.addEventListener(name, () => frame.classList.add("is-over"));
    for (const name of ["dragleave", "drop"]) frame.addEventListener(name, () => frame.classList.remove("is-over"));
    input?.addEventListener("change", () => {
      if (text && input.files.length) text.textContent = Array.from(input.files, (file) => file.name).join(", ");
    });
  }
}
