// Each press is kept at once, in one go with what is to be sent of it; the room learns it when there is a network.
import { uuid7 } from "../modules/uuid7.js";
import { say } from "../field/say.js";
import { staying } from "./records.js";

export function steps({ kit, kept }) {
  async function tell(walk, verb, { record, id = uuid7(), title, body = {}, at = new Date() }) {
    const entry = { id, kind: "walk", about: walk.turn, verb, title, body, at: at.getTime(), said_at: at.toISOString() };
    await kit.queue(entry, ...(record ? [["kept", "put", { ...record, at: Date.now() }]] : []));
  }
  const named = (walk, words) => `${words} · ${walk.name}`;

  async function leave(walk) {
    const record = await kept.of(walk.turn);
    const one = staying({ record });
    if (!one) return;
    const at = new Date();
    const here = record.here.map((each) => (each === one ? { ...each, left_at: at.toISOString() } : each));
    const { id, place, way, code, position, name } = one;
    const body = { id, place, way, code, position, arrived_at: one.at };
    await tell(walk, "leave", { record: { ...record, here }, title: named(walk, say("walk-left", { place: name })), body, at });
  }

  return {
    say: (walk, verb) => tell(walk, verb, { title: named(walk, say(`walk-${verb}`)) }),
    leave,
    async begin(walk) {
      const at = new Date();
      const record = { ...(await kept.of(walk.turn)), began_at: at.toISOString(), ended_at: "" };
      await tell(walk, "begin", { record, title: named(walk, say("walk-begin")), at });
    },
    async here(walk, { stop = "", place, name, way, code = "", position = null }) {
      await leave(walk); // nobody is at two places
      const [at, before, id] = [new Date(), await kept.of(walk.turn), uuid7()];
      const one = { id, stop, place, name, way, code, position, at: at.toISOString(), left_at: "", own: true };
      const record = { ...before, began_at: before.began_at || walk.began_at || one.at, here: [...before.here, one] };
      await tell(walk, "here", { record, id, title: named(walk, say("walk-here", { place: name })), body: { id, place, way, code, position }, at });
    },
    async note(walk, text) {
      const before = await kept.of(walk.turn);
      await tell(walk, "note", { record: { ...before, notes: before.notes + 1 }, title: named(walk, say("walk-note")), body: { text } });
    },
    async found(walk, { title, body, files }, ...along) {
      const [before, at] = [await kept.of(walk.turn), new Date()];
      const record = { ...before, findings: before.findings + 1, at: Date.now() };
      const entry = { id: uuid7(), kind: "finding", about: walk.turn, title: named(walk, title), body, files, at: at.getTime(), said_at: at.toISOString() };
      await kit.queue(entry, ["kept", "put", record], ...along);
    },
    async end(walk) {
      await leave(walk);
      const at = new Date();
      const record = { ...(await kept.of(walk.turn)), ended_at: at.toISOString() };
      await tell(walk, "end", { record, title: named(walk, say("walk-end")), at });
    },
  };
}
