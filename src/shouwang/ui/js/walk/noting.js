// Words for whoever comes next. They are kept while they are written, for each shift by itself.
import { uuid7 } from "../modules/uuid7.js";
import { right, wrong } from "../modules/wrong.js";
import { say } from "../field/say.js";
import { draftName } from "../field/walks.js";

export function noting({ kit, section, act, now }) {
  const form = section.querySelector("form[data-note]");
  const { text } = form.elements;
  let turn = "";
  let entry = ""; // what it will be in the list: sent twice it is said once

  const name = () => draftName("note", turn);
  const keep = () =>
    kit.change(text.value.trim() ? ["kept", "put", { id: name(), at: Date.now(), entry, text: text.value }] : ["kept", "delete", name()]);
  function close() {
    form.hidden = true;
    section.querySelector("h1").focus({ preventScroll: true });
  }

  form.addEventListener("input", keep);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const walk = now().walks.find((one) => one.turn === turn);
    if (!walk || form.hidden) return undefined;
    right(text);
    if (!text.value.trim()) return wrong(text, say("empty-note"));
    form.hidden = true;
    await act.note(walk, { id: entry, text: text.value.trim() }, ["kept", "delete", name()]);
    turn = "";
    return close();
  });
  form.querySelector("[data-away]").addEventListener("click", close);

  return {
    async open(key) {
      if (key !== turn) {
        turn = key;
        const kept = await kit.get("kept", name());
        entry = kept ? kept.entry : uuid7();
        text.value = kept ? kept.text : "";
        right(text);
      }
      form.hidden = false;
      form.scrollIntoView({ block: "start" });
      text.focus({ preventScroll: true });
    },
    close: () => (form.hidden = true),
  };
}
