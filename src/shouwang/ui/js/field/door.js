// At a door where nobody answers: asked once before it goes out, then what to do there, who knows, and the way back.
import { dialog } from "./dialog.js";
import { say, twice } from "./say.js";
import { doorName } from "./walks.js";

const LONG = 2 * 3600 * 1000; // by then the room has told how it stands

// Whether it waits here still, how the search stands by the room's word, or that it left a moment ago; null without one.
export async function doorOf(one, told, held, get) {
  const waiting = told.filter(({ about, body, state }) => about === one.id && body.outcome === "no_answer" && state !== "refused").pop();
  if (waiting) return { waiting };
  const kept = await get("kept", doorName(one.id));
  const seen = told.some(({ about, body, state }) => about === one.id && ["well", "needs"].includes(body.outcome) && state !== "refused");
  if (seen) return null; // waits to go out, and ends it
  if (one.search) return { search: one.search };
  return kept && kept.at > held.at && Date.now() - kept.at < LONG ? { just: kept } : null;
}

const wordsOf = ({ waiting, search, isTaken }) => {
  if (waiting) return say("door-waits");
  if (!search) return say("door-arrived");
  if (search.is_mistaken || isTaken) return say("door-mistaken");
  return search.told || say("door-untold");
};

// Fills the card's red part. `mistaken` takes it back, or tells the room that it was a slip.
export function atDoor(place, door, { phone, mistaken }) {
  place.hidden = !door;
  if (!door) return;
  const isSlip = door.isTaken || Boolean(door.search && door.search.is_mistaken);
  const isTheirs = Boolean(door.waiting || door.just || door.search.visit);
  place.querySelector("[data-door-head]").textContent = say(isSlip ? "title-mistaken" : isTheirs ? "door-here" : "door-others");
  place.querySelectorAll("[data-door-do]").forEach((one) => (one.hidden = isSlip));
  place.querySelector("[data-door-told]").textContent = wordsOf(door);
  const ring = place.querySelector("[data-door-room]");
  ring.hidden = !phone;
  ring.href = `tel:${phone}`;
  const slip = place.querySelector("[data-mistaken]");
  const visit = door.search ? door.search.visit : (door.just || {}).visit;
  slip.hidden = door.isTaken || !(door.waiting || visit);
  twice(slip, () => mistaken(door.waiting, visit));
}

// In big words, once; the answer is what was pressed.
export function asking() {
  const box = document.querySelector("[data-care-ask]");
  const question = dialog(box);
  let answer = () => undefined;
  box.querySelector("[data-care-yes]").addEventListener("click", () => {
    question.close();
    answer();
  });
  box.querySelector("[data-care-no]").addEventListener("click", () => question.close());
  return (name, act) => {
    answer = act;
    box.querySelector("[data-name]").textContent = name;
    question.open();
  };
}
