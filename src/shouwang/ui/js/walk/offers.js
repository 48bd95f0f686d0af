// Shifts with a free place, and places that others offer. Who is quicker is known by the room only, so these need a
// network, and it says at once why not.
import { NoNetwork } from "../field/ask.js";
import { copyOf, fill, say, swap, when } from "../field/say.js";

export function offers({ kit, section }) {
  const lists = { open: section.querySelector("[data-open-list]"), swaps: section.querySelector("[data-swap-list]") };
  const trouble = section.querySelector("[data-offer-trouble]");
  let before = "";

  const tell = (words, tone = "red") => {
    trouble.textContent = words;
    trouble.className = `notice ${tone}`;
    trouble.hidden = !words;
    if (words) trouble.scrollIntoView({ block: "center" });
  };

  async function take(path, button) {
    tell("");
    button.classList.add("busy");
    try {
      const { status, said } = await kit.ask(path, {});
      if (status === 200) tell(say("walk-taken"), "green");
      else tell((said && said.message) || say("invite-failed"));
    } catch (error) {
      if (!(error instanceof NoNetwork)) throw error;
      tell(say("walk-offline"));
    } finally {
      button.classList.remove("busy");
    }
    await kit.look();
  }

  function one(offer, path, isSwap) {
    const clock = new Date(offer.ends_at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    const element = fill(copyOf("offer"), {
      name: [offer.name, offer.at].filter(Boolean).join(" · "),
      when: `${when(offer.starts_at)}–${clock}`,
      free: isSwap ? say("walk-offered") : say("walk-free", { n: offer.free }),
      risky: offer.is_risky ? say("walk-risky") : "",
      against: offer.why_not,
      though: offer.though,
    });
    const button = element.querySelector("button");
    button.hidden = Boolean(offer.why_not);
    button.querySelector("span").textContent = say(isSwap ? "walk-take-over" : "walk-sign-up");
    button.addEventListener("click", () => take(path, button));
    return element;
  }

  return {
    show({ open, swaps }) {
      const drawn = JSON.stringify([open, swaps, document.documentElement.lang]);
      if (drawn === before) return;
      before = drawn;
      swap(lists.open, ...open.map((each) => one(each, `patrol/shifts/${each.shift}/take/`, false)));
      swap(lists.swaps, ...swaps.map((each) => one(each, `patrol/turns/${each.turn}/take/`, true)));
      section.querySelector("[data-offers]").hidden = !(open.length + swaps.length);
    },
  };
}
