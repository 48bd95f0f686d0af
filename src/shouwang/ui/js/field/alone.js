// One window, or the worker, sends at a time. Browsers without locks share a lease in the database.
import { uuid7 } from "../modules/uuid7.js";
import { update } from "./db.js";

const NAME = "field-sends";
const LEASE = 20 * 1000;
const me = uuid7();

async function lease(work) {
  const take = (found) => (!found || found.by === me || found.until < Date.now() ? { id: "lease", by: me, until: Date.now() + LEASE } : undefined);
  let mine;
  try {
    mine = await update("kept", "lease", take);
  } catch {
    return work(); // nothing can be kept here, so nobody else sees the same list
  }
  if (!mine) return false;
  const beat = setInterval(() => update("kept", "lease", take).catch(() => undefined), LEASE / 4);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await update("kept", "lease", (found) => (found && found.by === me ? { ...found, until: 0 } : undefined)).catch(() => undefined);
  }
}

// What `work` gives back; false when somebody else is at it.
export function alone(work) {
  return navigator.locks ? navigator.locks.request(NAME, work) : lease(work);
}
