// A quiz that a hall plays together. The page asks every second and a half what is on; an answer that does not get through
// is kept in this tab and sent again, so that who loses the network for a while loses no answer.

const EVERY = 1500;
const HEADERS = { "X-Quiz": "1" };

function memory(name) {
  return {
    get: () => sessionStorage.getItem(name),
    set: (words) => sessionStorage.setItem(name, words),
    clear: () => sessionStorage.removeItem(name),
  };
}

export function quiz() {
  const box = document.querySelector("[data-quiz]");
  if (!box) return;
  const kept = memory(`quiz:${location.pathname}`);
  const lost = document.querySelector("[data-quiz-lost]");
  let version = box.dataset.version;
  let isAsking = false;

  async function put(answer) {
    version = answer.headers.get("X-Quiz-Version") || version;
    box.innerHTML = await answer.text();
    document.dispatchEvent(new Event("quizchanged"));
  }

  async function send() {
    const body = new URLSearchParams(kept.get());
    const answer = await fetch(location.pathname, { method: "POST", body, headers: HEADERS, credentials: "same-origin" });
    if (answer.status === 429 || answer.status >= 500) throw new Error("later");
    kept.clear(); // it was read; 403: the page is too old, 404: the answers are counts already, and no other try would do
    if (answer.ok || answer.status === 422) await put(answer);
    else location.reload();
  }

  async function look() {
    const answer = await fetch(`${box.dataset.quiz}?v=${version}`, { credentials: "same-origin", cache: "no-store" });
    if (answer.status === 200) await put(answer);
    else if (answer.status === 404) location.reload();
  }

  async function beat() {
    if (isAsking) return;
    isAsking = true;
    try {
      await (kept.get() ? send() : look());
      lost.hidden = true;
    } catch {
      lost.hidden = false;
    } finally {
      isAsking = false;
    }
  }

  box.addEventListener("submit", (event) => {
    event.preventDefault();
    kept.set(new URLSearchParams(new FormData(event.target)).toString());
    event.target.querySelectorAll("input, select, button").forEach((part) => (part.disabled = true));
    beat();
  });
  setInterval(beat, EVERY);
}
