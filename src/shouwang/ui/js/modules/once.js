// A form marked data-once goes out once: a second press does nothing while the first is on its way.

const AGAIN_AFTER = 20000; // a lost network must not lock the form for good

function release(form) {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll(".busy")) {
    button.classList.remove("busy");
    button.removeAttribute("aria-disabled");
  }
}

export function sendingOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !("once" in form.dataset) || event.defaultPrevented) return;
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    form.dataset.sending = "1";
    // A form that answers with a file leaves its page as it is, so yesterday's error would stay.
    if ("file" in form.dataset) form.querySelectorAll(".errors, .error").forEach((error) => error.remove());
    const button = event.submitter || form.querySelector("button:not([type=button])");
    if (button) {
      button.classList.add("busy");
      button.setAttribute("aria-disabled", "true");
    }
    setTimeout(() => release(form), AGAIN_AFTER);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest && event.target.closest("form[data-once]");
    if (form) release(form);
  });
  // Coming back with the back button shows the page as it was left: with its form locked.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[data-once]").forEach(release);
  });
  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();
}
