/* Without a network: guidance pages that were read, and topics that were kept whole.
 *
 * Only what the server marks with "X-Offline: keep" is stored: pages that everybody may see, as somebody without an
 * account sees them. */
"use strict";

const PAGES = "pages-1";
const FILES = "files-1";
const KEPT = "kept-1";
const MOST_PAGES = 80;

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      await Promise.all(names.filter((name) => ![PAGES, FILES, KEPT].includes(name)).map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event, url));
  else if (url.pathname.startsWith("/static/")) event.respondWith(file(event));
});

/* The page that started this worker was loaded before it: it says what it is made of. */
self.addEventListener("message", (event) => {
  if (event.data?.visited) event.waitUntil(keepFirst(event.data));
});

const keepFirst = async ({ visited, files }) => {
  const cache = await caches.open(FILES);
  await Promise.all(files.map(async (address) => (await cache.match(address)) || cache.add(address).catch(() => {})));
  await keepOfflinePage(new URL(visited));
  const answer = await fetch(visited).catch(() => null);
  if (answer) await store(new URL(visited), answer);
};

/* What is shown in a language where nothing is kept; it has the numbers for emergencies. */
const keepOfflinePage = async (url) => {
  const offline = `/${url.pathname.split("/")[1]}/offline/`;
  const cache = await caches.open(PAGES);
  if (!(await cache.match(offline))) await cache.add(offline).catch(() => {});
};

const store = async (url, answer) => {
  if (!answer.ok || answer.redirected || answer.headers.get("X-Offline") !== "keep") return;
  const cache = await caches.open(PAGES);
  await cache.put(url.origin + url.pathname, answer);
  await keepOfflinePage(url);
  const keys = (await cache.keys()).filter((key) => !key.url.endsWith("/offline/"));
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST_PAGES)).map((key) => cache.delete(key)));
};

const page = async (event, url) => {
  try {
    const answer = await fetch(event.request);
    event.waitUntil(store(url, answer.clone()));
    return answer;
  } catch (failure) {
    return (await remembered(url)) || Response.error();
  }
};

const remembered = async (url) => {
  const options = { ignoreSearch: true, ignoreVary: true };
  const pages = await caches.open(PAGES);
  const language = url.pathname.split("/")[1];
  return (
    (await pages.match(url.origin + url.pathname, options)) ||
    (await fromKept(url, language)) ||
    (await pages.match(`/${language}/offline/`, options)) ||
    (await anyOfflinePage(pages))
  );
};

const anyOfflinePage = async (pages) => {
  const key = (await pages.keys()).find(({ url }) => url.endsWith("/offline/"));
  return key && pages.match(key, { ignoreVary: true });
};

const file = async (event) => {
  const cache = await caches.open(FILES);
  const known = await cache.match(event.request, { ignoreVary: true });
  const fresh = fetch(event.request).then(async (answer) => {
    if (answer.ok) await cache.put(event.request, answer.clone());
    return answer;
  });
  if (!known) return fresh;
  event.waitUntil(fresh.catch(() => {}));
  return known;
};

/* Topics kept whole come as one answer of the API; pages are made of it here. */
const fromKept = async (url, language) => {
  const topics = new Map();
  const cache = await caches.open(KEPT);
  for (const key of await cache.keys()) {
    if (!new URL(key.url).pathname.startsWith(`/api/v3/guidance/${language}/`)) continue;
    const { items } = await (await cache.match(key)).json();
    items.forEach((item) => topics.set(item.url, item));
  }
  const root = `/${language}/wegweiser/`;
  if (topics.has(url.pathname)) return drawn(await topicPage(topics.get(url.pathname), topics, root));
  if (topics.size && url.pathname === root) return drawn(await listPage([...topics.values()], language));
  return null;
};

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const link = (item) => `<li><a href="${escaped(item.url)}" lang="${item.language}" dir="${item.direction}">${escaped(item.title)}</a></li>`;

const topicPage = async (item, topics, root) => {
  const also = [item.next_step, ...item.see_also].map((path) => path && topics.get(`${root}${path}/`)).filter(Boolean);
  const body = `<nav><a href="${root}">Wegweiser</a></nav><h1>${escaped(item.title)}</h1><p class="lead">${escaped(item.summary)}</p>
    ${item.html}${also.length ? `<ul>${also.map(link).join("")}</ul>` : ""}`;
  return documentOf(item.language, item.direction, item.title, body);
};

const listPage = async (items, language) => {
  const direction = items.find((item) => item.language === language)?.direction || "ltr";
  return documentOf(language, direction, "Wegweiser", `<h1>Wegweiser</h1><ul>${items.map(link).join("")}</ul>`);
};

const documentOf = async (language, direction, title, body) => {
  const files = await (await caches.open(FILES)).keys();
  const styles = files.filter(({ url }) => url.endsWith(".css") && !url.includes("print"));
  const links = styles.map(({ url }) => `<link rel="stylesheet" href="${escaped(url)}">`).join("");
  return `<!DOCTYPE html><html lang="${language}" dir="${direction}"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title>${links}</head>
    <body><div class="page"><main id="main"><div class="wrap"><div class="prose">${body}</div></div></main></div></body></html>`;
};

const drawn = (html) =>
  new Response(html, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:",
    },
  });
