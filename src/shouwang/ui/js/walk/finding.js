// What was found on the way, with photos, and words for whoever comes next. Both are kept while they are written.
import { uuid7 } from "../modules/uuid7.js";
import { right, wrong } from "../modules/wrong.js";
import { pictures } from "../field/pictures.js";
import { say } from "../field/say.js";
import { staying } from "./records.js";

export function finding({ kit, section, act, now }) {
  const form = section.querySelector("form[data-finding]");
  const words = section.querySelector("form[data-note]");
  let turn = "";
  let files = [];

  const walkOf = (key) => (now() ? now().walks.find((one) => one.turn === key) : null);
  const photos = pictures(form, {
    limits: () => kit.limits(),
    async take(field, file) {
      const one = { id: uuid7(), field, name: file.name, size: file.size, type: file.type };
      await kit.change(["files", "put", { id: one.id, blob: file }]);
      files.push(one);
      await keep();
      return { ...one, blob: file };
    },
    async drop({ id }) {
      files = files.filter((one) => one.id !== id);
      await kit.change(["files", "delete", id]);
      await keep();
    },
  });

  const draft = () => ({
    id: "walk-draft",
    at: Date.now(),
    turn,
    topic: form.elements.topic.value,
    text: form.elements.text.value,
    settled: form.elements.settled.checked,
    files,
  });
  const keep = () => kit.change(["kept", "put", draft()]);

  function close(one) {
    one.hidden = true;
    section.querySelector("h1").focus({ preventScroll: true });
  }
  function empty() {
    form.reset();
    files = [];
    photos.show([]);
    right(form.elements.text);
  }

  form.addEventListener("input", keep);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await photos.ready();
    const { topic, text, settled } = form.elements;
    const walk = walkOf(turn);
    if (!walk || form.hidden) return;
    if (!text.value.trim() && !files.length) return wrong(text, say("empty"));
    const at = staying(walk);
    const title = topic.selectedOptions[0].textContent;
    const body = { topic: topic.value, text: text.value.trim(), place: at ? at.place : "", position: null, settled: settled.checked };
    const sent = files;
    form.hidden = true; // a thumb presses twice
    await act.found(walk, { title, body, files: sent }, ["kept", "delete", "walk-draft"]);
    empty();
    return close(form);
  });
  form.querySelector("[data-away]").addEventListener("click", () => close(form));

  words.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { text } = words.elements;
    const walk = walkOf(turn);
    if (!walk || words.hidden) return;
    right(text);
    if (!text.value.trim()) return wrong(text, say("empty-note"));
    words.hidden = true;
    await act.note(walk, text.value.trim());
    words.reset();
    return close(words);
  });
  words.querySelector("[data-away]").addEventListener("click", () => close(words));

  function open(one, key) {
    turn = key;
    form.hidden = words.hidden = true;
    one.hidden = false;
    one.scrollIntoView({ block: "start" });
    one.querySelector("textarea").focus({ preventScroll: true });
  }

  return {
    async open(key) {
      const before = await kit.get("kept", "walk-draft");
      if (before && before.turn === key && !form.elements.text.value && !files.length) {
        const blobs = await Promise.all(before.files.map(async (file) => ({ ...file, ...(await kit.get("files", file.id)), id: file.id })));
        files = before.files.filter((_file, n) => blobs[n].blob);
        form.elements.text.value = before.text;
        form.elements.settled.checked = before.settled;
        if (before.topic) form.elements.topic.value = before.topic;
        photos.show(blobs.filter(({ blob }) => blob));
      }
      open(form, key);
    },
    write: (key) => open(words, key),
  };
}
