// Messages of the room, and calls to come: what is new is counted at the tab until it was looked at.
import { get } from "./db.js";
import { copyOf, fill, say, swap, when } from "./say.js";

// A roll-call or a drill asks for nothing but an answer: nobody is to walk to the quay for it.
export const isTest = ({ kind }) => kind === "roll" || kind === "drill";
export const askedWords = (one) => say(isTest(one) ? `asked-${one.kind}` : "asked");
const TESTED = { called: ["ack"], acked: [], here: [], done: [], cannot: [], over: [] };
const STEPS = { called: ["ack", "cannot"], acked: ["here", "cannot"], here: ["done"], done: [], cannot: [], over: [] };

function call(one, { queued, act }) {
  const element = fill(copyOf("call"), { head: askedWords(one), words: one.words, facts: when(one.called_at) });
  element.dataset.id = one.id;
  const said = queued.filter(({ kind, about }) => kind === "call" && about === one.id).map(({ verb }) => verb);
  const test = isTest(one);
  const steps = (test ? TESTED : STEPS)[one.state] || Object.values(STEPS).flat();
  element.querySelectorAll("button").forEach((button) => {
    button.hidden = !steps.includes(button.value) || said.includes(button.value);
    button.addEventListener("click", () => act(one, button.value));
  });
  // The phone's own map program knows the way; the words say it too.
  const way = element.querySelector("[data-way]");
  if (one.at) way.href = `geo:${one.at}?q=${one.at}`;
  way.hidden = !one.at || !steps.length;
  if (test) element.querySelector("[value=ack]").textContent = say("got-it");
  element.classList.toggle("red", steps.length > 0 && !test);
  const last = said[said.length - 1] || (one.state in STEPS ? one.state : "called");
  const words = say(test && ["ack", "acked"].includes(last) ? "got-it" : `call-${last}`);
  element.querySelector("[data-state]").textContent = said.length ? `${words} · ${say("state-waiting")}` : words;
  return element;
}

export function news(act, read) {
  const section = document.querySelector("[data-tab=news]");
  const find = (name) => section.querySelector(`[data-${name}]`);
  let before = "";

  return {
    // How many are new.
    async show({ entries, state, isOpen }) {
      const { messages, calls } = state ? state.said : { messages: [], calls: [] };
      const queued = entries.filter(({ kind }) => kind === "call");
      const drawn = JSON.stringify([messages, calls, queued, document.documentElement.lang]);
      if (drawn !== before) {
        before = drawn;
        swap(find("calls"), ...calls.map((one) => call(one, { queued, act })));
        swap(
          find("messages"),
          ...messages.map((one) => fill(copyOf("message"), { text: one.text, facts: when(one.at) })),
        );
        find("nothing").hidden = messages.length + calls.length > 0;
      }
      const known = (await get("kept", "read")) || { ids: [] };
      const fresh = messages.filter(({ id }) => !known.ids.includes(id));
      // Kept and queued in one go: a page closed between the two would never tell the room.
      if (isOpen && fresh.length) {
        const ids = fresh.map(({ id }) => id);
        await read(ids, ["kept", "put", { id: "read", ids: messages.map(({ id }) => id) }]);
      }
      const waits = calls.filter((one) => one.state === "called").length;
      return (isOpen ? 0 : fresh.length) + waits;
    },
  };
}
