// An error beside its field, as the server draws it: red, with a sign, read out with the field, and the field in focus.

const SIGN =
  '<svg class="icon icon-small" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><circle cx="12" cy="12" r="10"/>' +
  '<line x1="12" x2="12" y1="8" y2="12"/><line x1="12" x2="12.01" y1="16" y2="16"/></svg>';

const described = (input, ids) => {
  const kept = ids.filter(Boolean);
  if (kept.length) input.setAttribute("aria-describedby", kept.join(" "));
  else input.removeAttribute("aria-describedby");
};
const others = (input) => (input.getAttribute("aria-describedby") || "").split(" ").filter((id) => id !== `${input.id}-error`);

export function right(input) {
  const line = document.getElementById(`${input.id}-error`);
  if (!line) return;
  line.remove();
  described(input, others(input));
  input.removeAttribute("aria-invalid");
  input.closest(".field").classList.remove("wrong");
}

export function wrong(input, words) {
  right(input);
  const line = document.createElement("p");
  Object.assign(line, { className: "error", id: `${input.id}-error`, innerHTML: SIGN });
  line.setAttribute("role", "alert");
  line.append(Object.assign(document.createElement("span"), { textContent: words }));
  (input.closest(".photos-box, .voice-box, .cards") || input).before(line);
  input.closest(".field").classList.add("wrong");
  input.setAttribute("aria-invalid", "true");
  described(input, [line.id, ...others(input)]);
  const record = input.closest(".voice-box") && input.closest(".voice-box").querySelector("[data-record]:not([hidden])");
  (record || input).focus({ preventScroll: true });
  line.scrollIntoView({ block: "center" });
  input.addEventListener("input", () => right(input), { once: true });
}
