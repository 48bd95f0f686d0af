// Joining a group with this phone: its key is told once and stays in the browser.
import { NoNetwork, ask } from "./ask.js";
import { all, change, get } from "./db.js";
import { say } from "./say.js";
import { isOfShifts, without } from "./walks.js";
import { right, wrong } from "../modules/wrong.js";

const KINDS = [[/MicroMessenger/, "WeChat"], [/Firefox|FxiOS/, "Firefox"], [/Edg/, "Edge"], [/Chrome|CriOS/, "Chrome"], [/Safari/, "Safari"]];
const PHONES = [[/iPhone/, "iPhone"], [/iPad/, "iPad"], [/HarmonyOS/, "HarmonyOS"], [/Android/, "Android"], [/Windows/, "Windows"], [/Mac/, "Mac"], [/Linux/, "Linux"]];

const OLD = ["off", "state", "codes", "joining"]; // of whoever held this phone before

// What the officer's list calls it, so that two phones of one person can be told apart.
function label() {
  const named = (list) => (list.find(([sign]) => sign.test(navigator.userAgent)) || ["", ""])[1];
  return [named(PHONES), named(KINDS)].filter(Boolean).join(" · ");
}

// Made before the room is asked and kept until it has answered: asking again with it joins nobody a second time.
async function nonceFor(secret) {
  const before = await get("kept", "joining");
  if (before && before.secret === secret) return before.nonce;
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const nonce = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  await change(["kept", "put", { id: "joining", secret, nonce }]);
  return nonce;
}

// The answer was lost, and by now the invitation is used up, perhaps by this very phone: it asks again as it did.
async function finishing(settle, places, tell) {
  const box = document.querySelector("[data-finish]");
  const begun = await get("kept", "joining");
  if (!box || !begun || !begun.said || begun.secret !== box.dataset.secret) return;
  box.hidden = false;
  box.querySelector("button").addEventListener("click", () =>
    ask(places, "", "join/", begun.said)
      .then((answer) => settle(answer, begun.said))
      .catch((error) => (error instanceof NoNetwork ? tell(say("join-offline")) : Promise.reject(error))),
  );
}

export async function joining(form, places) {
  const trouble = document.querySelector("[data-trouble]");
  const tell = (words) => {
    trouble.querySelector("p").textContent = words;
    trouble.hidden = !words;
    if (words) trouble.focus();
  };
  const held = await get("kept", "key");
  const before = document.querySelector("[data-enrolled]");
  if (held && before) {
    before.hidden = false;
    before.querySelector("[data-group]").textContent = [held.name, held.group].filter(Boolean).join(" · ");
  }
  if (!form) {
    await finishing(settle, places, tell);
    return;
  }
  let busy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { name, phone } = form.elements;
    if (busy) return;
    [name, phone].filter(Boolean).forEach(right);
    tell("");
    if (name && !name.value.trim()) return wrong(name, say("no-name"));
    busy = true;
    form.querySelector("button").classList.add("busy");
    try {
      const { secret } = form.dataset;
      const who = name ? { name: name.value.trim(), phone: phone.value.trim() } : {}; // a code of one's own: the room knows
      const said = { secret, ...who, label: label(), nonce: await nonceFor(secret) };
      await change(["kept", "put", { id: "joining", secret, nonce: said.nonce, said }]);
      await settle(await ask(places, "", "join/", said), said);
    } catch (error) {
      if (!(error instanceof NoNetwork)) throw error;
      tell(say("join-offline"));
    } finally {
      busy = false;
      form.querySelector("button").classList.remove("busy");
    }
    return undefined;
  });

  async function settle({ status, said }, sent) {
    const way = (form || document.querySelector("[data-finish]")).dataset;
    if (status === 201 && said.key) {
      const key = { id: "key", key: said.key, group: said.group, room: said.room, phone: way.phone, name: sent.name || "" };
      const old = [...OLD.map((id) => ["kept", "delete", id]), ...(await without(all, isOfShifts))];
      const isKept = await change(["kept", "put", key], ["kept", "put", { id: "welcome" }], ...old);
      if (!isKept) return tell(say("join-fragile"));
      if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => undefined);
      window.location.assign(way.next);
      return undefined;
    }
    if (status === 422 && said && form && form.elements[said.field]) return wrong(form.elements[said.field], said.message);
    return tell((said && said.message) || say("join-failed"));
  }
}
