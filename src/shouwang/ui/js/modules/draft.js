// What somebody typed is kept on this phone until it was sent, for a day at most.
// `{% draft "report" %}` in the form marks it; `data-draft-sent="report"` on the page that says thank you forgets it.

const DAY = 24 * 3600 * 1000;
const key = (name) => `draft:${name}`;

// Hidden: only what a change was begun from, so that a colleague's change meanwhile is noticed.
const kept = (field) =>
  field.name &&
  !field.disabled &&
  (field.type !== "hidden" || field.name.startsWith("base_")) &&
  !["file", "password", "submit", "button"].includes(field.type);

export function read(form) {
  const values = {};
  for (const field of form.elements) {
    if (!kept(field)) continue;
    if (field.type === "radio" || field.type === "checkbox") {
      if (field.checked) (values[field.name] = values[field.name] || []).push(field.value);
    } else if (field.value) values[field.name] = [field.value];
  }
  return values;
}

export function fill(form, values) {
  for (const field of form.elements) {
    if (!kept(field) || !values[field.name]) continue;
    if (field.type === "radio" || field.type === "checkbox") field.checked = values[field.name].includes(field.value);
    else field.value = values[field.name][0];
  }
}

function load(name) {
  try {
    const found = JSON.parse(localStorage.getItem(key(name)));
    return found && Date.now() - found.at < DAY ? found.values : null;
  } catch {
    return null; // private windows have no storage
  }
}

function keep(name, values) {
  try {
    localStorage.setItem(key(name), JSON.stringify({ at: Date.now(), values }));
  } catch {
    /* full or forbidden: then nothing is kept, the form still works */
  }
}

function forget(name) {
  try {
    localStorage.removeItem(key(name));
  } catch {
    /* same */
  }
}

function start(note) {
  const form = note.closest("form");
  const name = note.dataset.draft;
  const answered = form.querySelector("[aria-invalid]"); // the server's answer is newer than the draft
  const values = answered ? null : load(name);
  if (values && Object.keys(values).length) {
    fill(form, values);
    note.hidden = false;
  }
  note.querySelector("[data-forget]").addEventListener("click", () => {
    forget(name);
    form.reset();
    note.hidden = true;
  });
  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => keep(name, read(form)), 300);
  });
  form.addEventListener("submit", () => keep(name, read(form)));
}

export function drafts() {
  document.querySelectorAll("form [data-draft]").forEach(start);
  document.querySelectorAll("[data-draft-sent]").forEach((place) => forget(place.dataset.draftSent));
}
