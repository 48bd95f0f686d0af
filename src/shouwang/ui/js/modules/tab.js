// Words typed at the desk outlive the end of the session: they stay in this tab until the server says they arrived.
// A note with `data-keep="name"` in the form marks it, the form sends that name along as `kept`, and where the answer leads
// on, a cookie says which words arrived.
// Logging out in any tab forgets all, and so does the next person who logs in here.
import { fill, read } from "./fields.js";

const MARK = "kept:";
const ARRIVED = "arrived"; // see desk/access.py
const LONGEST = 12 * 3600 * 1000; // as a session
let isOver = false; // logged out: what is typed from now on is kept no more

const key = (name) => `${MARK}${document.body.dataset.who}:${name}`;

// A private window has no storage, a full one takes nothing: then nothing is kept, the form still works.
function storage(act) {
  try {
    return act(sessionStorage);
  } catch {
    return null;
  }
}

function forget(isMeant) {
  storage((tab) => Object.keys(tab).filter((name) => name.startsWith(MARK) && isMeant(name)).forEach((name) => tab.removeItem(name)));
}

function load(name) {
  const found = storage((tab) => JSON.parse(tab.getItem(key(name))));
  return found && Date.now() - found.at < LONGEST ? found.values : null;
}

// At the login, after a session that ended: whether something waits in this tab for whoever typed it.
export function isSomethingKept() {
  const lasts = (tab) => (name) => name.startsWith(MARK) && Date.now() - JSON.parse(tab.getItem(name)).at < LONGEST;
  return Boolean(storage((tab) => Object.keys(tab).some(lasts(tab))));
}

function start(note) {
  const form = note.closest("form");
  const name = note.dataset.keep;
  const keep = () => isOver || storage((tab) => tab.setItem(key(name), JSON.stringify({ at: Date.now(), values: read(form) })));
  const answered = form.querySelector("[aria-invalid]") || note.hasAttribute("data-answered"); // the server's answer is newer
  const before = read(form);
  const values = answered ? null : load(name);
  if (values) fill(form, values);
  if (values && JSON.stringify(read(form)) !== JSON.stringify(before)) {
    note.hidden = false;
    const fold = form.closest("details");
    if (fold) fold.open = true;
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }
  note.querySelector("[data-forget]").addEventListener("click", () => {
    forget((one) => one === key(name));
    form.reset();
    fill(form, before); // hidden fields, which a reset leaves as they are
    note.hidden = true;
  });
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 300);
  });
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    keep();
  });
}

function arrived() {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${ARRIVED}=`));
  if (!found) return;
  const name = found.slice(ARRIVED.length + 1);
  forget((one) => one === key(name));
  document.cookie = `${ARRIVED}=; path=/; max-age=0; samesite=lax`;
}

function leave() {
  isOver = true;
  forget(() => true);
}

export function keepInTab() {
  if (!document.body.dataset.who) return;
  arrived();
  forget((name) => !name.startsWith(key("")));
  document.querySelectorAll("form [data-keep]").forEach(start);
  const others = "BroadcastChannel" in window ? new BroadcastChannel("leaving") : null;
  if (others) others.addEventListener("message", leave);
  document.querySelectorAll("form[data-leave]").forEach((form) =>
    form.addEventListener("submit", () => {
      leave();
      if (others) others.postMessage("left");
    }),
  );
}
