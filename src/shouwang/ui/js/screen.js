// The corridor's display: turns by itself, asks for news each minute, keeps what it has when there is no network.
const TURN = 12000;
const ASK = 60000;
const SHIFTS = 7;
const CHINA = { timeZone: "Asia/Shanghai" };

let turn = 0;
let lastGood = new Date();

const place = () => document.querySelector("[data-screen]");
const slides = () => [...document.querySelectorAll("[data-slide]:not([data-rest])")];

// Without a network nobody says that something is over: what has its end goes by itself.
function drop() {
  slides().forEach((slide) => slide.dataset.until && new Date(slide.dataset.until) <= new Date() && slide.remove());
  if (slides().length) return;
  place().classList.remove("alarm");
  document.querySelectorAll("[data-rest]").forEach((slide) => {
    slide.removeAttribute("data-rest");
    slide.hidden = false;
  });
}

function show() {
  drop();
  const all = slides();
  const now = turn % all.length;
  all.forEach((slide, at) => slide.classList.toggle("now", at === now));
  const dots = document.querySelector("[data-dots]");
  while (dots.children.length < all.length) dots.append(document.createElement("i"));
  while (dots.children.length > all.length) dots.lastChild.remove();
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
    lastGood = new Date();
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
