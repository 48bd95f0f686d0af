// The keyboard at the desk. Letters come from the page (data-key, data-go); J, K, Enter, V walk the rows; ? shows all.
// The person may turn single letters off: voice control and shaky hands press them by mistake.

const OFF = "keys:off";
const typing = (element) =>
  element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) || element.closest(".maplibregl-map");

const seen = (element) => element.offsetParent !== null || getComputedStyle(element).position === "fixed";
const first = (selector) => [...document.querySelectorAll(selector)].find(seen);
const letter = (name, value) => first(`[data-${name}="${CSS.escape(value.toUpperCase())}"]`);

function isOff() {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
}

function press(element) {
  if (/^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName)) {
    element.focus();
    if (element.select) element.select();
  } else element.click();
}

function step(by) {
  const rows = [...document.querySelectorAll("[data-rows] > .row")].filter(seen);
  if (!rows.length) return;
  const now = rows.findIndex((row) => row.classList.contains("at"));
  const next = rows[now < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(now + by, 0), rows.length - 1)];
  rows.forEach((row) => row.classList.toggle("at", row === next));
  next.querySelector(".title").focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function list() {
  const template = document.getElementById("keys");
  if (!template || document.querySelector(".keys")) return;
  const before = document.activeElement;
  document.body.append(template.content.cloneNode(true));
  const dialog = document.querySelector(".keys");
  const off = dialog.querySelector("[data-keys-off]");
  off.checked = isOff();
  off.addEventListener("change", () => localStorage.setItem(OFF, off.checked ? "1" : "0"));
  const close = () => {
    dialog.remove();
    if (before) before.focus();
  };
  dialog.addEventListener("keydown", (event) => {
    const stops = [...dialog.querySelectorAll("input, button")];
    if (event.key === "Escape") close();
    else if (event.key === "Tab") {
      event.preventDefault();
      const at = stops.indexOf(document.activeElement) + (event.shiftKey ? -1 : 1);
      stops[(at + stops.length) % stops.length].focus();
    }
    event.stopPropagation();
  });
  dialog.querySelector("[data-close]").addEventListener("click", close);
  dialog.focus();
}

export function keyboard() {
  let going = 0;
  document.querySelectorAll("[data-keys-open]").forEach((button) => button.addEventListener("click", list));
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && typing(event.target)) event.target.blur();
    if (typing(event.target) || event.key.length !== 1) return;
    if (event.key === "?") return list();
    if (isOff()) return;
    const went = Date.now() - going < 1500;
    going = 0;
    const pressed = event.key.toLowerCase();
    // What the page itself offers under a letter goes before walking its rows: J joins where two reports stand side by side.
    let target = letter(went ? "go" : "key", pressed);
    if (target || went) going = 0;
    else if (pressed === "g") going = Date.now();
    else if (pressed === "j") step(1);
    else if (pressed === "k") step(-1);
    else if (pressed === "v") target = document.querySelector(".row.at .button");
    if (target) {
      event.preventDefault();
      press(target);
    }
  });
}
