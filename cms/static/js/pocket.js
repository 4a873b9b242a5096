/* Pages without a network, sharing by the telephone's own sheet. The site works without all of it. */
"use strict";

const KEPT = "kept-1";
const DAY = 24 * 60 * 60 * 1000;

if ("serviceWorker" in navigator && window.isSecureContext) {
  window.addEventListener("load", async () => {
    const registration = await navigator.serviceWorker.register("/service-worker.js").catch(() => null);
    if (!registration) return;
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller && !document.querySelector("[data-first-visit]")) return;
    const files = performance
      .getEntriesByType("resource")
      .map(({ name }) => name)
      .filter((name) => new URL(name).pathname.startsWith("/static/"));
    registration.active?.postMessage({ visited: location.href, files });
  });
}

/* <button data-share data-url hidden>: the sheet with which the telephone shares. */
document.querySelectorAll("button[data-share]").forEach((button) => {
  if (!navigator.share) return;
  button.hidden = false;
  button.addEventListener("click", () => navigator.share({ title: document.title, url: button.dataset.url }).catch(() => {}));
});

/* Topics that are kept whole: chosen on a page of their own, renewed once a day while there is a network. */
const kept = async () => ("caches" in window ? caches.open(KEPT) : null);

const fetchInto = async (cache, address) => {
  const answer = await fetch(address, { cache: "no-cache", credentials: "omit" });
  if (!answer.ok) throw new Error(answer.statusText);
  await cache.put(address, answer);
};

const show = async (button) => {
  const cache = await kept();
  const isKept = Boolean(await cache.match(button.dataset.keep));
  const told = button.closest("li").querySelector("[data-kept]");
  button.dataset.label ||= button.textContent;
  button.textContent = isKept ? button.dataset.remove : button.dataset.label;
  told.textContent = isKept ? `· ${told.dataset.yes}` : "";
};

document.querySelectorAll("[data-keep-list]").forEach(async (list) => {
  if (!("serviceWorker" in navigator) || !(await kept())) return;
  list.hidden = false;
  list.querySelectorAll("button[data-keep]").forEach((button) => {
    show(button);
    button.addEventListener("click", async () => {
      const cache = await kept();
      button.disabled = true;
      try {
        if (await cache.match(button.dataset.keep)) await cache.delete(button.dataset.keep);
        else {
          await fetchInto(cache, button.dataset.keep);
          navigator.storage?.persist?.();
        }
        await show(button);
      } catch {
        const told = button.closest("li").querySelector("[data-kept]");
        told.textContent = `· ${told.dataset.wrong}`;
      }
      button.disabled = false;
    });
  });
});

window.addEventListener("load", async () => {
  const cache = navigator.onLine ? await kept() : null;
  if (!cache) return;
  for (const key of await cache.keys()) {
    const age = Date.now() - Date.parse((await cache.match(key)).headers.get("Date"));
    if (age > DAY) await fetchInto(cache, key.url).catch(() => {});
  }
});

/* The page that is shown without a network lists what can be read. */
document.querySelectorAll("[data-read-before]").forEach(async (list) => {
  if (!("caches" in window)) return;
  const pages = await caches.open("pages-1");
  for (const key of await pages.keys()) {
    if (key.url.endsWith("/offline/")) continue;
    const text = await (await pages.match(key, { ignoreVary: true })).text();
    const read = new DOMParser().parseFromString(text, "text/html");
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = key.url;
    link.lang = read.documentElement.lang;
    link.dir = read.documentElement.dir;
    link.textContent = read.querySelector("h1")?.textContent.trim() || key.url;
    item.append(link);
    list.append(item);
  }
  list.hidden = !list.children.length;
});

/* <button data-read-aloud data-stop="Stop" hidden>: the browser's own voice, where it has one for the language. */
document.querySelectorAll("button[data-read-aloud]").forEach((button) => {
  const speech = window.speechSynthesis;
  const article = document.querySelector("main article");
  if (!speech || !article) return;
  const language = document.documentElement.lang.split("-")[0];
  const voice = () => speech.getVoices().find(({ lang }) => lang.toLowerCase().startsWith(language));
  const offer = () => {
    button.hidden = !voice();
  };
  offer();
  speech.addEventListener?.("voiceschanged", offer);
  const label = button.textContent;
  const end = () => {
    button.textContent = label;
  };
  button.addEventListener("click", () => {
    if (speech.speaking) {
      speech.cancel();
      end();
      return;
    }
    const parts = [...article.querySelectorAll("h1, h2, h3, p, li, dt, dd")].filter(
      (part) => !part.closest(".helped, .page-tools, nav, form, [hidden]") && !part.querySelector("p, li"),
    );
    parts.forEach((part, place) => {
      const words = new SpeechSynthesisUtterance(part.textContent.replace(/\s+/g, " ").trim());
      words.lang = document.documentElement.lang === "de-simple" ? "de" : document.documentElement.lang;
      words.voice = voice();
      if (place === parts.length - 1) words.addEventListener("end", end);
      speech.speak(words);
    });
    button.textContent = button.dataset.stop;
  });
  window.addEventListener("pagehide", () => speech.cancel());
});
