// The shifts on the page: the one to walk large, with its way and its stops; the others small.
import { copyOf, fill, say, swap, twice, when } from "../field/say.js";
import { locate, metres } from "../field/where.js";
import { EARLY, current, isOver } from "./records.js";
import { showMap } from "./mapping.js";
import { lengthOf, sketch } from "./sketch.js";

const HERE = 80; // metres, as the room counts it
const MOST_UNSURE = 200;
const QUICK = { enableHighAccuracy: true, timeout: 12000, maximumAge: 5000 };
const ANEW = { ...QUICK, maximumAge: 0 }; // whoever asks again has walked on
const LONGEST = 15000; // a question of the browser that nobody answers
const THANKED = 3600 * 1000; // what one has just walked stays in front, with whether all of it arrived
const FULL = 16; // minutes: longer adds little

const clock = (moment) =>
  new Date(moment).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const span = ({ starts_at, ends_at }) => `${when(starts_at)}–${clock(ends_at)}`;
const minutesSince = (moment) => Math.max(0, Math.floor((Date.now() - Date.parse(moment)) / 60000));

// Waiting, refused with its reason, or arrived: of one check-in.
function standing(walk, id) {
  const open = walk.queued.filter(({ body }) => body.id === id);
  const refused = open.find(({ state }) => state === "refused");
  if (refused) return { tone: "red", words: say("walk-refused"), problem: (refused.problem && refused.problem.words) || "" };
  if (open.length) return { tone: "amber", words: say("state-waiting"), problem: "" };
  return { tone: "green", words: say("walk-arrived"), problem: "" };
}

export function drawing({ section, act }) {
  const box = section.querySelector("[data-shifts]");
  let before = "";
  let far = null; // { turn, stop, words }: where somebody pressed who is not there
  let again = () => undefined;

  const press = (walk, verb) => section.dispatchEvent(new CustomEvent("walk", { detail: { verb, turn: walk.turn } }));

  async function here(walk, stop, options = QUICK) {
    const asking = { turn: walk.turn, stop: stop.stop, words: say("walk-locating"), isAsking: true };
    far = asking;
    again();
    const found = await Promise.race([locate(options), new Promise((resolve) => setTimeout(resolve, LONGEST, null))]);
    if (far !== asking) return undefined; // pressed elsewhere meanwhile
    const away = found ? Math.round(metres(found, stop)) : 0;
    if (found && away <= HERE + Math.min(found.accuracy || 0, MOST_UNSURE)) {
      far = null;
      return act.here(walk, { ...stop, way: "position", position: found });
    }
    const words = found ? say("walk-far", { n: away.toLocaleString(), m: found.accuracy }) : say("walk-lost");
    far = { turn: walk.turn, stop: stop.stop, words, isAsking: false };
    return again();
  }

  function on(element, name, act_, isThere = true) {
    const button = element.querySelector(`[data-act="${name}"]`);
    if (!button) return;
    button.hidden = !isThere;
    if ("sure" in button.dataset) twice(button, act_);
    else button.addEventListener("click", act_);
  }

  function dwelling(element, minutes, target) {
    const most = Math.max(target, 1);
    const bar = element.querySelector("progress");
    bar.max = most;
    bar.value = Math.min(minutes, most);
    const words = minutes < most ? "walk-dwell" : minutes < Math.max(FULL, most) ? "walk-dwell-enough" : "walk-dwell-long";
    const line = element.querySelector("[data-dwell]");
    const text = say(words, { n: minutes, most });
    if (line.textContent !== text) line.textContent = text;
  }

  function stopOf(walk, stop, visit) {
    const element = fill(copyOf("stop"), { number: stop.stop, name: stop.name, why: stop.why });
    const times = walk.work === "post" ? "" : say("walk-planned", { from: clock(stop.arrives_at), to: clock(stop.leaves_at) });
    const stays = visit && !visit.left_at;
    const isOwn = Boolean(visit && visit.own);
    const been = visit ? (visit.left_at ? say("walk-been", { from: clock(visit.at), to: clock(visit.left_at) }) : say("walk-since", { at: clock(visit.at) })) : "";
    fill(element, { planned: times, been: visit && !isOwn ? `${been} · ${say("walk-other")}` : been });
    element.dataset.id = `${walk.turn}-${stop.stop}`;
    element.classList.toggle("been", Boolean(visit && visit.left_at));
    element.classList.toggle("now", Boolean(stays && isOwn));
    const pill = element.querySelector("[data-state]");
    const state = visit && isOwn ? standing(walk, visit.id) : null;
    pill.hidden = !state;
    if (state) Object.assign(pill, { className: `pill ${state.tone}`, textContent: state.words });
    fill(element, { problem: state ? state.problem : "" });
    const dwell = element.querySelector("[data-dwelling]");
    dwell.hidden = !(stays && isOwn) || walk.work === "post";
    if (!dwell.hidden) {
      Object.assign(dwell.dataset, { since: visit.at, target: stop.minutes });
      dwelling(dwell, minutesSince(visit.at), stop.minutes);
    }
    const asked = far && far.turn === walk.turn && far.stop === stop.stop ? far : null;
    const isLive = Boolean(walk.began_at) && !walk.ended_at;
    element.querySelector("[data-far]").hidden = !asked;
    if (asked) element.querySelector("[data-far-words]").textContent = asked.words;
    on(element, "here", () => here(walk, stop), isLive && !visit && !asked);
    on(element, "retry", () => here(walk, stop, ANEW), Boolean(asked && !asked.isAsking));
    on(element, "anyway", () => { far = null; act.here(walk, { ...stop, way: "said" }); }, Boolean(asked && !asked.isAsking));
    on(element, "leave", () => act.leave(walk), Boolean(isLive && stays && isOwn));
    return element;
  }

  function besides(walk, one) {
    const item = document.createElement("li");
    const until = one.left_at ? say("walk-been", { from: clock(one.at), to: clock(one.left_at) }) : say("walk-since", { at: clock(one.at) });
    item.textContent = `${one.name || say("walk-code-place")} · ${until}`;
    return item;
  }

  // The one to walk now, or the next.
  function large(walk) {
    const element = copyOf("shift");
    const now = Date.now();
    const [isBegun, isDone] = [Boolean(walk.began_at), Boolean(walk.ended_at)];
    const opens = Date.parse(walk.starts_at) - EARLY;
    const isSoon = opens <= now;
    const words = isDone
      ? say("walk-done", { from: clock(walk.began_at), to: clock(walk.ended_at) })
      : isBegun ? say("walk-begun", { at: clock(walk.began_at) }) : isSoon ? "" : say("walk-opens", { when: when(opens) });
    fill(element, {
      name: [walk.name, walk.at].filter(Boolean).join(" · "),
      when: span(walk),
      beside: walk.beside.length ? say("walk-beside", { names: walk.beside.join(say("walk-and")) }) : "",
      cancelled: walk.cancelled,
      standing: walk.cancelled ? "" : words,
      word: isBegun || isDone || walk.cancelled ? "" : walk.gone || say(`walk-state-${walk.state}`),
    });
    element.dataset.id = walk.turn;
    roster(element, walk, isBegun || isDone);
    on(element, "begin", () => act.begin(walk), !isBegun && !isDone && isSoon && !walk.cancelled && walk.state !== "gone");
    const isLive = isBegun && !isDone && !walk.cancelled;
    on(element, "scan", () => press(walk, "scan"), isLive);
    on(element, "finding", () => press(walk, "finding"), isLive);
    on(element, "note", () => press(walk, "note"), isLive || isDone);
    on(element, "end", () => act.end(walk), isLive);
    on(element, "gpx", () => press(walk, "gpx"), isDone);
    const notes = element.querySelector("[data-notes]");
    notes.hidden = !walk.notes.length || isDone;
    swap(notes.querySelector("ul"), ...walk.notes.map(({ text, at }) => Object.assign(document.createElement("li"), { textContent: `${text}（${when(at)}）` })));
    const done = [walk.record.findings ? say("walk-n-found", { n: walk.record.findings }) : "", walk.record.notes ? say("walk-n-notes", { n: walk.record.notes }) : ""];
    fill(element, { did: done.filter(Boolean).join(" · "), waits: walk.queued.length ? say("n-waiting", { n: walk.queued.length }) : isDone ? say("walk-all-arrived") : "" });
    ways(element, walk);
    swap(element.querySelector("[data-stops]"), ...walk.stops.map((stop, n) => stopOf(walk, stop, walk.visits[n])));
    if (isLive) element.querySelector("[data-besides]").after(element.querySelector("[data-way-part]"), notes); // what is next comes first
    swap(element.querySelector("[data-besides]"), ...walk.besides.map((one) => besides(walk, one)));
    on(element, "leave-besides", () => act.leave(walk), isLive && walk.besides.some((one) => one.own && !one.left_at));
    return element;
  }

  function roster(element, walk, isUnderWay) {
    const can = !isUnderWay && !walk.cancelled;
    on(element, "yes", () => act.say(walk, "yes"), can && walk.state === "planned");
    on(element, "offer", () => act.say(walk, "offer"), can && ["planned", "taken"].includes(walk.state));
    on(element, "keep", () => act.say(walk, "keep"), can && walk.state === "offered");
    on(element, "cannot", () => act.say(walk, "cannot"), can && walk.state !== "gone");
  }

  function ways(element, walk) {
    const part = element.querySelector("[data-way-part]");
    part.hidden = !walk.stops.length || Boolean(walk.ended_at);
    if (part.hidden) return;
    const far_ = walk.way.length > 1 ? (lengthOf(walk.way) / 1000).toFixed(1) : "";
    const label = far_ ? say("walk-way", { n: walk.stops.length, km: far_ }) : say("walk-where", { n: walk.stops.length });
    swap(part.querySelector("[data-sketch]"), sketch(walk, label));
    part.querySelector("[data-way-words]").textContent = label;
    part.querySelector("[data-act=map]").addEventListener("click", ({ currentTarget }) => showMap(part, walk, currentTarget));
  }

  function small(walk) {
    const element = fill(copyOf("shift-small"), {
      name: [walk.name, walk.at].filter(Boolean).join(" · "),
      when: span(walk),
      beside: walk.beside.length ? say("walk-beside", { names: walk.beside.join(say("walk-and")) }) : "",
      cancelled: walk.cancelled,
    });
    const words = walk.ended_at ? say("walk-done", { from: clock(walk.began_at), to: clock(walk.ended_at) }) : walk.gone || say(`walk-state-${walk.state}`);
    fill(element, { word: walk.cancelled ? "" : words });
    element.dataset.id = walk.turn;
    roster(element, walk, Boolean(walk.began_at));
    on(element, "gpx", () => press(walk, "gpx"), Boolean(walk.ended_at));
    return element;
  }

  // Whoever works with the keyboard stays where they were.
  function redraw(children) {
    const held = document.activeElement && box.contains(document.activeElement) ? document.activeElement : null;
    const [row, name] = [held && held.closest("[data-id]"), held && held.dataset.act];
    swap(box, ...children);
    if (!row) return;
    const place = box.querySelector(`[data-id="${row.dataset.id}"]`);
    const next = place && (place.querySelector(`[data-act="${name}"]:not([hidden])`) || place.querySelector("button:not([hidden])"));
    if (next) next.focus({ preventScroll: true });
  }

  function show({ walks }) {
    again = () => {
      before = "";
      show({ walks });
    };
    const drawn = JSON.stringify([walks, far, document.documentElement.lang]);
    if (drawn === before) return;
    before = drawn;
    const justDone = walks.find(({ ended_at }) => ended_at && Date.now() - Date.parse(ended_at) < THANKED);
    const first = current(walks) || justDone || walks.find((one) => !isOver(one) && one.state !== "gone") || walks[0];
    const others = walks.filter((one) => one !== first);
    redraw([first, ...others].filter(Boolean).map((one) => (one === first ? large(one) : small(one))));
    section.querySelector("[data-no-shift]").hidden = walks.length > 0;
  }

  setInterval(() => {
    box.querySelectorAll("[data-dwelling]:not([hidden])").forEach((one) => dwelling(one, minutesSince(one.dataset.since), Number(one.dataset.target)));
  }, 5000);

  return { show };
}
