// "Mine": what waits on this phone and what became of what arrived.
import { isFragile } from "./db.js";
import { isAmendable, isOpen, isWaiting } from "./queue.js";
import { copyOf, fill, say, swap, twice, when } from "./say.js";

function titleOf({ kind, title }) {
  return ["report", "walk", "finding", "unlocate", "visit", "mistaken"].includes(kind) ? title : say(`title-${kind}`);
}

function parts({ files }) {
  const photos = files.filter(({ field }) => field === "photos").length;
  const spoken = files.some(({ field }) => field === "voice");
  return [photos ? say("n-photos", { n: photos }) : "", spoken ? say("a-recording") : ""].filter(Boolean);
}

export function problemOf({ problem, state, next }) {
  if (!problem) return "";
  const words = problem.words || (["lost", "later"].includes(problem.code) ? say(`file-${problem.code}`) : state === "refused" ? say("refused-why") : "");
  if (state !== "refused" && !(next > Date.now())) return "";
  if (problem.reference) return `${words} ${problem.reference}`;
  return problem.name ? say("of-file", { name: problem.name, words }) : words;
}

// Whether anything is left to send when the file that was not taken stays behind.
const canGoWithout = ({ problem, body, files }) => Boolean(problem.file) && (Boolean(body.text) || files.length > 1);

export function copied(entry) {
  const { text, where } = entry.body;
  return [titleOf(entry), text, where, when(entry.at)].filter(Boolean).join("\n");
}

function waiting(entry, { percents, acts }) {
  const element = copyOf("waiting");
  const isRefused = entry.state === "refused";
  fill(element, {
    title: titleOf(entry),
    text: entry.body.text,
    facts: [when(entry.at), ...parts(entry)].join(" · "),
    problem: problemOf(entry),
  });
  element.dataset.id = entry.id;
  element.classList.toggle("red", isRefused || entry.kind === "sos");
  element.querySelector("[data-state]").className = `pill ${isRefused ? "red" : "amber"}`;
  progress(element, entry, percents[entry.id]);
  const on = (name, act, isThere = true) => {
    const button = element.querySelector(`[data-${name}]`);
    button.hidden = !isThere;
    button.addEventListener("click", act);
  };
  const isKnown = isRefused && ["report", "finding"].includes(entry.kind) && ["taken", "arrived"].includes(entry.problem.code);
  on("amend", () => acts.amend(entry.id), isRefused && isAmendable(entry));
  on("now", () => acts.again(entry.id), isRefused && !isKnown);
  on("as-new", () => acts.again(entry.id, true), isKnown);
  on("leave-out", () => acts.leaveOut(entry.id, entry.problem.file), isRefused && canGoWithout(entry));
  on("edit", () => acts.edit(entry), (entry.kind === "report" || (isRefused && entry.kind === "finding")) && !isKnown);
  const copy = element.querySelector("[data-copying]");
  copy.hidden = !entry.body.text;
  copy.dataset.copy = copied(entry);
  twice(element.querySelector("[data-delete]"), () => acts.remove(entry.id));
  return element;
}

export function progress(element, { state }, percent) {
  const bar = element.querySelector("progress");
  const isGoing = state === "sending";
  bar.hidden = !isGoing || percent === undefined;
  bar.value = percent || 0;
  const words = isGoing ? (percent === undefined ? say("sending") : say("going", { p: percent })) : say(`state-${state}`);
  element.querySelector("[data-state]").textContent = words;
}

function arrived(entry, { acts }) {
  const element = fill(copyOf("arrived"), {
    title: titleOf(entry),
    number: entry.reference,
    facts: when(entry.at),
    notes: entry.notes.join(" "),
  });
  element.dataset.id = entry.id;
  const code = element.querySelector("[data-code]");
  code.hidden = !entry.anonymous;
  code.querySelector("a").textContent = entry.code;
  const byCode = element.querySelector("[data-by-code]");
  byCode.hidden = !(entry.anonymous && entry.notes.length);
  [code, byCode].forEach((place) => (place.querySelector("a").href = `/f/${entry.code}/`));
  twice(element.querySelector("[data-delete]"), () => acts.remove(entry.id));
  return element;
}

function own(one, { acts, queued, notes }) {
  const element = fill(copyOf("own"), {
    title: one.title,
    number: one.reference,
    state: one.state,
    words: one.words,
    notes: notes.join(" "),
    facts: when(one.said_at),
  });
  const more = element.querySelector("[data-add-where]");
  more.hidden = !notes.length;
  more.addEventListener("click", () => {
    element.querySelector("details").open = true;
    element.querySelector("textarea").focus();
  });
  element.dataset.id = one.id;
  if (one.tone) element.querySelector("[data-state]").classList.add(one.tone);
  const answers = one.answers.map(({ at, text }) => {
    const item = document.createElement("li");
    item.append(Object.assign(document.createElement("span"), { className: "hint", textContent: when(at) }), ` ${text}`);
    return item;
  });
  swap(element.querySelector("[data-answers]"), ...answers);
  const rate = element.querySelector("[data-rate]");
  rate.hidden = !one.may_rate;
  const mine = queued.find(({ kind, about }) => kind === "rating" && about === one.id);
  const score = mine ? mine.body.score : one.rating;
  rate.querySelectorAll("button").forEach((button) => {
    button.setAttribute("aria-pressed", String(Number(button.value) === score));
    button.addEventListener("click", () => acts.rate(one, Number(button.value)));
  });
  const form = element.querySelector("form");
  const text = form.elements.text;
  text.id = `words-${one.id}`;
  form.querySelector("label").htmlFor = text.id;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (text.value.trim()) acts.words(one, text.value.trim());
    text.value = "";
  });
  return element;
}

// What somebody is typing and where the focus is outlast a drawing.
function redraw(list, elements) {
  const active = document.activeElement;
  const item = list.contains(active) && active.closest("[data-id]");
  const at = item && [item.dataset.id, [...item.querySelectorAll("button, a, textarea, summary")].indexOf(active)];
  const typed = [...list.querySelectorAll("textarea")].map(({ id, value }) => [id, value]);
  const open = [...list.querySelectorAll("details[open]")].map((fold) => fold.closest("[data-id]").dataset.id);
  swap(list, ...elements);
  typed.forEach(([id, value]) => document.getElementById(id) && (document.getElementById(id).value = value));
  elements.forEach((element) => {
    const fold = element.querySelector("details");
    if (fold) fold.open = open.includes(element.dataset.id);
  });
  const same = at && elements.find((element) => element.dataset.id === at[0]);
  const target = same && same.querySelectorAll("button, a, textarea, summary")[at[1]];
  if (target && !target.hidden) target.focus({ preventScroll: true });
}

export function mine(acts) {
  const section = document.querySelector("[data-tab=mine]");
  const find = (name) => section.querySelector(`[data-${name}]`);
  const percents = {};
  let before = "";

  return {
    show({ entries, state }) {
      const open = entries.filter(isOpen);
      const queued = open.filter(isWaiting);
      const reports = state ? state.said.reports : [];
      const known = new Set(reports.map(({ id }) => id));
      const numbers = entries.filter((entry) => !isOpen(entry) && !known.has(entry.id)).reverse();
      const told = entries.filter((entry) => !isOpen(entry) && known.has(entry.id) && entry.notes.length);
      const notesOf = ({ id }) => (told.find((entry) => entry.id === id) || { notes: [] }).notes;
      const drawn = JSON.stringify([open.map(({ posting, ...rest }) => rest), numbers, reports, told, document.documentElement.lang]);
      if (drawn === before) return;
      before = drawn;
      find("waiting-head").hidden = !open.length;
      find("fragile").hidden = !isFragile();
      redraw(find("waiting-list"), open.map((entry) => waiting(entry, { percents, acts })));
      redraw(find("arrived-list"), [
        ...numbers.map((entry) => arrived(entry, { acts })),
        ...reports.map((one) => own(one, { acts, queued, notes: notesOf(one) })),
      ]);
      find("nothing").hidden = open.length + numbers.length + reports.length > 0;
    },
    progress({ id, percent }) {
      percents[id] = percent;
      const element = find("waiting-list").querySelector(`[data-id="${id}"]`);
      if (element) progress(element, { state: "sending" }, percent);
    },
    focus(id) {
      const element = section.querySelector(`[data-id="${id}"]`);
      if (!element) return;
      element.tabIndex = -1;
      element.focus();
    },
  };
}
