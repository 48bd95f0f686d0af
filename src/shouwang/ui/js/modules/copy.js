// Buttons that copy a code, hand words to another app of the telephone, or print the page.

async function toClipboard(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  // A room's PC is often reached by plain http, where the clipboard interface is closed.
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "unseen";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("not copied");
}

function say(button, words) {
  const place = button.querySelector("span") || button;
  const before = place.textContent;
  place.textContent = words;
  button.setAttribute("aria-live", "polite");
  setTimeout(() => (place.textContent = before), 2500);
}

// Only a telephone on https has where to hand them to; elsewhere they are copied.
function sharing() {
  document.querySelectorAll("button[data-share]").forEach((button) => (button.hidden = !navigator.share));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-share]");
    const words = button && document.querySelector(button.dataset.share);
    if (words) navigator.share({ text: words.textContent.trim() }).catch(() => undefined);
  });
}

export function copying() {
  sharing();
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy], [data-copy-from], [data-print]");
    if (!button) return;
    if ("print" in button.dataset) {
      window.print();
      return;
    }
    const source = button.dataset.copyFrom && document.querySelector(button.dataset.copyFrom);
    const text = source ? source.value || source.textContent.trim() : button.dataset.copy;
    try {
      await toClipboard(text);
      if (button.dataset.done) say(button, button.dataset.done);
    } catch {
      if (source) window.getSelection().selectAllChildren(source);
    }
  });
}
