// The line below the head that is always true: no network, off the list, sending, arrived.
import { isFragile } from "./db.js";
import { isWaiting } from "./queue.js";
import { say } from "./say.js";

const ARRIVED = 15 * 1000;

export function bar() {
  const element = document.querySelector("[data-bar]");
  const line = element.querySelector("[data-line]");
  const extra = element.querySelector("[data-extra]");
  const call = element.querySelector("[data-bar-call]");
  let shown = "";
  let until = 0;

  function put(tone, words, more = "", phone = "") {
    const all = [tone, words, more, phone].join("\n");
    if (all === shown) return;
    shown = all;
    element.className = `bar ${tone}`;
    element.hidden = !words;
    line.textContent = words;
    extra.textContent = more;
    extra.hidden = !more;
    call.hidden = !phone;
    if (phone) {
      call.href = `tel:${phone}`;
      call.querySelector("span").textContent = say("call-room", { phone });
    }
  }
  const unsent = (entries) => entries.filter((entry) => entry.state !== "arrived" && entry.kind !== "call");

  return {
    arrived(words) {
      put("green", words);
      until = Date.now() + ARRIVED;
    },
    show({ entries, why, off, room, isEnrolled }) {
      const open = unsent(entries);
      const n = open.length;
      const waiting = n ? say("n-waiting", { n }) : "";
      const refused = open.filter((entry) => !isWaiting(entry)).length;
      if (off) return put("red", n ? say("off-n", { n }) : say("off"), say("off-what"), room.phone);
      if (isFragile()) return put("red", say("fragile"));
      if (navigator.onLine === false || why === "network") return put("dark", say("offline"), waiting);
      if (!isEnrolled) return put("", "");
      if (refused) return put("red", say("n-refused", { n: refused }));
      if (open.some(({ state }) => state === "sending")) return put("blue", say("sending"), n > 1 ? waiting : "");
      if (n && why === "server") return put("amber", say("server"), waiting);
      if (n) return put("amber", waiting);
      if (Date.now() > until) put("", "");
      return undefined;
    },
  };
}
