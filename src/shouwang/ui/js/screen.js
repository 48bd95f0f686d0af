// The corridor's display: turns by itself, asks for news each minute, keeps what it has when there is no network.
import { offlinePages } from "./modules/worker.js";

const TURN = 12000;
const ASK = 60000;
const SHIFTS = 7;
const CHINA = { timeZone: "Asia/Shanghai" };

let turn = 0;
let lastGood = stored() || new Date();

const place = () => document.querySelector("[data-screen]");
const all = () => [...document.querySelectorAll("[data-slide]")];
const isOver = ({ dataset: { until } }) => Boolean(until) && new Date(until) <= new Date();

// When it last heard of the room: a display that was switched off and on without network still says since when.
function stored() {
  try {
    const time = localStorage.getItem("screen-good");
    return time && new Date(time);
  } catch {
    return null;
  }
}

function heard() {
  lastGood = new Date();
  try {
    localStorage.setItem("screen-good", lastGood.toISOString());
  } catch {
    // a browser that keeps nothing says since when it runs
  }
}

// When an urgent one was alone and is over, what the page has for that; the alarm's red goes with it.
function slides() {
  const shown = all().filter((slide) => !isOver(slide) && !("rest" in slide.dataset));
  if (shown.length) return shown;
  const rest = all().filter((slide) => "rest" in slide.dataset);
  rest.forEach((slide) => (slide.hidden = false));
  if (rest.length) place().classList.remove("alarm");
  return rest.length ? rest : all();
}

function show() {
  const turns = slides();
  const now = turn % turns.length;
  all().forEach((slide) => slide.classList.toggle("now", slide === turns[now]));
  const dots = document.querySelector("[data-dots]");
  while (dots.children.length < turns.length) dots.append(document.createElement("i"));
  while (dots.children.length > turns.length) dots.lastChild.remove();
  [...dots.children].forEach((dot, at) => dot.classList.toggle("on", at === now));
  for (let at = 0; at < SHIFTS; at += 1) place().classList.toggle(`shift-${at}`, at === turn % SHIFTS);
}

function tell(time) {
  const lang = document.documentElement.lang === "en" ? "en-GB" : "zh-CN";
  const day = time.toLocaleDateString(lang, { ...CHINA, month: "long", day: "numeric", weekday: "long" });
  const clock = time.toLocaleTimeString(lang, { ...CHINA, hour: "2-digit", minute: "2-digit", hour12: false });
  return [day, clock];
}

function tick() {
  document.querySelector("[data-clock]").textContent = tell(new Date()).join(" ");
}

function begin() {
  place().classList.add("turning");
  tick();
  show();
}

async function ask() {
  const state = document.querySelector("[data-state]");
  try {
    const answer = await fetch(location.href, { cache: "no-cache", credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.status);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-screen]");
    if (!fresh) throw new Error("not the screen");
    heard();
    state.textContent = "";
    if (fresh.dataset.version !== place().dataset.version) {
      place().replaceWith(fresh);
      turn = 0;
      begin();
    }
  } catch {
    state.textContent = place().dataset.offline.replace("{time}", tell(lastGood)[1]);
  }
}

begin();
ask();
offlinePages();
setInterval(() => {
  turn += 1;
  show();
}, TURN);
setInterval(tick, 1000);
setInterval(ask, ASK);
window.addEventListener("online", ask);
window.addEventListener("offline", ask);
// A display that goes to sleep shows nothing; where the browser can't be asked, its own settings must say so.
const awake = () => navigator.wakeLock && document.visibilityState === "visible" && navigator.wakeLock.request("screen").catch(() => {});
document.addEventListener("visibilitychange", awake);
awake();
