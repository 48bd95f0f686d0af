// "Visits", for who helps in care: whom they visit, and in half a minute how it was. Kept at once; the room learns it when
// there is a network.
import { asking, atDoor, doorOf } from "./door.js";
import { copied, problemOf } from "./mine.js";
import { copyOf, fill, say, swap, twice, when } from "./say.js";

const draftName = (id) => `care-draft-${id}`;

export function caring({ get, change, queue, again, remove, takeBack, phone }) {
  const section = document.querySelector("[data-tab=care]");
  const link = document.querySelector("[data-tabs] [data-cares]");
  const find = (name) => section.querySelector(`[data-care-${name}]`);
  const ask = asking();
  let before = "";
  let pressed = ""; // at whose door, a moment ago

  async function card(one, told, door) {
    const element = fill(copyOf("care-case"), {
      name: one.name,
      due: one.due,
      planned: one.planned,
      house: one.house,
      does: one.does,
      daily: one.daily.join(" · "),
      lately: one.lately,
    });
    element.dataset.id = one.id;
    element.querySelector("[data-due]").classList.toggle("amber", one.is_due);
    const ring = element.querySelector("[data-ring]");
    ring.hidden = !one.phone;
    ring.href = `tel:${one.phone}`;
    ring.querySelector("span").textContent = one.phone;
    const words = element.querySelector("textarea");
    words.id = `visit-${one.id}`;
    element.querySelector("label").htmlFor = words.id;
    words.value = ((await get("kept", draftName(one.id))) || { text: "" }).text;
    words.addEventListener("input", () => change(["kept", "put", { id: draftName(one.id), text: words.value }]));
    const last = told.filter(({ about, state }) => about === one.id && state !== "refused").pop();
    const kept = element.querySelector("[data-kept]");
    kept.hidden = !last;
    if (last) kept.textContent = say("visit-kept", { words: last.title, when: when(last.at) });
    element.querySelectorAll("[data-visit] button").forEach((button) => {
      const go = () => send(one, button, words.value.trim());
      button.addEventListener("click", () => (button.value === "no_answer" ? ask(one.name, go) : go()));
    });
    atDoor(element.querySelector("[data-door]"), door, {
      phone: phone(),
      mistaken: (waiting, visit) => (waiting ? remove(waiting.id) : slipped(one, visit)),
    });
    kept.hidden = kept.hidden || Boolean(door);
    return element;
  }

  // The room did not take it: why, and what can be done. Of somebody whom they do not visit any more nothing is changed.
  function untaken(entry, isListed) {
    const element = fill(copyOf("care-untaken"), {
      title: entry.title,
      said: entry.body.text,
      facts: when(entry.at),
      problem: problemOf(entry),
    });
    const press = (name) => element.querySelector(`[data-${name}]`);
    press("change").hidden = !isListed;
    press("change").addEventListener("click", () => reword(entry));
    press("again").addEventListener("click", () => again(entry.id));
    press("copying").dataset.copy = copied(entry);
    twice(press("delete"), () => remove(entry.id));
    return element;
  }

  // Back into the card, before what was typed there meanwhile.
  async function reword({ id, about }) {
    const typed = ((await get("kept", draftName(about))) || { text: "" }).text;
    const draftOf = ({ body }) => ({ id: draftName(about), text: [body.text, typed].filter(Boolean).join("\n") });
    if (!(await takeBack(id, draftOf))) return;
    const words = document.getElementById(`visit-${about}`);
    const draft = await get("kept", draftName(about));
    if (words && draft) words.value = draft.text;
    if (words) words.focus();
  }

  const slipped = (one, visit) => queue({ kind: "mistaken", about: visit, title: `${one.name} · ${say("title-mistaken")}`, body: {} });

  // A thumb presses twice: the buttons rest until the list is drawn anew.
  async function send(one, button, text) {
    section.querySelectorAll(`[data-id="${one.id}"] button`).forEach((each) => (each.disabled = true));
    const title = `${one.name} · ${button.textContent.trim()}`;
    const isAtDoor = button.value === "no_answer"; // goes out before what can wait
    const body = { outcome: button.value, way: one.way, text, urgent: isAtDoor };
    pressed = isAtDoor ? one.id : "";
    await queue({ kind: "visit", about: one.id, title, body }, ["kept", "delete", draftName(one.id)]);
  }

  // What to do at the door comes before the eyes at once.
  function lookAt() {
    const place = pressed && section.querySelector(`[data-id="${pressed}"] [data-door]`);
    if (!place || place.hidden) return;
    pressed = "";
    place.querySelector("h2").focus({ preventScroll: true });
    place.scrollIntoView({ block: "start" });
  }

  return {
    // How many are due.
    async show({ entries, state }) {
      const helps = Boolean(state && state.said.care);
      link.hidden = !helps;
      document.querySelector("[data-welcome-cares]").hidden = !helps;
      if (!helps) {
        before = "";
        swap(find("list"));
        swap(find("refused"));
        if (state && window.location.hash === "#care") window.location.hash = "new";
        return 0;
      }
      const held = await get("kept", "care");
      find("loading").hidden = Boolean(held);
      if (!held) return 0;
      const told = entries.filter(({ kind }) => kind === "visit");
      const slips = new Set(entries.filter(({ kind, state: at }) => kind === "mistaken" && at !== "refused").map(({ about }) => about));
      const doors = {};
      for (const one of held.said.cases) {
        const door = await doorOf(one, told, held, get);
        doors[one.id] = door && { ...door, isTaken: Boolean(door.search && slips.has(door.search.visit)) };
      }
      const drawn = JSON.stringify([held.said, told.map(({ id, state: at }) => [id, at]), doors, phone(), document.documentElement.lang]);
      find("none").hidden = held.said.cases.length > 0;
      if (drawn !== before) {
        before = drawn;
        const isListed = ({ about }) => held.said.cases.some(({ id }) => id === about);
        const refused = told.filter(({ state: at }) => at === "refused");
        swap(find("refused"), ...refused.map((entry) => untaken(entry, isListed(entry))));
        swap(find("list"), ...(await Promise.all(held.said.cases.map((one) => card(one, told, doors[one.id])))));
        lookAt();
      }
      return held.said.cases.filter((one) => one.is_due && !told.some(({ about, state: at }) => about === one.id && at !== "refused")).length;
    },
  };
}
