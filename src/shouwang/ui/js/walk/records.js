// What was done in a shift, by this phone and, as far as the room told, by others: the phone's own word comes first,
// because the room may not have it yet.
import { without } from "../field/walks.js";

const OLD = 3 * 24 * 3600 * 1000;
const key = (turn) => `walk-${turn}`;

export function records({ get, change, all }) {
  const fresh = (turn) => ({ id: key(turn), at: Date.now(), began_at: "", ended_at: "", here: [], findings: 0, notes: 0 });
  const of = async (turn) => (await get("kept", key(turn))) || fresh(turn);

  async function forget(turns) {
    const isKnown = (id) => turns.some((turn) => id.endsWith(turn));
    const steps = await without(all, ({ id, at }) => /^(walk|track)-/.test(id) && !isKnown(id) && Date.now() - at > OLD);
    if (steps.length) await change(...steps);
  }

  return {
    of,
    async all({ shifts, places }, entries) {
      const names = Object.fromEntries(places.map(({ place, name }) => [place, name]));
      await forget(shifts.map(({ turn }) => turn));
      return Promise.all(shifts.map(async (shift) => walk(shift, await of(shift.turn), entries, names)));
    },
  };
}

const SAYS = { yes: "taken", cannot: "gone", offer: "offered", keep: "taken" };

// A shift as it stands: what the room said, what this phone did, what waits of it.
function walk(shift, record, entries, names) {
  const queued = entries.filter(({ about }) => about === shift.turn);
  const word = queued.filter(({ verb, state }) => verb in SAYS && state !== "refused").pop();
  const told = shift.check_ins.filter(({ id }) => !record.here.some((one) => one.id === id));
  const here = [...told.map((one) => ({ ...one, name: names[one.place] || "" })), ...record.here];
  here.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return {
    ...shift,
    record,
    queued,
    state: word ? SAYS[word.verb] : shift.state,
    began_at: record.began_at || shift.began_at,
    ended_at: record.ended_at || shift.ended_at,
    ...visits(shift.stops, here),
  };
}

// Which check-in is of which stop: a place can be on the way twice. What was nowhere on the way stands apart;
// that another of the team was at a stop as well says nothing more.
function visits(stops, here) {
  const left = [...here];
  const take = (isOf) => {
    const at = left.findIndex(isOf);
    return at < 0 ? null : left.splice(at, 1)[0];
  };
  const sure = stops.map(({ stop }) => take((one) => one.stop === stop));
  const found = stops.map(({ place }, n) => sure[n] || take((one) => !one.stop && one.place === place));
  const isStop = ({ place }) => stops.some((stop) => stop.place === place);
  return { visits: found, besides: left.filter((one) => one.own || !isStop(one)) };
}

export const isOver = ({ ended_at, cancelled }) => Boolean(ended_at || cancelled);
export const EARLY = 2 * 3600 * 1000;
export const LATE = 6 * 3600 * 1000;

// The shift one is in, or that can be begun now.
export function current(walks) {
  const now = Date.now();
  const live = walks.filter((one) => !isOver(one) && one.state !== "gone" && Date.parse(one.ends_at) + LATE > now);
  return live.find(({ began_at }) => began_at) || live.find(({ starts_at }) => Date.parse(starts_at) - EARLY <= now) || null;
}

// The check-in one has not left yet: by this phone, else by what the room told of another phone of theirs.
export function staying({ record, visits: stops = [], besides = [] }) {
  const isOpen = (one) => Boolean(one) && !one.left_at;
  const isTold = (one) => isOpen(one) && one.own && !record.here.some(({ id }) => id === one.id);
  return record.here.find(isOpen) || [...stops, ...besides].find(isTold) || null;
}
