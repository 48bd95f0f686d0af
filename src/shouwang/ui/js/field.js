// The phone page of those who keep watch: reports, what became of them, messages, a cry for help; without network too.
import { copying } from "./modules/copy.js";
import { uuid7 } from "./modules/uuid7.js";
import { offlinePages } from "./modules/worker.js";
import { NoNetwork, ask } from "./field/ask.js";
import { bar } from "./field/bar.js";
import { caring } from "./field/care.js";
import { announce, listen } from "./field/channel.js";
import { all as kept, change, get, isFragile } from "./field/db.js";
import { inviting } from "./field/invite.js";
import { joining } from "./field/join.js";
import { mine } from "./field/mine.js";
import { news } from "./field/news.js";
import { add, again, amend, entries, isOpen, leaveOut, remove, takeBack, tidy } from "./field/queue.js";
import { added, draftOf, report } from "./field/report.js";
import { ringing } from "./field/ring.js";
import { say } from "./field/say.js";
import { shifts } from "./field/shifts.js";
import { sendAll, sendCries } from "./field/sending.js";
import { sos } from "./field/sos.js";
import { isNews, refresh, stored } from "./field/state.js";
import { tabs } from "./field/tabs.js";
import { draftName, draftOfFinding } from "./field/walks.js";
import { welcoming } from "./field/welcome.js";
import { isAllowed, locate } from "./field/where.js";

// That a message was read goes out unseen: nobody wrote it.
const isShown = ({ kind }) => kind !== "read";
const MINUTE = 60 * 1000;
const SOON = 5 * 1000;
const NEWS = 10 * 1000; // a call is seen within fifteen seconds
const QUICK = { enableHighAccuracy: true, timeout: 4000, maximumAge: 30000 };

function workHere({ api, uploads, letters, photos, bytes }) {
  const places = { api, uploads };
  const defaults = { letters: Number(letters), photos: Number(photos), bytes: Number(bytes) };
  const line = bar();
  let facts = { limits: defaults, places: [], room: {} };
  let why = "";
  let cried = "";
  let drawing = Promise.resolve();

  const form = report({ facts: () => facts, sentOff, kept: () => draw() });
  const list = mine({
    again: (...which) => again(...which).then(send),
    amend: (id) => amend(id, { added: (entry) => added(entry, facts.places), alone: (number) => say("belongs", { number }) }).then(send),
    leaveOut: (...which) => leaveOut(...which).then(send),
    remove: (id) => remove(id).then(told),
    edit,
    rate: (one, score) => queue({ kind: "rating", about: one.id, body: { score, text: "" } }),
    words: (one, text) => queue({ kind: "words", about: one.id, body: { text } }, ["queue", "delete", one.id]), // and its note
  });
  const messages = news((one, verb) => queue({ kind: "call", about: one.id, verb, body: {} }), haveRead);
  const invitations = inviting(places, look);
  const ring = ringing();
  const parts = tabs(() => draw());
  const walks = shifts({
    get,
    change,
    all: kept,
    queue,
    look,
    limits: () => facts.limits,
    settled: () => atHome(window.location.hash),
    ask: async (path, body) => ask(places, ((await get("kept", "key")) || {}).key, path, body),
  });

  const visits = caring({
    get,
    change,
    queue,
    takeBack,
    phone: () => facts.room.phone || "",
    again: (id) => again(id).then(send),
    remove: (id) => remove(id).then(told),
  });

  // Until a code at a place was noted its address stays: it can be opened once more, also in another browser.
  const atHome = (hash) => window.history.replaceState(null, "", `${document.querySelector("[data-tabs]").dataset.home}${hash}`);

  async function queue(entry, ...along) {
    await add({ id: uuid7(), ...entry }, ...along);
    inBackground();
    send();
  }
  function haveRead(ids, kept) {
    return queue({ kind: "read", body: { ids } }, kept);
  }
  const told = (isDone) => isDone || line.arrived(say("leaving"));

  async function edit(entry) {
    if (entry.kind === "finding") return mend(entry);
    const { id } = entry;
    if (!form.isEmpty()) return line.arrived(say("unfinished"));
    const taken = await takeBack(id, draftOf);
    if (!taken) return told(false);
    await form.show(draftOf(taken));
    return parts.open("new");
  }

  async function mend({ id, about }) {
    if (await get("kept", draftName("finding", about))) return line.arrived(say("unfinished"));
    if (!(await takeBack(id, draftOfFinding))) return told(false);
    parts.open("walk");
    await draw();
    return walks.mend(about);
  }

  async function sentOff({ id }) {
    inBackground();
    parts.open("mine");
    await draw();
    list.focus(id);
    send();
  }

  // Also when the page is closed meanwhile; browsers without it send from the next open page.
  function inBackground() {
    if (!navigator.serviceWorker) return;
    navigator.serviceWorker.ready.then((worker) => worker.sync && worker.sync.register("field")).catch(() => undefined);
  }

  function draw() {
    drawing = drawing.then(drawNow, drawNow);
    return drawing;
  }
  async function drawNow() {
    const [all, state, key, off] = [(await entries()).filter(isShown), await stored(), await get("kept", "key"), await get("kept", "off")];
    const room = state ? state.said.room : { phone: key && key.phone };
    if (state) facts = { limits: { ...defaults, ...state.said.limits }, places: state.said.places, room };
    form.offer(facts.places);
    form.follow();
    const isEnrolled = Boolean(key);
    document.querySelectorAll("[data-outside]").forEach((one) => (one.hidden = isEnrolled));
    document.querySelectorAll("[data-enrolled]").forEach((one) => (one.hidden = !isEnrolled));
    const group = (state && state.said.me.group) || (key && key.group);
    if (group) document.querySelector("[data-group]").textContent = group;
    document.querySelectorAll("[data-room-phone]").forEach((one) => {
      one.hidden = !room.phone;
      one.href = `tel:${room.phone}`;
    });
    line.show({ entries: all, why, off, room, isEnrolled });
    list.show({ entries: all, state });
    await invitations.show(off ? null : state);
    parts.count("mine", all.filter(isOpen).length);
    parts.count("news", await messages.show({ entries: all, state, isOpen: parts.now() === "news" }));
    parts.count("care", await visits.show({ entries: all, state: isEnrolled && !off ? state : null }));
    await walks.show({ entries: all, state: isEnrolled && !off ? state : null });
    await ring.show({ entries: all, state: isEnrolled && !off ? state : null });
    afterCry(all, state, isEnrolled && !off);
  }

  let busy = false;
  let more = false;
  async function send() {
    more = true;
    if (busy) return;
    busy = true;
    try {
      while (more) {
        more = false;
        const left = await sendAll(places);
        if (left === false) setTimeout(send, SOON); // another window is at it
        else why = left;
      }
    } finally {
      busy = false;
    }
    await look();
  }
  async function look() {
    try {
      const told = await refresh(places);
      if (why === "network" || told) why = told;
    } catch (error) {
      if (!(error instanceof NoNetwork)) throw error;
      why = "network";
    }
    await draw();
  }

  // Often while somebody looks, seldom in the background, where browsers slow a page down or stop it anyway.
  let turn = 0;
  let asking = false;
  async function listenToRoom() {
    turn += 1;
    if (asking || (document.visibilityState !== "visible" && turn % 3)) return;
    asking = true;
    try {
      if (await isNews(places)) await look();
    } catch (error) {
      if (!(error instanceof NoNetwork)) throw error; // whether there is one is said by sending
    } finally {
      asking = false;
    }
  }
  setInterval(listenToRoom, NEWS);

  // Kept at once without a position; that is waited for a little, from the first press where it asks nothing.
  let position = null;
  const little = () => new Promise((resolve) => setTimeout(resolve, QUICK.timeout, null));
  sos({
    async begun() {
      position = null;
      if (await isAllowed()) position = locate(QUICK);
    },
    async cry() {
      cried = uuid7();
      const now = new Date();
      const entry = { id: cried, kind: "sos", at: now.getTime(), said_at: now.toISOString(), body: { position: null } };
      await add({ ...entry, next: now.getTime() + QUICK.timeout }); // a page closed now sends it without
      await draw();
      document.querySelector("[data-sos-sent] h2").focus();
      const found = await Promise.race([position || locate(QUICK), little()]);
      await add({ ...entry, body: { position: found } });
      inBackground();
      sendCries(places).then(draw); // not behind an upload that runs
      send();
    },
  });
  function afterCry(all, state, isOnList) {
    const box = document.querySelector("[data-sos-sent]");
    box.hidden = !cried;
    if (!cried) return;
    const entry = all.find(({ id }) => id === cried);
    const seen = state && state.said.reports.find(({ id }) => id === cried);
    const number = (entry && entry.reference) || (seen && seen.reference);
    const isHeldBack = entry && entry.problem && entry.next > Date.now();
    const stays = navigator.onLine === false || isHeldBack || (why && why !== "limit") ? "sos-waits" : "sos-going";
    const words = number ? say("sos-arrived", { number }) : say(isOnList ? stays : "sos-outside");
    const place = box.querySelector("[data-sos-state]");
    if (place.textContent !== words) place.textContent = words;
  }
  document.querySelector("[data-sos-close]").addEventListener("click", () => {
    cried = "";
    draw();
    document.querySelector("[data-sos]").focus();
  });

  listen((what) => {
    if (what.what === "progress") return list.progress(what);
    if (what.what === "arrived") {
      if (why === "network") why = ""; // the worker got through: there is one
      line.arrived(what.reference ? say("arrived", { number: what.reference }) : say("arrived-short"));
    }
    form.isGone();
    return draw();
  });
  if (navigator.serviceWorker) {
    navigator.serviceWorker.addEventListener("message", ({ data }) => data.what === "rung" && parts.open("news"));
  }
  document.querySelector("[data-again]").addEventListener("click", async () => {
    await look();
    send();
  });
  window.addEventListener("online", send);
  window.addEventListener("offline", draw);
  window.addEventListener("pageshow", (event) => event.persisted && send());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && send());
  setInterval(() => document.visibilityState === "visible" && send(), MINUTE);
  window.addEventListener("beforeunload", (event) => {
    if (!isFragile()) return;
    event.preventDefault();
    event.returnValue = "";
  });
  // Another size works here at once; another language is another page and wants the network.
  document.querySelectorAll(".switches form").forEach((one) =>
    one.addEventListener("submit", (event) => {
      if (navigator.onLine !== false) return;
      event.preventDefault();
      line.arrived(say("switch-offline"));
    }),
  );

  (async () => {
    await tidy();
    if (walks.isAtPlace) {
      document.querySelector("[data-at-place]").hidden = false;
      window.history.replaceState(null, "", `${window.location.pathname}#walk`);
      parts.open("walk");
    }
    await draw();
    await welcoming();
    await form.begin();
    document.body.dataset.ready = "1";
    await send();
    announce({ what: "opened" });
  })();
}

copying();
if ("join" in document.body.dataset) joining(document.querySelector("form[data-joining]"), document.body.dataset);
else workHere(document.body.dataset);
offlinePages();
