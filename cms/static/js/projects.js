/* Helps on the list of projects; the page works without them. */
"use strict";

/* The comparison remembers, while the tab is open, what was ticked on other pages of the list. */
const tray = document.querySelector("form.compare-tray");
if (tray) {
  const KEY = "projects.compare";
  const most = Number(tray.dataset.most);
  const list = tray.querySelector("[data-list]");
  const told = tray.querySelector("[data-told]");
  const empty = tray.querySelector("[data-empty]");
  const help = told.textContent;
  /* tray.id would be the box whose name is "id" */
  const boxes = [...document.querySelectorAll(`input[name="id"][form="${tray.getAttribute("id")}"]`)];

  const read = () => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEY)) || [];
      return kept.filter((one) => typeof one?.id === "string").slice(0, most);
    } catch {
      return [];
    }
  };
  const write = (chosen) => {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(chosen));
    } catch {
      /* without a store the ticks of this page still count */
    }
  };
  const titleOf = (box) => box.closest("label").querySelector("[dir=auto]").textContent;

  const item = (one) => {
    const entry = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "chip";
    button.dir = "auto";
    button.textContent = `${one.title} ×`;
    button.setAttribute("aria-label", `${tray.dataset.remove}: ${one.title}`);
    button.addEventListener("click", () => {
      show(chosen.filter((other) => other.id !== one.id));
      (list.querySelector("button") || boxes[0] || tray).focus();
    });
    entry.append(button);
    if (!boxes.some((box) => box.value === one.id)) {
      const hidden = document.createElement("input");
      hidden.type = "hidden";
      hidden.name = "id";
      hidden.value = one.id;
      entry.append(hidden);
    }
    return entry;
  };

  let chosen = [];
  const show = (now) => {
    chosen = now;
    write(chosen);
    for (const box of boxes) {
      box.checked = chosen.some((one) => one.id === box.value);
      box.disabled = !box.checked && chosen.length >= most;
    }
    list.replaceChildren(...chosen.map(item));
    list.hidden = empty.hidden = !chosen.length;
    tray.classList.toggle("is-filled", chosen.length > 0);
    told.textContent = !chosen.length
      ? help
      : chosen.length >= most
        ? tray.dataset.full
        : tray.dataset.chosen.replace("{number}", chosen.length);
  };

  for (const box of boxes) {
    box.addEventListener("change", () => {
      const others = chosen.filter((one) => one.id !== box.value);
      show(box.checked ? [...others, { id: box.value, title: titleOf(box) }] : others);
    });
  }
  empty.addEventListener("click", () => show([]));
  /* Coming back by the browser's own button, the page may hold older ticks. */
  window.addEventListener("pageshow", () => show(read()));
}

/* Whoever goes through the table by keyboard sees on the map where the town lies. */
document.querySelectorAll("[data-for-town]").forEach((row) => {
  const dot = document.querySelector(`[data-town="${CSS.escape(row.dataset.forTown)}"]`);
  if (!dot) return;
  const mark = (isMarked) => () => dot.classList.toggle("is-marked", isMarked);
  for (const event of ["focusin", "pointerenter"]) row.addEventListener(event, mark(true));
  for (const event of ["focusout", "pointerleave"]) row.addEventListener(event, mark(false));
});
