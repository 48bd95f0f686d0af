// The watcher's page without a network, and sending in the background where the browser can (Background Sync). Nothing
// personal is kept here: the page is the same for everybody of a language. The names of what is kept come from the
// server's script around this one, as self.SHELL.
import { isPaused, sendAll } from "./field/sending.js";
import { refresh } from "./field/state.js";

const { name, page, files, later, isNamedByContent, places } = self.SHELL;
const PATIENCE = 2500; // a network that hangs must not keep somebody from writing

const WALKS = "walks"; // there is such a cache on a phone of a volunteer: a new release brings them their part at once

const kept = (what) => caches.match(what, { ignoreVary: true, ignoreSearch: true });
const isWhole = (answer) => answer.ok && !answer.redirected;

async function keep(answer) {
  const cache = await caches.open(name);
  await cache.put(page, answer);
}

async function begin() {
  const cache = await caches.open(name);
  await cache.addAll(files);
  if (await caches.has(WALKS)) await keepWalks();
  const answer = await fetch(page, { credentials: "same-origin", cache: "no-cache" });
  if (isWhole(answer)) await keep(answer);
  await self.skipWaiting();
}

async function keepWalks() {
  await caches.open(WALKS);
  const cache = await caches.open(name);
  const wanted = await Promise.all(later.map(async (one) => ((await cache.match(one)) ? "" : one)));
  await cache.addAll(wanted.filter(Boolean));
}

async function rule() {
  const old = (await caches.keys()).filter((one) => one.startsWith("field-") && one !== name);
  await Promise.all(old.map((one) => caches.delete(one)));
  await self.clients.claim();
}

function shell(event, isPage, isPlace) {
  const fresh = fetch(event.request);
  const copied = fresh.then((answer) => (isPage && isWhole(answer) ? keep(answer.clone()) : undefined));
  event.waitUntil(copied.catch(() => undefined));
  const before = kept(page);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE)).then(() => before).then((found) => found || fresh);
  const first = isPage || isPlace ? Promise.race([fresh, late]) : fresh;
  const answered = first.then(async (answer) => (answer.status >= 500 && (await before)) || answer);
  return answered.catch(async () => (await before) || Response.error());
}

async function file(request) {
  if (isNamedByContent) return (await kept(request.url)) || fetch(request);
  return fetch(request).catch(async () => (await kept(request.url)) || Response.error());
}

async function sendInBackground() {
  const why = (await sendAll(places)) || ((await isPaused()) ? "limit" : "");
  if (["network", "server", "limit"].includes(why)) throw new Error(why); // the browser tries again later
  await refresh(places).catch(() => undefined);
}

// Where the notice of a call or a message leads.
async function openNews() {
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const ours = open.find(({ url }) => new URL(url).pathname === page);
  if (!ours) return self.clients.openWindow(`${page}#news`);
  ours.postMessage({ what: "rung" });
  return ours.focus();
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(openNews());
});
self.addEventListener("message", (event) => {
  if (event.data && event.data.what === "walks") event.waitUntil(keepWalks().catch(() => undefined));
});
self.addEventListener("install", (event) => event.waitUntil(begin()));
self.addEventListener("activate", (event) => event.waitUntil(rule()));
self.addEventListener("sync", (event) => event.waitUntil(sendInBackground()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin || request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(shell(event, url.pathname === page, url.pathname.startsWith(`${page}at/`)));
  else if (files.includes(url.pathname) || later.includes(url.pathname)) event.respondWith(file(request));
});
