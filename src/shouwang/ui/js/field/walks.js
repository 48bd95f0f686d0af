// By which names this phone keeps what belongs to shifts and to visits, and how it goes again. No memory of its own: also the part
// for volunteers uses it, which comes later.
const OF_SHIFTS = /^(patrol$|walk-|track-)/;
export const isOfShifts = ({ id }) => OF_SHIFTS.test(id);

const OF_CARE = /^care(-|$)/;
export const isOfCare = ({ id }) => OF_CARE.test(id);

// That the room took a "nobody answered", until it tells the phone who knows.
export const doorName = (id) => `care-door-${id}`;
export const isAtDoor = ({ kind, body }) => kind === "visit" && body.outcome === "no_answer";

export const draftName = (kind, turn) => `walk-draft-${kind}-${turn}`;

// A finding of the list, back in its form: with the same id it is no second one.
export const draftOfFinding = ({ id, about, body, files }) => ({
  id: draftName("finding", about),
  at: Date.now(),
  entry: id,
  isAgain: true,
  topic: body.topic,
  text: body.text,
  settled: body.settled,
  where: body.where || "",
  place: body.place || "",
  files,
});

// The steps by which that goes, drafts together with their photos; what waits to go out keeps its own.
export async function without(all, isGone) {
  const waiting = new Set((await all("queue")).flatMap(({ files }) => (files || []).map(({ id }) => id)));
  const gone = (await all("kept")).filter(isGone);
  const files = gone.flatMap((one) => one.files || []).filter(({ id }) => !waiting.has(id));
  return [...gone.map(({ id }) => ["kept", "delete", id]), ...files.map(({ id }) => ["files", "delete", id])];
}
