// What the room last said to this phone: its people, places, own reports, messages. Shown without a network too.
import { ask } from "./ask.js";
import { announce } from "./channel.js";
import { all, change, get } from "./db.js";
import { isOfCare, isOfShifts, without } from "./walks.js";

const YOUNG = 20 * 3600 * 1000; // tickets for files last a day

export const stored = async () => (await get("kept", "state")) || null;

// The room does not know this phone any more: what was written stays until somebody joins anew. Where people walk, and
// with whom, and whom they visit, is no more for this phone to keep.
export async function takenOff(words) {
  await change(["kept", "put", { id: "off", words }], ...(await without(all, (one) => isOfShifts(one) || isOfCare(one))));
  announce({ what: "state" });
}

// "" when there is news, else why there is none: "key", "off", "server". Throws NoNetwork.
export async function refresh(places) {
  const held = await get("kept", "key");
  if (!held) return "key";
  const { status, said } = await ask(places, held.key, "state/");
  if (status === 401 && said) {
    await takenOff(said.message || "");
    return "off";
  }
  if (status !== 200 || !said.me) return "server";
  const known = new Set(said.reports.map(({ id }) => id));
  const isShown = ({ id, state, notes }) => state === "arrived" && known.has(id) && !(notes && notes.length);
  const shown = (await all("queue")).filter(isShown);
  await change(
    ["kept", "put", { id: "state", at: Date.now(), said }],
    ["kept", "delete", "off"],
    ...shown.map(({ id }) => ["queue", "delete", id]),
  );
  await refreshShifts(places, held.key, said.patrol);
  await refreshCare(places, held.key, said.care);
  announce({ what: "state" });
  return "";
}

// A volunteer's shifts with all that is needed to walk them, when the room's mark says that they are others than before.
async function refreshShifts(places, key, mark) {
  const before = await get("kept", "patrol");
  if (!mark) {
    const steps = await without(all, isOfShifts);
    return steps.length && change(...steps);
  }
  const { lang } = self.document ? document.documentElement : before || {}; // the worker has no page of its own
  if (before && before.mark === mark && before.lang === lang) return undefined;
  const { status, said } = await ask(places, key, "patrol/");
  if (status !== 200 || !said.shifts) return undefined;
  const isTakenBack = (await all("queue")).some(({ kind, state }) => kind === "unlocate" && state !== "arrived"); // not told yet
  const shown = { ...said, locating: said.locating && !isTakenBack };
  return change(["kept", "put", { id: "patrol", at: Date.now(), mark, lang, said: shown }]);
}

// Whom a helper visits, when the room's mark says that something is others than before; nothing once they help nowhere.
async function refreshCare(places, key, mark) {
  const before = await get("kept", "care");
  if (!mark) {
    const steps = await without(all, isOfCare);
    return steps.length && change(...steps);
  }
  const { lang } = self.document ? document.documentElement : before || {}; // the worker has no page of its own
  if (before && before.mark === mark && before.lang === lang) return undefined;
  const { status, said } = await ask(places, key, "care/");
  if (status !== 200 || !said.cases) return undefined;
  return change(["kept", "put", { id: "care", at: Date.now(), mark, lang, said }]);
}

// Whether the room has news for the phone, in a few bytes. Throws NoNetwork.
export async function isNews(places) {
  const [held, found] = [await get("kept", "key"), await stored()];
  if (!held || !found || (await get("kept", "off"))) return false;
  const { status, said } = await ask(places, held.key, "news/");
  return status === 401 || (status === 200 && said.mark !== found.said.mark);
}

// A ticket for photos or voice; `anew` when the one before was refused.
export async function ticket(places, field, anew) {
  let found = await stored();
  if (anew || !found || Date.now() - found.at > YOUNG) {
    await refresh(places);
    found = await stored();
  }
  return found ? found.said.tickets[field] : "";
}
