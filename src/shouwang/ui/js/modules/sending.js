// Sending one form, with what becomes of it at its button: how far it is, that it waits for a network, that it arrived.
import { filesOf } from "./phone.js";
import { Offline, Refused, sendAhead, stopAhead } from "./pieces.js";

const AGAIN = 60 * 1000;
const FORBIDDEN = 403;

const warn = (event) => {
  event.preventDefault();
  event.returnValue = "";
};

// A page that was open for long, or came from this phone, has old tokens: take those of a fresh one.
async function renew(form) {
  const page = await fetch(window.location.pathname, { credentials: "same-origin", cache: "no-store" });
  const fresh = new DOMParser().parseFromString(await page.text(), "text/html").querySelector(`form[data-keep]`);
  if (!fresh) return false;
  ["uploads", "photosTicket", "voiceTicket"].forEach((name) => (form.dataset[name] = fresh.dataset[name] || ""));
  const token = (one) => one.elements.csrfmiddlewaretoken;
  if (token(form) && token(fresh)) token(form).value = token(fresh).value;
  return true;
}

export function sending(form, keep, say, { refused, answered }) {
  const find = (name) => form.querySelector(`[data-${name}]`);
  const line = find("going");
  const bar = find("progress");
  const unsent = find("unsent");
  const buttons = [find("forward"), find("back")].filter(Boolean);
  let busy = false;
  let left = false;
  let isLast = true; // the press that sends it off, not one that only asks for the next page
  let again = 0;

  const tell = (words, percent = null) => {
    line.textContent = words;
    bar.hidden = percent === null;
    bar.value = percent || 0;
  };
  const lock = (on) => {
    busy = on;
    buttons[0].classList.toggle("busy", on);
    buttons.forEach((button) => button.setAttribute("aria-disabled", String(on)));
  };
  const why = (reason) => {
    unsent.hidden = !reason;
    const had = document.activeElement === buttons[0];
    buttons[0].hidden = Boolean(reason); // the one button then is in the card
    if (reason && had) unsent.querySelector("[data-again]").focus({ preventScroll: true });
    unsent.querySelectorAll("[data-why]").forEach((one) => (one.hidden = one.dataset.why !== reason));
  };
  const calm = () => {
    clearTimeout(again);
    why("");
    window.removeEventListener("beforeunload", warn);
  };

  async function wait(reason) {
    tell("");
    why(reason);
    again = setTimeout(send, AGAIN);
    unsent.scrollIntoView({ block: "center" });
    if (await keep.put()) return;
    why("fragile");
    window.addEventListener("beforeunload", warn);
  }

  async function post(signal) {
    tell(say("sending"));
    const ask = () =>
      fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin", signal });
    const answer = await ask();
    return answer.status === FORBIDDEN && (await renew(form)) ? ask() : answer;
  }

  async function go(signal) {
    const files = filesOf(form);
    const references = await sendAhead(files, form.dataset, ({ field, number }, percent) => {
      if (!signal.aborted) tell(say(field, { n: number, p: percent }), percent);
    });
    if (signal.aborted) throw new Offline();
    keep.carry(files, references);
    return post(signal);
  }

  async function arrived(answer) {
    if (answer.status >= 500) return wait("server");
    if (!answer.redirected) {
      await keep.wait(false);
      tell("");
      return answered(await answer.text());
    }
    left = true;
    tell(say("sent"), 100);
    window.removeEventListener("beforeunload", warn);
    await keep.forget();
    window.location.assign(answer.url);
    return undefined;
  }

  // The network may go while something is on its way; nobody should have to wait for a time-out to learn it.
  async function send() {
    if (busy || !form.isConnected) return;
    calm();
    lock(true);
    const stop = new AbortController();
    let cut = () => undefined;
    const torn = new Promise((resolve, reject) => (cut = () => reject(new Offline())));
    window.addEventListener("offline", cut);
    try {
      if (isLast) await keep.wait(true);
      await arrived(await Promise.race([go(stop.signal), torn]));
    } catch (error) {
      stop.abort();
      stopAhead();
      if (error instanceof Refused) {
        await keep.wait(false);
        tell("");
        refused(error);
      } else if (error instanceof Offline || error instanceof TypeError) wait("offline");
      else throw error;
    } finally {
      window.removeEventListener("offline", cut);
      lock(left);
    }
  }

  window.addEventListener("pageshow", (event) => event.persisted && left && window.location.reload());
  window.addEventListener("online", () => unsent.hidden || send());
  unsent.querySelector("[data-again]").addEventListener("click", send);
  return {
    send,
    ask() {
      isLast = false;
      return send().finally(() => (isLast = true));
    },
    // Somebody goes back to change it: then it is a draft again, and does not go out under their hands.
    hold() {
      calm();
      tell("");
      return keep.wait(false);
    },
    showWaiting: () => why("look"),
    get isBusy() {
      return busy;
    },
  };
}
