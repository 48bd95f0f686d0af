// What the fields of a form hold, for what keeps typed words: `read` takes it out, `fill` puts it back.
// A field marked `data-unkept` holds what is written down nowhere: a secret, a number of a card.

// Hidden: only what a change was begun from, so that a colleague's change meanwhile is noticed.
const BEGUN_FROM = /^(base_.*|version|seen)$/;
const kept = (field) =>
  field.name &&
  !field.disabled &&
  !("unkept" in field.dataset) &&
  (field.type !== "hidden" || BEGUN_FROM.test(field.name)) &&
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
