// Report, ask, suggest in two steps of one page, and add words to a matter; what can't be sent stays on the phone.
import { filesOf, keepOnPhone } from "./modules/phone.js";
import { photos } from "./modules/photos.js";
import { place } from "./modules/place.js";
import { sending } from "./modules/sending.js";
import { uuid7 } from "./modules/uuid7.js";
import { voice } from "./modules/voice.js";
import { wrong } from "./modules/wrong.js";

function words() {
  const lines = document.querySelector("template[data-words]").content;
  return (name, values = {}) =>
    Object.entries(values).reduce(
      (text, [key, value]) => text.replace(`{${key}}`, value),
      lines.querySelector(`[data-name="${name}"]`).textContent,
    );
}

// The server drew the page anew, with what is wrong or with the next step: it takes this one's place.
function take(html, form, keep) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const next = page.querySelector("main form[data-keep]");
  if (!next) {
    form.submit(); // something else altogether, a page that must be seen as it is
    return;
  }
  const main = document.adoptNode(page.querySelector("main"));
  document.querySelector("main").replaceWith(main);
  photos(main);
  voice(main);
  start(next).takeOver(keep);
  window.scrollTo(0, 0);
  const first = main.querySelector("[data-focus]") || main.querySelector("h1");
  if (!first.hasAttribute("tabindex")) first.tabIndex = -1;
  first.focus();
}

function complaint(form, say) {
  const { value, dataset } = form.elements.text;
  const most = Number(dataset.most);
  const count = value.length > 10 * most ? value.length : Array.from(value).length;
  if (count > most) return say("long", { n: count.toLocaleString(), most: most.toLocaleString() });
  const arrived = form.querySelector("[data-kept] input[name=kept]");
  const enough = "telling" in form.dataset ? filesOf(form).some(({ field }) => field === "voice") : filesOf(form).length;
  return value.trim() || enough || arrived ? "" : say("empty");
}

// The two steps, where there are two.
function steps(form, out) {
  const part = form.elements.part;
  const show = (shown) => {
    part.value = shown;
    form.querySelectorAll("[data-part]").forEach((section) => (section.hidden = section.dataset.part !== shown));
    document.querySelectorAll("[data-of]").forEach((element) => (element.hidden = element.dataset.of !== shown));
    window.scrollTo(0, 0);
    const first = form.querySelector(`[data-part="${shown}"] input:not([type=hidden]), [data-part="${shown}"] textarea`);
    if (first) first.focus({ preventScroll: true });
  };
  const back = () => {
    if (out.isBusy || !form.isConnected) return;
    out.hold();
    show("what");
  };
  form.querySelector("[data-back]").addEventListener("click", (event) => {
    event.preventDefault(); // old browsers don't tell which button sent the form
    back();
  });
  window.addEventListener("popstate", back);
  return { show, isLast: () => part.value === "who" };
}

function choosing(form) {
  const named = form.querySelector("[data-named]");
  if (!named) return () => undefined;
  const choose = () => {
    const chosen = form.querySelector("input[name=who]:checked");
    named.hidden = Boolean(chosen && chosen.value === "anonymous");
  };
  form.addEventListener("change", choose);
  choose();
  return choose;
}

async function bringBack(form, keep, out, step, say) {
  const found = await keep.restore();
  if (!found) return;
  const located = form.querySelector("[data-located]");
  if (located && found.position.latitude) located.textContent = say("located", { n: found.position.accuracy });
  if (!found.waiting) {
    form.querySelector("[data-restored]").hidden = false;
    return;
  }
  if (step) step.show("who");
  if (window.location.hash === "#look") out.showWaiting();
  else out.send();
}

function start(form) {
  const say = words();
  const keep = keepOnPhone(form);
  let step = null;
  const out = sending(form, keep, say, {
    refused({ message, input }) {
      if (step) step.show("what");
      wrong(input, message);
    },
    answered: (html) => take(html, form, keep),
  });
  step = form.elements.part ? steps(form, out) : null;
  const choose = choosing(form);

  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return; // photos are still being made smaller; they submit again
    event.preventDefault();
    if (out.isBusy) return;
    const lacks = complaint(form, say);
    if (lacks) {
      if (step) step.show("what");
      wrong(form.elements.text, lacks);
    } else if (!step || step.isLast()) out.send();
    else if (form.elements.position_answer) out.ask();
    else {
      window.history.pushState({ part: "who" }, "");
      step.show("who");
    }
  });
  form.querySelector("[data-forget]").addEventListener("click", async () => {
    await keep.anew();
    form.elements.key.value = uuid7();
    form.querySelector("[data-restored]").hidden = true;
    choose();
  });
  if (!("answered" in form.dataset)) {
    form.elements.key.value = uuid7();
    bringBack(form, keep, out, step, say).then(choose);
  }
  place(form, say);
  return keep;
}

document.querySelectorAll("form[data-keep]").forEach(start);
