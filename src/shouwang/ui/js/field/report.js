// The form of a new report. It is kept while it is written, photos and voice too; sent off, it moves to the list.
import { fill as fillIn, read } from "../modules/fields.js";
import { uuid7 } from "../modules/uuid7.js";
import { voice } from "../modules/voice.js";
import { right, wrong } from "../modules/wrong.js";
import { change, get } from "./db.js";
import { pictures } from "./pictures.js";
import { add, entries } from "./queue.js";
import { say, twice } from "./say.js";
import { farOff, where } from "./where.js";

const PAUSE = 200;
const WHERE = 200; // letters the room takes
const ALMOST = 0.9; // of the letters there is room for: from here on they are counted aloud
const letters = (text) => (text.length > 100000 ? text.length : Array.from(text).length);

export const draftOf = ({ id, values, position, files, went, isMany }) => ({
  id: "draft",
  report: id,
  values,
  position,
  files,
  went,
  isMany,
});

// What was chosen anew after it had left, in words: of a report that has arrived only words can be added.
export function added({ body, went, title }, places) {
  const place = places.find(({ id }) => id === body.place && id !== went.place);
  const { position } = body;
  const isElsewhere = position && JSON.stringify(position) !== JSON.stringify(went.position);
  return [
    body.topic === went.topic ? "" : title,
    body.urgent && !went.urgent ? say("urgent") : "",
    place ? place.name : "",
    isElsewhere ? say("position-at", { at: `${position.latitude}, ${position.longitude}` }) : "",
  ].filter(Boolean);
}

export function report({ facts, sentOff, kept }) {
  const form = document.querySelector("form[data-report]");
  const text = form.elements.text;
  const spoken = form.elements.voice;
  const count = form.querySelector("[data-letters]");
  const anew = form.querySelector("[data-anew]");
  let id = uuid7();
  let files = [];
  let went = null; // how it left before it was taken back, if it did
  let isMany = false; // and whether it left in more than one wording
  let timer = 0;
  let held = null; // the recording that lies in the input
  let isRestoring = false;
  let isTyped = false; // in this window, since it was shown

  const limits = () => facts().limits;
  const place = where(form, { facts, changed: () => put().then(follow) });
  const photos = pictures(form, { limits, take, drop });

  async function take(field, file) {
    const one = { id: uuid7(), field, name: file.name, size: file.size, type: file.type };
    await change(["files", "put", { id: one.id, blob: file }]);
    files.push(one);
    await put();
    kept();
    return { ...one, blob: file };
  }
  async function drop({ id: gone }) {
    files = files.filter((file) => file.id !== gone);
    await change(["files", "delete", gone]);
    await put();
  }

  const topic = () => form.querySelector("input[name=topic]:checked");
  const isEmpty = () => !Object.keys(read(form)).length && !files.length && !place.position;
  const record = () => ({ id: "draft", report: id, values: read(form), position: place.position, files, went, isMany });
  function put() {
    clearTimeout(timer);
    return isEmpty() ? change(["kept", "delete", "draft"]) : change(["kept", "put", record()]);
  }
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(put, PAUSE);
  };

  // What the choices mean for the rest of the page: ring first, always urgent, letters left, nobody to ask back.
  function follow() {
    anew.hidden = isEmpty();
    const chosen = topic();
    const number = chosen ? chosen.dataset.call : "";
    form.querySelectorAll("[data-first]").forEach((box) => (box.hidden = box.dataset.first !== number));
    const isUrgent = Boolean(chosen && "urgent" in chosen.dataset);
    form.querySelector("[data-always]").hidden = !isUrgent;
    form.querySelector("[data-choose-urgent]").hidden = isUrgent;
    const isNameless = form.elements.anonymous.checked;
    form.querySelector("[data-nobody]").hidden = !isNameless;
    form.querySelector("[data-tells]").hidden = !(isNameless && place.position);
    form.querySelector("[data-perhaps-named]").hidden = !(isNameless && went && !went.anonymous);
    const most = limits().letters;
    const n = letters(text.value);
    count.textContent = n > ALMOST * most ? say("letters", { n: n.toLocaleString(), most: most.toLocaleString() }) : "";
  }

  async function hear() {
    const file = spoken.files[0] || null;
    if (file === held) return;
    held = file;
    const before = files.find(({ field }) => field === "voice");
    if (before) await drop(before);
    if (file && file.size > limits().bytes) wrong(spoken, say("voice-large"));
    else if (file) await take("voice", file);
  }
  let hearing = Promise.resolve();
  const listenIn = () => isRestoring || (hearing = hearing.then(hear));
  const canRecord = () => "ready" in form.querySelector("[data-voice]").dataset;

  async function showFiles() {
    const blobs = await Promise.all(files.map(async (file) => ({ ...file, ...(await get("files", file.id)), id: file.id })));
    files = files.filter((file, n) => blobs[n].blob);
    photos.show(blobs.filter(({ field, blob }) => field === "photos" && blob));
    const recording = blobs.find(({ field, blob }) => field === "voice" && blob);
    const restored = recording ? [new File([recording.blob], recording.name, { type: recording.type })] : [];
    isRestoring = true;
    if (canRecord()) spoken.dispatchEvent(new CustomEvent("restore", { detail: restored }));
    isRestoring = false;
    held = spoken.files[0] || null;
  }

  // Sent off in the middle of a word: what was said so far goes along.
  async function stopSpeaking() {
    const button = form.querySelector("[data-record].on");
    if (!button) return;
    const done = new Promise((resolve) => {
      spoken.addEventListener("chosen", resolve, { once: true });
      setTimeout(resolve, 1500);
    });
    button.click();
    await done;
  }

  async function show(draft) {
    isTyped = false;
    form.reset();
    [text, spoken, form.elements.where, form.querySelector("input[name=topic]"), form.querySelector("[data-pictures]")].forEach(right);
    id = draft ? draft.report : uuid7();
    files = draft ? draft.files : [];
    went = (draft && draft.went) || null;
    isMany = Boolean(draft && draft.isMany);
    if (draft) fillIn(form, draft.values);
    place.show(draft && draft.position);
    await showFiles();
    follow();
  }

  function complain() {
    const n = letters(text.value);
    const most = limits().letters;
    if (!topic()) wrong(form.querySelector("input[name=topic]"), say("no-topic"));
    else if (n > most) wrong(text, say("long", { n: n.toLocaleString(), most: most.toLocaleString() }));
    else if (!text.value.trim() && !files.length) wrong(text, say("empty"));
    else if (letters(form.elements.where.value) > WHERE) wrong(form.elements.where, say("where-long"));
    else return false;
    return true;
  }

  // Asked once: a position that can't be right is left out by the room, and words say where as well.
  let warned = "";
  function warn() {
    const { elements } = form;
    const n = farOff(facts(), place.position);
    if (!n || elements.where.value.trim() || elements.place.value || warned === id) return false;
    warned = id;
    wrong(elements.where, say("far-where", { n: n.toLocaleString() }));
    return true;
  }

  let isSending = false; // a thumb presses twice
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await stopSpeaking();
    await photos.ready();
    await hearing;
    if (isSending || complain() || warn()) return;
    isSending = true;
    const chosen = topic();
    const now = new Date();
    const entry = {
      id,
      kind: "report",
      title: chosen.dataset.title,
      at: now.getTime(),
      said_at: now.toISOString(),
      body: {
        topic: chosen.value,
        text: text.value.trim(),
        where: form.elements.where.value.trim(),
        place: form.elements.place.value,
        position: place.position,
        urgent: "urgent" in chosen.dataset || form.elements.urgent.checked,
        anonymous: form.elements.anonymous.checked,
      },
      values: read(form),
      position: place.position,
      files,
      went,
      isMany,
    };
    clearTimeout(timer);
    try {
      await add(entry, ["kept", "delete", "draft"]);
      await show(null);
    } finally {
      isSending = false;
    }
    sentOff(entry);
  });

  form.querySelector("[data-tells] button").addEventListener("click", () => {
    place.leave();
    form.elements.anonymous.focus();
  });
  twice(anew, async () => {
    clearTimeout(timer);
    await change(["kept", "delete", "draft"], ...files.map((file) => ["files", "delete", file.id]));
    await show(null);
    form.querySelector("input[name=topic]").focus();
  });
  form.addEventListener("input", () => (isTyped = true));
  form.addEventListener("input", soon);
  form.addEventListener("input", follow);
  form.addEventListener("change", (event) => {
    follow();
    if (event.target.type === "file") return;
    if (event.target.name === "topic") {
      right(form.querySelector("input[name=topic]"));
    }
    put();
  });
  spoken.addEventListener("chosen", listenIn);
  spoken.addEventListener("change", () => canRecord() || listenIn());
  voice(form);

  return {
    begin: async () => show(await get("kept", "draft")),
    show,
    isEmpty,
    follow,
    offer: place.offer,
    // Another window sent this very report off.
    async isGone() {
      const all = await entries();
      const sent = all.find((entry) => entry.id === id);
      if (!sent || isSending) return;
      if (isTyped && JSON.stringify(sent.values) !== JSON.stringify(read(form))) {
        id = uuid7(); // what was typed in this window is another report: it stays, as one of its own
        went = null;
        isMany = false;
        files = files.filter((file) => !sent.files.some((one) => one.id === file.id)); // they go with the other one
        await showFiles();
        await put();
        return;
      }
      const ids = all.map((entry) => entry.id);
      const draft = await get("kept", "draft");
      await show(draft && !ids.includes(draft.report) ? draft : null);
    },
  };
}
