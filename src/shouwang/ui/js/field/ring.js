// Somebody is asked to come, or the room wrote: the phone rings as far as the browser lets it, once for each and on one
// page only. A browser lets a page sound and shake only after a tap on it, and a page that is closed not at all.
import { update } from "./db.js";
import { askedWords } from "./news.js";
import { say } from "./say.js";

const LASTS = 60; // seconds
const EVERY = 2;
const KEPT = 300;
const SHAKE = Array.from({ length: 2 * (LASTS / EVERY) - 1 }, (_, n) => (n % 2 ? 1300 : 700));
const SHORT = [120];
const Sound = window.AudioContext || window.webkitAudioContext;
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

const mayShake = () => Boolean(navigator.vibrate) && (!navigator.userActivation || navigator.userActivation.hasBeenActive);
const shake = (pattern) => mayShake() && navigator.vibrate(pattern);
const canNotify = () => "Notification" in window && Boolean(navigator.serviceWorker) && window.isSecureContext;

// Two tones every two seconds, all of it laid down at once: timers of a page in the background come late.
function tones(context) {
  const [oscillator, gain] = [context.createOscillator(), context.createGain()];
  const begin = context.currentTime;
  gain.gain.setValueAtTime(0, begin);
  for (let at = begin; at < begin + LASTS; at += EVERY) {
    [880, 660].forEach((pitch, n) => {
      oscillator.frequency.setValueAtTime(pitch, at + n * 0.35);
      gain.gain.setValueAtTime(0.6, at + n * 0.35);
      gain.gain.setValueAtTime(0, at + n * 0.35 + 0.3);
    });
  }
  oscillator.connect(gain);
  gain.connect(context.destination);
  oscillator.start(begin);
  oscillator.stop(begin + LASTS);
  return oscillator;
}

function bell() {
  let context = null;
  let oscillator = null;
  const wake = () => {
    context = context || new Sound();
    return context.resume();
  };
  const rest = () => !oscillator && context.suspend();
  const unlock = () => {
    if (Sound && (!context || oscillator)) wake().then(rest, () => undefined);
  };
  ["click", "keydown"].forEach((name) => document.addEventListener(name, unlock));
  return {
    begin() {
      shake(SHAKE);
      if (!Sound) return;
      wake().catch(() => undefined);
      oscillator = tones(context);
    },
    end() {
      if (mayShake()) navigator.vibrate(0);
      if (!oscillator) return;
      oscillator.stop();
      oscillator = null;
      rest();
    },
  };
}

const heard = new Set(); // where the browser keeps nothing

// Which of them no page of this phone has rung for; from now on one has. `isFirst`: nothing was ever noted here.
async function unheard(ids) {
  let isFirst = false;
  let fresh = ids;
  const note = (found) => {
    const known = found ? found.ids : [];
    isFirst = !found;
    fresh = ids.filter((id) => !known.includes(id));
    return isFirst || fresh.length ? { id: "rung", ids: [...known, ...fresh].slice(-KEPT) } : undefined;
  };
  await update("kept", "rung", note).catch(() => undefined);
  fresh = fresh.filter((id) => !heard.has(id));
  ids.forEach((id) => heard.add(id));
  return { fresh, isFirst };
}

async function notify(title, { id, words, isCall }) {
  if (document.visibilityState === "visible" || !canNotify() || Notification.permission !== "granted") return;
  const { href } = document.querySelector("link[rel=apple-touch-icon]");
  const worker = await navigator.serviceWorker.ready;
  const told = { body: words, tag: id, icon: href, requireInteraction: isCall, vibrate: isCall ? SHAKE.slice(0, 9) : SHORT };
  await worker.showNotification(title, told).catch(() => undefined);
}

// "Tell me also when the page is not in front": asked for by the person, never by the page.
function telling() {
  const box = document.querySelector("[data-tell]");
  const button = box.querySelector("button");
  const show = () => {
    box.hidden = !canNotify();
    if (box.hidden) return;
    button.hidden = Notification.permission !== "default";
    box.querySelector("[data-tell-state]").textContent = say(`tell-${Notification.permission}`);
  };
  button.addEventListener("click", () => Promise.resolve(Notification.requestPermission()).then(show, show));
  show();
}

export function ringing() {
  const box = document.querySelector("[data-asked]");
  const title = document.title;
  const sound = bell();
  let on = []; // the calls it rings for
  let timers = [];
  let count = 0;
  let head = "";

  const headline = (isOn) => {
    document.title = isOn && count ? `(${count}) ${head}` : title;
  };
  function end() {
    if (!on.length) return;
    on = [];
    timers.forEach(clearInterval);
    sound.end();
    headline(true);
  }
  function begin(ids) {
    end();
    on = ids;
    let turn = 0;
    const flash = () => headline(calm.matches || (turn += 1) % 2 === 0);
    timers = [setInterval(flash, 1000), setTimeout(end, LASTS * 1000)];
    sound.begin();
  }
  function badge() {
    if (!navigator.setAppBadge) return;
    (count ? navigator.setAppBadge(count) : navigator.clearAppBadge()).catch(() => undefined);
  }

  telling();
  return {
    async show({ entries, state }) {
      if (!state) return;
      const { messages, calls } = state.said;
      const answered = new Set(entries.filter(({ kind }) => kind === "call").map(({ about }) => about));
      const waiting = calls.filter((one) => one.state === "called" && !answered.has(one.id));
      const words = waiting.length ? waiting[0].words : "";
      if (box.hidden !== !waiting.length) box.hidden = !waiting.length;
      head = waiting.length ? askedWords(waiting[0]) : head;
      [["head", head], ["words", words]].forEach(([name, text]) => {
        const place = box.querySelector(`[data-asked-${name}]`);
        if (text !== place.textContent) place.textContent = text;
      });
      if (count !== waiting.length) {
        count = waiting.length;
        badge();
        headline(true);
      }
      if (on.length && !waiting.some(({ id }) => on.includes(id))) end();
      const { fresh, isFirst } = await unheard([...waiting, ...messages].map(({ id }) => id));
      const called = waiting.filter(({ id }) => fresh.includes(id));
      const written = isFirst ? [] : messages.filter(({ id }) => fresh.includes(id));
      if (called.length) begin(called.map(({ id }) => id));
      else if (written.length) shake(SHORT);
      called.forEach((one) => notify(askedWords(one), { ...one, isCall: true }));
      written.forEach(({ id, text }) => notify(say("written"), { id, words: text }));
    },
  };
}
