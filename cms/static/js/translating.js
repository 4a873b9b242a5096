// What makes translating quicker: offers are taken over at a press, advice on Easy German comes while one writes, and
// nobody leaves with texts that are not saved. Without it everything works, after saving.
"use strict";

(() => {
  const form = document.getElementById("tr-form");
  if (!form) {
    return;
  }
  const fields = [...form.querySelectorAll("textarea")];
  const before = new Map(fields.map((field) => [field, field.value]));
  let isSending = false;

  for (const button of form.querySelectorAll("button[data-use]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const field = document.getElementById(button.dataset.for);
      field.value = button.dataset.use;
      field.focus();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  form.addEventListener("submit", () => {
    isSending = true;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isSending && fields.some((field) => field.value !== before.get(field))) {
      event.preventDefault();
    }
  });

  const problems = form.querySelector(".tr-problems");
  if (problems) {
    problems.focus();
  }

  const checker = form.dataset.easyGerman;
  if (!checker) {
    return;
  }
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const waiting = new WeakMap();

  const show = (list, advice) => {
    list.replaceChildren(
      ...advice.map((one) => {
        const item = document.createElement("li");
        const quote = document.createElement("q");
        quote.lang = "de";
        quote.textContent = one.part;
        item.append(quote, ` ${one.message}`);
        return item;
      }),
    );
  };

  const check = async (field) => {
    const list = field.closest(".tr-unit").querySelector(".tr-advice");
    const text = field.value;
    try {
      const answer = await fetch(checker, {
        method: "POST",
        headers: { "X-CSRFToken": token },
        body: new URLSearchParams({ text }),
      });
      if (answer.ok && field.value === text) {
        show(list, (await answer.json()).advice);
      }
    } catch {
      // Advice is no wall: without the network one writes on.
    }
  };

  for (const field of fields) {
    field.addEventListener("input", () => {
      clearTimeout(waiting.get(field));
      waiting.set(field, setTimeout(() => check(field), 500));
    });
  }
})();
