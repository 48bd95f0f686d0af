// The corridor's display after a reload without network: the page as it was last, with its files. What is kept comes from
// the server's script around this one, as self.SHELL. What the page itself asks each minute is never answered from here.

const { name, files } = self.SHELL;
const kept = (what) => caches.match(what, { ignoreVary: true, ignoreSearch: true });

async function begin() {
  const cache = await caches.open(name);
  await cache.addAll(files);
  await self.skipWaiting();
}

async function rule() {
  const old = (await caches.keys()).filter((one) => one.startsWith("screen-") && one !== name);
  await Promise.all(old.map((one) => caches.delete(one)));
  await self.clients.claim();
}

async function keep(url, answer) {
  const cache = await caches.open(name);
  await cache.put(url, answer);
}

function page(event) {
  const { request } = event;
  const fresh = fetch(request);
  const copied = fresh.then((answer) => (answer.ok && !answer.redirected ? keep(request.url, answer.clone()) : undefined));
  event.waitUntil(copied.catch(() => undefined));
  if (request.mode !== "navigate") return fresh;
  const answered = fresh.then(async (answer) => (answer.status >= 500 && (await kept(request.url))) || answer);
  return answered.catch(async () => (await kept(request.url)) || Response.error());
}

self.addEventListener("install", (event) => event.waitUntil(begin()));
self.addEventListener("activate", (event) => event.waitUntil(rule()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin || request.method !== "GET") return;
  if (files.includes(url.pathname)) event.respondWith(fetch(request).catch(async () => (await kept(request.url)) || Response.error()));
  else if (url.pathname.startsWith("/screen/")) event.respondWith(page(event));
});
