// Report, ask, suggest: two steps in one page; what can't be sent stays on the phone and goes out when it can.
import { Offline, Refused, sendAhead } from "./modules/pieces.js";
import { place } from "./modules/place.js";
import { uuid7 } from "./modules/uuid7.js";

const DAY = 24 * 3600 * 1000;
const AGAIN = 60 * 1000;

function words() {
  const lines = document.querySelector("template[data-words]").content;
  return (name, values = {}) =>
    Object.entries(values).reduce(
      (text, [key, value]) => text.replace(`{${key}}`, value),
      lines.querySelector(`[data-name="${name}"]`).textContent,
    );
}

// The key of something that may have arrived although no answer came back: the next try must carry the same one.
const pending = {
  read(name) {
    try {
      const found = JSON.parse(localStorage.getItem(`key:${name}`));
      return found && Date.now() - found.at < DAY ? found.key : "";
    } catch {
      return "";
    }
  },
  keep(name, key) {
    try {
      localStorage.setItem(`key:${name}`, JSON.stringify({ key, at: Date.now() }));
    } catch {
      /* a private window keeps nothing; the page still holds the key */
    }
  },
  forget(name) {
    try {
      localStorage.removeItem(`key:${name}`);
    } catch {
      /* same */
    }
  },
};

function start(form) {
  const say = words();
  const name = form.dataset.key;
  const status = form.querySelector("[data-status]");
  const unsent = document.querySelector("[data-unsent]");
  const forward = form.querySelector("[data-forward]");
  const part = form.elements.part;
  let busy = false;
  let waiting = 0;

  if (!("answered" in form.dataset)) form.elements.key.value = pending.read(name) || uuid7();

  const show = (shown) => {
    part.value = shown;
    form.querySelectorAll("[data-part]").forEach((section) => (section.hidden = section.dataset.part !== shown));
    document.querySelectorAll("[data-of]").forEach((element) => (element.hidden = element.dataset.of !== shown));
    status.textContent = "";
    window.scrollTo(0, 0);
    const first = form.querySelector(`[data-part="${shown}"] input:not([type=hidden]), [data-part="${shown}"] textarea`);
    if (first) first.focus({ preventScroll: true });
  };

  const filesOf = () =>
    ["voice", "photos"].flatMap((field) => Array.from(form.elements[field] ? form.elements[field].files : []));

  const complaint = () => {
    const text = form.elements.text.value;
    const most = Number(form.elements.text.dataset.most);
    const count = text.length > 10 * most ? text.length : Array.from(text).length;
    if (count > most) return say("long", { n: count.toLocaleString(), most: most.toLocaleString() });
    const voice = form.elements.voice.files.length || form.querySelector("[data-kept] input[name=kept]");
    return text.trim() || voice ? "" : say("empty");
  };

  const lock = (on) => {
    busy = on;
    forward.classList.toggle("busy", on);
    forward.setAttribute("aria-disabled", String(on));
  };

  const warn = (event) => {
    event.preventDefault();
    event.returnValue = "";
  };

  const wait = (why) => {
    pending.keep(name, form.elements.key.value);
    unsent.hidden = false;
    unsent.querySelectorAll("[data-why]").forEach((line) => (line.hidden = line.dataset.why !== why));
    status.textContent = "";
    window.addEventListener("beforeunload", warn);
    clearTimeout(waiting);
    waiting = setTimeout(send, AGAIN);
    unsent.scrollIntoView({ block: "start" });
  };

  // The server wants something else of the person: let it show its page.
  const hand = () => {
    window.removeEventListener("beforeunload", warn);
    pending.forget(name);
    form.submit();
  };

  // What has arrived travels as a reference; the file itself stays behind.
  const carry = (files, references) => {
    const place = form.querySelector("[data-kept]");
    references.filter(Boolean).forEach((reference) => {
      if (place.querySelector(`input[value="${reference}"]`)) return;
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name: "kept", value: reference });
      place.append(input);
    });
    if (references.length && references.every(Boolean))
      ["voice", "photos"].forEach((field) => form.elements[field] && (form.elements[field].value = ""));
  };

  async function send() {
    if (busy) return;
    lock(true);
    clearTimeout(waiting);
    try {
      const files = filesOf();
      const references = await sendAhead(files, form.dataset.uploads, form.dataset.ticket, (n, all) => {
        status.textContent = say("file", { n, all });
      });
      carry(files, references);
      status.textContent = say("sending");
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin" });
      if (answer.status >= 500) return wait("server");
      if (!answer.ok || !answer.redirected) return hand();
      window.removeEventListener("beforeunload", warn);
      pending.forget(name);
      window.location.assign(answer.url);
      return undefined;
    } catch (error) {
      if (error instanceof Refused) {
        show("what");
        status.textContent = `${say("refused")} ${error.message}`;
        status.scrollIntoView({ block: "center" });
      } else if (error instanceof Offline || error instanceof TypeError) wait("offline");
      else throw error;
      return undefined;
    } finally {
      lock(false);
    }
  }

  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return; // photos are still being made smaller; they submit again
    event.preventDefault();
    if (busy) return;
    if (event.submitter && event.submitter.name === "back") {
      show("what");
      return;
    }
    const wrong = complaint();
    if (wrong) {
      show("what");
      status.textContent = wrong;
      form.elements.text.focus();
    } else if (part.value === "what" && !form.elements.position_answer) {
      window.history.pushState({ part: "who" }, "");
      show("who");
    } else if (part.value === "what") hand();
    else send();
  });
  form.querySelector("[data-back]").addEventListener("click", (event) => {
    event.preventDefault(); // old browsers don't tell which button sent the form
    show("what");
  });
  window.addEventListener("popstate", () => show("what"));
  window.addEventListener("online", () => unsent.hidden || send());
  unsent.querySelector("[data-again]").addEventListener("click", send);
  const forget = form.querySelector("[data-forget]");
  if (forget) forget.addEventListener("click", () => (form.elements.key.value = uuid7()));

  const named = form.querySelector("[data-named]");
  const choose = () => {
    const chosen = form.querySelector("input[name=who]:checked");
    named.hidden = Boolean(chosen && chosen.value === "anonymous");
  };
  form.addEventListener("change", choose);
  choose();
  place(form, say);
}

document.querySelectorAll("form[data-telling]").forEach(start);
