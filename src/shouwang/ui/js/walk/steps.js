// Each press is kept at once, in one go with what is to be sent of it; the room learns it when there is a network. One
// after the other: a thumb presses twice, and what is read of the shift must be what the press before wrote.
import { uuid7 } from "../modules/uuid7.js";
import { say } from "../field/say.js";
import { staying } from "./records.js";

export function steps({ kit, kept }) {
  async function tell(walk, verb, { record, id = uuid7(), title, body = {}, at = new Date() }, ...along) {
    const entry = { id, kind: "walk", about: walk.turn, verb, title, body, at: at.getTime(), said_at: at.toISOString() };
    await kit.queue(entry, ...(record ? [["kept", "put", { ...record, at: Date.now() }]] : []), ...along);
  }
  const named = (walk, words) => [words, walk.name].filter(Boolean).join(" · ");

  async function leave(walk) {
    const record = await kept.of(walk.turn);
    const one = staying({ ...walk, record });
    if (!one) return;
    const at = new Date();
    const left = { ...one, left_at: at.toISOString() };
    // What only the room told is of another phone of theirs, or of this one before it forgot.
    const isHere = record.here.some(({ id }) => id === one.id);
    const here = isHere ? record.here.map((each) => (each === one ? left : each)) : [...record.here, left];
    const { id, place, way = "said", code = "", position = null, name } = one;
    const body = { id, place, way, code, position, arrived_at: one.at };
    await tell(walk, "leave", { record: { ...record, here }, title: named(walk, say("walk-left", { place: name })), body, at });
  }

  async function begin(walk) {
    const before = await kept.of(walk.turn);
    if (before.began_at) return;
    const at = new Date();
    const record = { ...before, began_at: at.toISOString(), ended_at: "" };
    await tell(walk, "begin", { record, title: named(walk, say("walk-begin")), at });
  }

  async function here(walk, { stop = "", place, name, way, code = "", position = null }) {
    const record = await kept.of(walk.turn);
    if (record.here.some((one) => !one.left_at && one.place === place && one.stop === stop)) return;
    await leave(walk); // nobody is at two places
    const [at, before, id] = [new Date(), await kept.of(walk.turn), uuid7()];
    const one = { id, stop, place, name, way, code, position, at: at.toISOString(), left_at: "", own: true };
    const next = { ...before, began_at: before.began_at || walk.began_at || one.at, here: [...before.here, one] };
    await tell(walk, "here", { record: next, id, title: named(walk, say("walk-here", { place: name })), body: { id, place, way, code, position }, at });
  }

  async function note(walk, { id, text }, ...along) {
    const before = await kept.of(walk.turn);
    const record = { ...before, notes: before.notes + 1 };
    await tell(walk, "note", { record, id, title: named(walk, say("walk-note")), body: { text } }, ...along);
  }

  async function found(walk, { id, isAgain, title, body, files }, ...along) {
    const [before, at] = [await kept.of(walk.turn), new Date()];
    const record = { ...before, findings: before.findings + (isAgain ? 0 : 1), at: Date.now() };
    const entry = { id, kind: "finding", about: walk.turn, title: named(walk, title), body, files };
    await kit.queue({ ...entry, at: at.getTime(), said_at: at.toISOString() }, ["kept", "put", record], ...along);
  }

  async function end(walk) {
    await leave(walk);
    const at = new Date();
    const record = { ...(await kept.of(walk.turn)), ended_at: at.toISOString() };
    await tell(walk, "end", { record, title: named(walk, say("walk-end")), at });
  }

  let last = Promise.resolve();
  function inTurn(act) {
    return (...given) => {
      const done = last.then(() => act(...given));
      last = done.catch(() => undefined);
      return done;
    };
  }
  const word = (walk, verb) => tell(walk, verb, { title: named(walk, say(`walk-${verb}`)) });
  const all = { say: word, leave, begin, here, note, found, end };
  return Object.fromEntries(Object.entries(all).map(([name, act]) => [name, inTurn(act)]));
}
