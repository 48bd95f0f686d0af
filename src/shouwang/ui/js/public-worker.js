// The villager's pages without a network: those that were open before, and else a page with our words and telephones.
// Pages behind a code are never kept; the program's own files and the two pages' names come from the server's script
// around this one, as self.SHELL.

const { name, offline, pages, files } = self.SHELL;
const isShell = (path) => path === "/" || path.startsWith("/r/");
const isOurs = (path) => isShell(path) || path === "/f/" || path.startsWith("/f/") || path.startsWith("/copy/") || path.startsWith("/look/");
// A booking begun holds what somebody typed, and its times are only true now, as a quiz is that a hall plays together.
const isKept = (path) => isShell(path) && !/^\/r\/[^/]+\/(visit|quiz)\/./.test(path);
// The answer names the cookies and the language it was made for; this phone has one of each.
const kept = (what) => caches.match(what, { ignoreVary: true });

async function keep(path, answer) {
  const cache = await caches.open(name);
  await cache.put(path, answer);
}

const fetched = async (path) => {
  const answer = await fetch(path, { credentials: "same-origin", cache: "no-cache" });
  if (answer.ok && !answer.redirected) await keep(path, answer);
};

async function begin() {
  const cache = await caches.open(name);
  await Promise.all([cache.addAll(files), ...pages.map(fetched)]);
  await self.skipWaiting();
}

async function rule() {
  const old = (await caches.keys()).filter((one) => one.startsWith("shouwang-") && one !== name);
  await Promise.all(old.map((one) => caches.delete(one)));
  await self.clients.claim();
  const open = await self.clients.matchAll({ type: "window" });
  const paths = new Set(open.map((one) => new URL(one.url).pathname).filter(isKept));
  await Promise.all([...paths].map(fetched)).catch(() => undefined);
}

// Another language or size of type was chosen: the pages kept in the old one go.
async function renew() {
  const cache = await caches.open(name);
  const old = (await cache.keys()).filter((one) => isShell(new URL(one.url).pathname));
  await Promise.all(old.map((one) => cache.delete(one)));
  await Promise.all(pages.map(fetched)).catch(() => undefined);
}

// Back to the answer of a form: a browser asks only its own memory for it ("only-if-cached"), which no worker may do and which
// holds none of our pages. It gets the page that the form stood on, fresh.
const isRemembered = (request) => request.cache === "only-if-cached";

async function page(event, path) {
  const { request } = event;
  if (request.method === "POST" && isRemembered(request)) return Response.redirect(request.url, 303);
  try {
    const answer = await fetch(isRemembered(request) ? new Request(request.url, { redirect: "manual" }) : request);
    if (request.method === "GET" && isKept(path) && answer.ok && !answer.redirected)
      event.waitUntil(keep(path, answer.clone()));
    if (request.method === "POST" && path.startsWith("/look/")) event.waitUntil(renew());
    return answer;
  } catch {
    const before = request.method === "GET" && isKept(path) ? await kept(path) : undefined;
    return before || (await kept(offline)) || Response.error();
  }
}

async function file(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const before = await kept(request.url);
    if (before) return before;
    throw error;
  }
}

self.addEventListener("install", (event) => event.waitUntil(begin()));
self.addEventListener("activate", (event) => event.waitUntil(rule()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (isOurs(url.pathname)) event.respondWith(page(event, url.pathname));
  } else if (request.method === "GET" && files.includes(url.pathname)) event.respondWith(file(request));
});

// A notice of the room, sealed for this browser; the browser opened it before it called us.
self.addEventListener("push", (event) => {
  const said = event.data ? event.data.json() : {};
  const { title = "", text = "", link = "/", tag = "" } = said;
  const shown = { body: text, tag, data: { link }, requireInteraction: true, lang: "zh" };
  event.waitUntil(self.registration.showNotification(title, shown));
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow(event.notification.data.link || "/"));
});
