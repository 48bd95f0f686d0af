// One form and its record on this phone: what was typed, chosen and spoken is kept while it is done, and put back.
import { fill, read } from "./fields.js";
import { forget, keep, load } from "./store.js";

export const FILES = ["voice", "photos"];
const POSITION = ["latitude", "longitude", "accuracy"];
const PAUSE = 300;

const inputs = (form) => FILES.map((field) => form.elements[field]).filter((input) => input && input.files);
export const filesOf = (form) =>
  inputs(form).flatMap((input) =>
    Array.from(input.files).map((file, n) => ({ field: input.name, file, number: n + 1, input })),
  );

// photos.js and voice.js show what an input holds; where they don't run, an input can only be emptied.
function putFiles(input, files) {
  if (!files.length) input.value = "";
  input.dispatchEvent(new CustomEvent("restore", { detail: files }));
}

export function keepOnPhone(form) {
  const { keep: name, title } = form.dataset;
  const ahead = new Map(); // reference → what has arrived already: the page no longer holds the file itself
  let waiting = false;
  let gone = false;
  let timer = 0;

  const dropped = (reference) => {
    const input = form.querySelector(`[data-kept] input[type=checkbox][value="${reference}"]`);
    return Boolean(input && input.checked);
  };
  const files = () => {
    const arrived = [...ahead].filter(([reference]) => !dropped(reference)).map(([, one]) => one);
    const found = { voice: [], photos: [] };
    [...arrived, ...filesOf(form)].forEach(({ field, file }) => found[field].push(file));
    return found;
  };
  const position = () =>
    Object.fromEntries(POSITION.filter((field) => form.elements[field]).map((field) => [field, form.elements[field].value]));

  const put = async () => {
    clearTimeout(timer);
    if (gone || !form.isConnected) return true;
    // Its address opens a matter: only what could not be sent may leave it on the phone.
    if (!waiting && "keepUnsent" in form.dataset) return forget(name);
    const record = { name, title, address: window.location.pathname, at: Date.now(), waiting };
    Object.assign(record, { key: form.elements.key.value, values: read(form), position: position(), files: files() });
    const nothing = !Object.keys(record.values).length && !record.files.voice.length && !record.files.photos.length;
    if (nothing && !waiting) return forget(name);
    return keep(record);
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(put, PAUSE);
  };
  form.addEventListener("input", soon);
  form.addEventListener("chosen", put);

  return {
    put,
    // From now on it is not a draft but something that was sent off; the answer says whether this phone could keep it.
    wait(on) {
      waiting = on;
      return put();
    },
    forget() {
      gone = true;
      clearTimeout(timer);
      return forget(name);
    },
    // Empty the form for something new.
    async anew() {
      await forget(name);
      waiting = false;
      ahead.clear();
      form.reset();
      POSITION.forEach((field) => form.elements[field] && (form.elements[field].value = ""));
      inputs(form).forEach((input) => putFiles(input, []));
    },
    async restore() {
      const found = await load(name);
      if (!found) return null;
      form.elements.key.value = found.key;
      waiting = found.waiting;
      fill(form, found.values);
      Object.entries(found.position || {}).forEach(([field, value]) => (form.elements[field].value = value));
      inputs(form).forEach((input) => {
        const files = found.files[input.name] || [];
        if (files.length) putFiles(input, files);
      });
      return found;
    },
    // What has arrived travels as a reference; the file itself stays behind.
    carry(sent, references) {
      const place = form.querySelector("[data-kept]");
      references.forEach((reference, n) => {
        if (!reference || place.querySelector(`input[value="${reference}"]`)) return;
        ahead.set(reference, sent[n]);
        place.append(Object.assign(document.createElement("input"), { type: "hidden", name: "kept", value: reference }));
      });
      const left = sent.filter((one, n) => !references[n]);
      inputs(form).forEach((input) => putFiles(input, left.filter(({ field }) => field === input.name).map(({ file }) => file)));
    },
    // The same form as the server drew it anew holds the references; what they stand for goes along.
    takeOver(other) {
      other.ahead.forEach((one, reference) => ahead.set(reference, one));
    },
    ahead,
  };
}
