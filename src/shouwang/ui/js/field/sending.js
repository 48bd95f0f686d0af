// Sends what waits, one after the other: a cry for help first, then what is urgent. Runs in a page and in the worker.
// An entry leaves the list only when the room has said that it has it; the same id sent twice is one matter.
import { alone } from "./alone.js";
import { NoNetwork, ask } from "./ask.js";
import { announce } from "./channel.js";
import { get } from "./db.js";
import { arrive, entries, isWaiting, mark, pass } from "./queue.js";
import { takenOff, ticket } from "./state.js";
import { FileRefused, Later, TicketOver, upload } from "./tus.js";

class Refused extends Error {
  constructor(problem) {
    super(problem.words);
    this.problem = problem;
  }
}

const REFUSED = [400, 404, 409, 422];

const MINUTE = 60 * 1000;

async function one(places, entry, file, sent) {
  const stored = await get("files", file.id);
  if (!stored) throw new Refused({ code: "lost", name: file.name, file: file.id });
  const remember = (values) =>
    mark(entry.id, (now) => ({ ...now, files: now.files.map((each) => (each.id === file.id ? { ...each, ...values } : each)) }));
  const way = (anew) => ({
    uploads: places.uploads,
    ticket: () => ticket(places, file.field, anew),
    save: (address) => remember({ address }),
    tell: (bytes) => sent(bytes),
  });
  try {
    const go = (anew) => upload(file, stored.blob, way(anew));
    const reference = await go(false).catch((error) => (error instanceof TicketOver ? go(true) : Promise.reject(error)));
    await remember({ reference });
  } catch (error) {
    if (error instanceof FileRefused) throw new Refused({ words: error.message, name: file.name, field: "files", file: file.id });
    throw error;
  }
}

async function sendFiles(places, entry) {
  const whole = entry.files.reduce((sum, { size }) => sum + size, 0) || 1;
  let before = 0;
  for (const file of entry.files) {
    const tell = async (bytes) => {
      announce({ what: "progress", id: entry.id, percent: Math.floor((100 * (before + bytes)) / whole) });
      await sendCries(places); // a cry for help waits for one piece at most
    };
    await tell(0);
    if (!file.reference) await one(places, entry, file, tell);
    before += file.size;
  }
}

function letter({ id, kind, about, verb, said_at, body, files }) {
  const times = { said_at, left_at: new Date().toISOString() };
  if (kind === "report") return ["reports/", { id, ...body, files: files.map(({ reference }) => reference), ...times }];
  if (kind === "sos") return ["sos/", { id, ...body, ...times }];
  if (kind === "call") return [`calls/${about}/${verb}/`, times];
  if (kind === "unlocate") return ["patrol/locating/", { agree: false }];
  if (kind === "read") return ["messages/read/", body];
  if (kind === "mistaken") return [`care/visits/${about}/mistaken/`, { id, ...times }];
  if (kind === "visit") return [`care/${about}/visits/`, { id, ...body, ...times }];
  // A step of a shift is told with the id of what it is about, where it is about something told before.
  if (kind === "walk") return [`patrol/turns/${about}/${verb}/`, { id, ...body, ...times }];
  if (kind === "finding") {
    return [`patrol/turns/${about}/finding/`, { id, ...body, files: files.map(({ reference }) => reference), ...times }];
  }
  return [`reports/${about}/${kind}/`, { id, ...body }];
}

const hasNumber = ({ kind }) => ["report", "sos", "finding"].includes(kind);
const isTaken = (entry, said) => !hasNumber(entry) || (said.id === entry.id && Boolean(said.reference));

// Too many of a kind for now: all of that kind wait, so that an answer to a call is not held up behind them.
async function pause(kind, how) {
  const same = (await entries()).filter((entry) => isWaiting(entry) && entry.kind === kind);
  for (const { id } of same) await mark(id, (now) => ({ ...now, ...how }));
}
const isHeldBack = (entry) => isWaiting(entry) && Boolean(entry.problem) && entry.next > Date.now();
export const isPaused = async () => (await entries()).some(isHeldBack);

async function settle(entry, { status, said, after }) {
  if (status < 300 && isTaken(entry, said)) {
    if (hasNumber(entry)) await arrive(entry, said);
    else await pass(entry);
    announce({ what: "arrived", id: entry.id, reference: said.reference || "" });
    return "";
  }
  if (status === 401 && said) {
    await takenOff(said.message || "");
    return "off";
  }
  if (status === 422 && said && said.field === "files" && entry.files.length && !entry.anew) {
    // The room forgot uploads that waited for long: they go up once more.
    await mark(entry.id, (now) => ({ ...now, anew: true, files: now.files.map(({ address, reference, ...file }) => file) }));
    return "again";
  }
  if (REFUSED.includes(status) && (said || status === 404)) {
    const { message = "", field = "", code = "taken", named, reference } = said || {};
    throw new Refused({ words: message, field, code: status === 409 ? code : "", named, reference });
  }
  if (status === 429) {
    await pause(entry.kind, { next: Date.now() + after * 1000, problem: { words: said && said.message } });
    return "pause";
  }
  return "server";
}

// How it left first: if it arrived and only the answer was lost, what was changed later is an addition to that.
const wentAs = ({ body, files }) => ({ ...body, files: files.map(({ id }) => id) });

async function deliver(places, key, entry) {
  await sendFiles(places, entry);
  // From here on it can't be taken back; before, it could be.
  const leaving = await mark(entry.id, (now) => ({
    ...now,
    posting: Date.now(),
    went: now.went || wentAs(now),
    isMany: now.isMany || Boolean(now.went && JSON.stringify(now.went) !== JSON.stringify(wentAs(now))),
  }));
  if (!leaving) return "";
  return settle(leaving, await ask(places, key, ...letter(leaving)));
}

// No file of it is taken just now: the others, and what has no file, go on meanwhile.
async function later({ id }) {
  await mark(id, (now) => ({ ...now, next: Date.now() + MINUTE, problem: { code: "later" } }));
  return "pause";
}

// "" or why it still waits: "network", "server", "off", "again", "pause".
async function attempt(places, key, entry) {
  const begun = await mark(entry.id, (now) => ({ ...now, state: "sending", posting: 0 }));
  if (!begun) return "";
  let why = "server";
  let problem;
  try {
    why = await deliver(places, key, begun);
  } catch (error) {
    if (error instanceof Refused) ({ problem } = error);
    else if (error instanceof TicketOver) why = await later(entry);
    else if (error instanceof NoNetwork) why = "network";
    else if (!(error instanceof Later)) throw error;
  }
  if (problem) why = "";
  const rest = problem ? { state: "refused", problem } : { state: "waiting" };
  await mark(entry.id, (now) => ({ ...now, posting: 0, tries: (now.tries || 0) + 1, ...rest }));
  return why;
}

const isDue = (entry, done) => isWaiting(entry) && !done.has(entry.id) && !(entry.next > Date.now());

// Without the lock: twice does no harm, for the id makes it one matter, and waiting may.
const crying = new Set();
export async function sendCries(places) {
  const held = await get("kept", "key");
  if (!held || (await get("kept", "off"))) return;
  const due = (await entries()).filter((entry) => entry.kind === "sos" && isDue(entry, crying));
  await Promise.all(due.map((entry) => cry(places, held.key, entry)));
}
async function cry(places, key, entry) {
  crying.add(entry.id);
  await attempt(places, key, entry).finally(() => crying.delete(entry.id));
}

// "" when nothing waits any more, else why; false when another window is at it.
export async function sendAll(places) {
  await sendCries(places);
  return alone(async () => {
    const held = await get("kept", "key");
    if (!held || (await get("kept", "off"))) return "off";
    const done = new Set();
    let left = "";
    for (;;) {
      const next = (await entries()).find((entry) => isDue(entry, done));
      if (!next) return left;
      const why = await attempt(places, held.key, next);
      if (why !== "again") done.add(next.id);
      if (["network", "off"].includes(why)) return why;
      if (why && why !== "again") left = why === "pause" ? "limit" : why;
    }
  });
}
