// What was found on the way, with photos. It is kept while it is written, for each shift by itself.
import { uuid7 } from "../modules/uuid7.js";
import { right, wrong } from "../modules/wrong.js";
import { pictures } from "../field/pictures.js";
import { say } from "../field/say.js";
import { draftName } from "../field/walks.js";
import { staying } from "./records.js";

const FRESH = { topic: "", text: "", settled: false, where: "", place: "", files: [], isAgain: false };

export function finding({ kit, section, act, now }) {
  const form = section.querySelector("form[data-finding]");
  const at = form.querySelector("[data-at]");
  const { topic, text, settled, where } = form.elements;
  let turn = "";
  let entry = ""; // what it will be in the list: sent twice it is one matter
  let isAgain = false;
  let place = "";
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

  const isEmpty = () => !text.value.trim() && !where.value.trim() && !files.length;
  const draft = () => ({
    id: draftName("finding", turn),
    at: Date.now(),
    entry,
    isAgain,
    topic: topic.value,
    text: text.value,
    settled: settled.checked,
    where: where.value,
    place,
    files,
  });
  const keep = () => kit.change(isEmpty() ? ["kept", "delete", draftName("finding", turn)] : ["kept", "put", draft()]);

  function showPlace() {
    const found = place && now() ? now().patrol.places.find((one) => one.place === place) : null;
    at.hidden = !found;
    at.querySelector("[data-at-words]").textContent = found ? say("walk-found-at", { place: found.name }) : "";
  }
  function close() {
    form.hidden = true;
    section.querySelector("h1").focus({ preventScroll: true });
  }
  async function fill(kept) {
    form.reset();
    [topic, text].forEach(right);
    ({ place, isAgain } = kept);
    entry = kept.entry || uuid7();
    const blobs = await Promise.all(kept.files.map(async (file) => ({ ...file, ...(await kit.get("files", file.id)), id: file.id })));
    files = kept.files.filter((_file, n) => blobs[n].blob);
    [text.value, where.value, settled.checked] = [kept.text, kept.where, kept.settled];
    if (kept.topic) topic.value = kept.topic;
    photos.show(blobs.filter(({ blob }) => blob));
    showPlace();
  }

  form.addEventListener("input", keep);
  at.querySelector("button").addEventListener("click", () => {
    place = "";
    showPlace();
    where.focus();
    keep();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await photos.ready();
    if (!turn || form.hidden) return undefined;
    if (!topic.value) return wrong(topic, say("no-topic"));
    if (!text.value.trim() && !files.length) return wrong(text, say("walk-found-empty"));
    const title = topic.selectedOptions[0].textContent;
    const body = { topic: topic.value, text: text.value.trim(), where: where.value.trim(), place, position: null, settled: settled.checked };
    form.hidden = true; // a thumb presses twice
    const walk = walkOf(turn) || { turn, name: "" };
    await act.found(walk, { id: entry, isAgain, title, body, files }, ["kept", "delete", draftName("finding", turn)]);
    turn = "";
    return close();
  });
  form.querySelector("[data-away]").addEventListener("click", close);

  return {
    async open(key, isOther = key !== turn) {
      turn = key;
      if (isOther) {
        const walk = walkOf(key);
        const stays = walk && staying(walk);
        await fill((await kit.get("kept", draftName("finding", key))) || { ...FRESH, place: stays ? stays.place : "" });
      }
      form.hidden = false;
      form.scrollIntoView({ block: "start" });
      text.focus({ preventScroll: true });
    },
    close: () => (form.hidden = true),
  };
}
