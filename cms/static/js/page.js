/* Small helps; every page works without them. */
"use strict";

/* Escape closes what a <details> has opened and gives the focus back. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details.disclosure[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

/* Filters that cover the page keep the page behind them still. */
document.querySelectorAll(".filters > details").forEach((details) => {
  details.addEventListener("toggle", () => {
    document.documentElement.classList.toggle("is-covered", details.open);
  });
});

/* <button data-copy="text" data-copied="Copied" hidden>: shown only where it can work. */
document.querySelectorAll("button[data-copy]").forEach((button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    const label = button.querySelector("[aria-live]") || button;
    label.textContent = button.dataset.copied;
  });
});

/* <button data-print hidden> */
document.querySelectorAll("button[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});

/* A form that came back with errors: begin with what is wrong. */
document.querySelector(".error-summary")?.focus();

/* <input data-suggest="address of the API">: titles below the field while somebody types. */
const suggestion = ({ title, url }) => {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = url;
  link.dir = "auto";
  link.textContent = title;
  item.append(link);
  return item;
};

document.querySelectorAll("input[data-suggest]").forEach((input) => {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.hidden = true;
  input.form.append(list);
  let latest = 0;
  let waiting;
  const close = () => {
    list.hidden = true;
  };
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const number = ++latest;
      const answer = await fetch(`${input.dataset.suggest}&q=${encodeURIComponent(input.value)}`).catch(() => null);
      if (!answer?.ok || number !== latest) return;
      const { items } = await answer.json();
      list.replaceChildren(...items.map(suggestion));
      list.hidden = !items.length;
    }, 150);
  });
  input.form.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const place = links.indexOf(document.activeElement);
    if (event.key === "Escape" && !list.hidden) {
      close();
      input.focus();
    } else if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const next = place + (event.key === "ArrowDown" ? 1 : -1);
      (links[next] || input).focus();
    }
  });
  input.form.addEventListener("focusout", (event) => {
    if (!input.form.contains(event.relatedTarget)) close();
  });
});
