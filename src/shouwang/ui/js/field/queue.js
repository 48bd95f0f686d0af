// The list of what waits on this phone, oldest first. An entry: id (made here, UUIDv7), kind, state, body, files.
// States: waiting, sending, refused, arrived. The files' bytes lie apart, so that a change of state copies no photo.
import { uuid7 } from "../modules/uuid7.js";
import { announce } from "./channel.js";
import { all, change, get, isHereOnly, keepHere, update } from "./db.js";
import { doorName, isAtDoor } from "./walks.js";

const SHOWN = 30 * 24 * 3600 * 1000; // how long the number of what arrived stays here
const POSTING = 90 * 1000;

const changed = () => announce({ what: "queue" });
const rank = ({ kind, body }) => (kind === "sos" ? 0 : body && body.urgent ? 1 : 2);
const inOrder = (one, other) => rank(one) - rank(other) || (one.id < other.id ? -1 : 1);

export const isOpen = ({ state }) => state !== "arrived";
export const isWaiting = ({ state }) => state === "waiting" || state === "sending";
// Its words are on the way this very moment; an older mark is of a page that was closed then.
export const isLeaving = ({ posting }) => Boolean(posting) && Date.now() - posting < POSTING;

export const entries = async () => (await all("queue")).sort(inOrder);

// Whether this phone could keep it. If not, it goes out from the open page, and its draft stays until it has arrived.
async function put(entry, ...along) {
  const isWhole = !entry.files.some(({ id }) => isHereOnly("files", id));
  if (!isWhole) keepHere("queue", entry);
  const isKept = isWhole && (await change(["queue", "put", entry], ...along));
  changed();
  return isKept;
}

export const add = (entry, ...along) =>
  put({ at: Date.now(), said_at: new Date().toISOString(), state: "waiting", files: [], ...entry }, ...along);

const without = ({ files }) => files.map(({ id }) => ["files", "delete", id]);

export async function remove(id) {
  const entry = await get("queue", id);
  if (!entry || isLeaving(entry)) return false;
  await change(["queue", "delete", id], ...without(entry));
  changed();
  return true;
}

export async function again(id, isNew = false) {
  const entry = await get("queue", id);
  if (!entry || isLeaving(entry)) return;
  const next = { ...entry, state: "waiting", problem: null, next: 0, posting: 0 };
  if (isNew) await put({ ...next, id: uuid7(), went: null, isMany: false }, ["queue", "delete", id]);
  else await put(next);
}

// It had arrived as it was first: what was changed follows as more words to it, and files that are new as a report of
// their own. What the room has already is not sent again.
export async function amend(id, { added: more, alone: textOf }) {
  const entry = await get("queue", id);
  if (!entry || !isAmendable(entry)) return;
  const { went, isMany, body, problem, title } = entry;
  // Where it left in more than one wording nobody knows which arrived: said twice is better than lost.
  const said = [body.text, body.where].filter((words) => words && (isMany || ![went.text, went.where].includes(words)));
  const text = [...said, ...more(entry)].join("\n");
  const added = entry.files.filter((file) => !went.files.includes(file.id));
  const gone = entry.files.filter((file) => !added.includes(file)).map((file) => ["files", "delete", file.id]);
  const steps = [["queue", "delete", id], ...gone];
  const fresh = { at: Date.now(), state: "waiting", files: [], title };
  if (text) steps.push(["queue", "put", { ...fresh, id: uuid7(), kind: "words", about: id, body: { text } }]);
  if (added.length) {
    const alone = { ...body, text: textOf(problem.reference), where: body.where };
    steps.push(["queue", "put", { ...entry, ...fresh, id: uuid7(), body: alone, files: added, went: null, isMany: false, problem: null }]);
  }
  await change(...steps);
  changed();
}

export const isAmendable = ({ kind, problem, went, body }) =>
  kind === "report" && Boolean(problem && problem.code === "arrived" && problem.named && went) && !body.anonymous;

// One file was not to be had or not taken; what else was said need not wait for it.
export async function leaveOut(id, file) {
  const entry = await get("queue", id);
  if (!entry || isLeaving(entry)) return;
  const files = entry.files.filter((one) => one.id !== file);
  await put({ ...entry, files, state: "waiting", problem: null, next: 0, posting: 0 }, ["files", "delete", file]);
}

// Out of the list and back into the form, with the same id: what may have arrived already is not sent as another.
export async function takeBack(id, draftOf) {
  const entry = await get("queue", id);
  if (!entry || isLeaving(entry)) return null;
  await change(["kept", "put", draftOf(entry)], ["queue", "delete", id]);
  changed();
  return entry;
}

// The record as it is now, changed by `turn`; nothing when it was taken back or deleted meanwhile.
export async function mark(id, turn) {
  const next = await update("queue", id, (entry) => (entry && isWaiting(entry) ? turn(entry) : undefined)).catch(() => undefined);
  if (next) changed();
  return next;
}

// The room has it. Only the number stays, for whoever wants to look it up; words and files leave the phone.
export async function arrive(entry, { reference, code, notes }) {
  const { id, kind, title, at, body } = entry;
  const number = { id, kind, title, at, state: "arrived", reference, code, notes: notes || [], files: [], arrived: Date.now() };
  number.anonymous = Boolean(body.anonymous);
  await change(["queue", "put", number], ...without(entry), ...(await draftsOf(id)));
  changed();
}

// The room has it, and gives no number for it.
export async function pass(entry) {
  const { id, about } = entry;
  const door = isAtDoor(entry) ? [["kept", "put", { id: doorName(about), at: Date.now(), visit: id }]] : [];
  await change(["queue", "delete", id], ...door, ...(await draftsOf(id)));
}

// Of a phone too full for the list: there the draft stays until what was made of it has arrived.
async function draftsOf(id) {
  const drafts = (await all("kept")).filter(({ report, entry }) => report === id || entry === id);
  return drafts.map((draft) => ["kept", "delete", draft.id]);
}

export async function tidy() {
  const old = (await all("queue")).filter(({ state, arrived }) => state === "arrived" && Date.now() - arrived > SHOWN);
  if (old.length) await change(...old.map(({ id }) => ["queue", "delete", id]));
}
