// "My shift", for volunteers only: what it needs comes when the room first says that this is one, and the worker keeps
// it from then on.
import { announce } from "./channel.js";
import { get } from "./db.js";

const CODE = /^\/field\/at\/([0-9a-z]{12})\/$/;

export function shifts(kit) {
  const link = document.querySelector("[data-tabs] [data-walks]");
  const hint = document.querySelector("[data-walk-loading]");
  const code = (CODE.exec(window.location.pathname) || [])[1];
  let part = null;
  let loading = null;

  // A failed load of a module is remembered by the browser under its address, so the next try has another.
  let tries = 0;
  async function load() {
    const script = document.body.dataset.walkScript;
    const module = await import(tries ? `${script}?again=${tries}` : script);
    part = module.walking(kit);
    if (code) part.arrived(code);
    if (navigator.serviceWorker) navigator.serviceWorker.ready.then(({ active }) => active && active.postMessage({ what: "walks" }));
  }

  // Nobody is located or filmed by a phone that is not a volunteer's any more.
  function leave(isKnown) {
    if (part) part.stop();
    hint.hidden = document.querySelector("[data-walk]").hidden = true;
    if (!isKnown) return;
    if (code) kit.settled();
    if (window.location.hash === "#walk") window.location.hash = "new"; // a watcher at a place has nothing to note
  }

  return {
    // The phone's own camera opened the code at a place: then the page is about that.
    isAtPlace: Boolean(code),
    async show({ entries, state }) {
      const isVolunteer = Boolean(state && state.said.patrol);
      link.hidden = !isVolunteer;
      if (!isVolunteer) return leave(Boolean(state));
      const patrol = await get("kept", "patrol");
      if (!part && !loading) {
        loading = load()
          .catch(() => (tries += 1))
          .finally(() => {
            loading = null;
            if (part) announce({ what: "state" });
          });
      }
      hint.hidden = Boolean(part && patrol);
      document.querySelector("[data-walk]").hidden = !(part && patrol);
      if (part && patrol) await part.show({ entries, patrol: patrol.said });
      return undefined;
    },
    // A finding out of the list into its form again; false where the shifts are not there to be shown.
    mend: (turn) => part && part.mend(turn),
  };
}
