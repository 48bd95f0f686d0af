// "My shift": walking a round or standing a post with the phone, also without a network. Only volunteers load it, and
// it gets from field.js what must be there once: the list of what waits, and the phone's own memory.
import { drawing } from "./walk/drawing.js";
import { finding } from "./walk/finding.js";
import { locating } from "./walk/locating.js";
import { noting } from "./walk/noting.js";
import { offers } from "./walk/offers.js";
import { records } from "./walk/records.js";
import { scanning } from "./walk/scanning.js";
import { steps } from "./walk/steps.js";

export function walking(kit) {
  const kept = records(kit);
  let shown = null; // the shifts, what was done in each, what waits
  const section = document.querySelector("[data-tab=walk]");
  const act = steps({ kit, kept, now: () => shown });
  const page = drawing({ section, act });
  const found = finding({ kit, section, act, now: () => shown });
  const words = noting({ kit, section, act, now: () => shown });
  const open = offers({ kit, section });
  const track = locating({ kit, section, now: () => shown });
  const scan = scanning({ kit, section, act, now: () => shown });
  const write = (one, other, ...which) => {
    other.close();
    return one.open(...which);
  };
  section.addEventListener("walk", ({ detail }) => {
    if (detail.verb === "finding") write(found, words, detail.turn);
    else if (detail.verb === "note") write(words, found, detail.turn);
    else if (detail.verb === "scan") scan.open();
    else if (detail.verb === "gpx") track.save(detail.turn);
  });

  return {
    async show({ entries, patrol }) {
      const mine = entries.filter(({ kind, state }) => ["walk", "finding", "unlocate"].includes(kind) && state !== "arrived");
      shown = { patrol, entries: mine, walks: await kept.all(patrol, mine) };
      page.show(shown);
      open.show(shown.patrol);
      scan.show(shown);
      await track.show(shown);
    },
    stop() {
      track.stop();
      scan.stop();
    },
    mend: (turn) => write(found, words, turn, true),
    arrived: (code) => scan.arrived(code, "code"),
  };
}
