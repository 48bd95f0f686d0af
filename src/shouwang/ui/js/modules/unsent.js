// On the first page and on the one without a network: what is still on this phone, to send, to look at, to delete.
import { all, forget } from "./store.js";

function when(at) {
  const parts = { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return new Date(at).toLocaleString(document.documentElement.lang, parts);
}

function line(record, box, draw) {
  const item = box.querySelector(`template[data-${record.waiting ? "waits" : "begun"}]`).content.cloneNode(true);
  item.querySelector("[data-title]").textContent = record.title;
  item.querySelector("[data-when]").textContent = when(record.at);
  const address = (mark) => record.address + mark;
  item.querySelectorAll("[data-send]").forEach((link) => (link.href = address("")));
  item.querySelectorAll("[data-look]").forEach((link) => (link.href = address("#look")));
  const button = item.querySelector("[data-delete]");
  button.addEventListener("click", async () => {
    if (!("asked" in button.dataset)) {
      button.dataset.asked = "";
      button.querySelector("span").textContent = button.dataset.sure;
      return;
    }
    await forget(record.name);
    draw();
  });
  return item;
}

async function fill(box) {
  const records = (await all()).sort((one, other) => Number(other.waiting) - Number(one.waiting) || one.at - other.at);
  const waits = records.filter((record) => record.waiting).length;
  const title = waits ? box.dataset.waits.replace("{n}", waits) : box.dataset.begun.replace("{n}", records.length);
  box.querySelector("[data-count]").textContent = title;
  box.querySelector("ul").replaceChildren(...records.map((record) => line(record, box, () => fill(box))));
  box.hidden = !records.length;
}

export function unsent() {
  const boxes = document.querySelectorAll("[data-on-this-phone]");
  const draw = () => boxes.forEach(fill);
  draw();
  // Coming back with the back button shows the page as it was left.
  if (boxes.length) window.addEventListener("pageshow", (event) => event.persisted && draw());
  document.querySelectorAll("[data-kept-sent]").forEach((place) => forget(place.dataset.keptSent));
}
