// The page's own sentences, written by the server into a template, and times as people say them.

export function say(name, values = {}) {
  const line = document.querySelector("template[data-words]").content.querySelector(`[data-name="${name}"]`);
  return Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), line.textContent);
}

const day = (at) => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();

export function when(moment) {
  const at = new Date(moment);
  const { lang } = document.documentElement;
  const time = at.toLocaleTimeString(lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const days = Math.round((day(new Date()) - day(at)) / 86400000);
  if (days === 0) return say("today", { time });
  if (days === 1) return say("yesterday", { time });
  return `${at.toLocaleDateString(lang, { month: "long", day: "numeric" })} ${time}`;
}

// A copy of the page's template `name`; `fill` puts words into what is marked data-…, and hides what has none.
export function copyOf(name) {
  return document.querySelector(`template[data-${name}]`).content.firstElementChild.cloneNode(true);
}

export function fill(element, values) {
  Object.entries(values).forEach(([name, words]) => {
    const place = element.querySelector(`[data-${name}]`);
    place.textContent = words || "";
    place.hidden = !words;
  });
  return element;
}

// A button that asks once more before it deletes.
export function twice(button, act) {
  const words = button.querySelector("span");
  const before = words.textContent;
  const calm = () => {
    delete button.dataset.asked;
    words.textContent = before;
  };
  button.addEventListener("blur", calm);
  button.addEventListener("click", () => {
    if ("asked" in button.dataset) {
      calm();
      act();
      return;
    }
    button.dataset.asked = "";
    words.textContent = button.dataset.sure;
  });
}

// Element.replaceChildren, which Safari has since 14.
export function swap(place, ...children) {
  place.textContent = "";
  place.append(...children);
}
