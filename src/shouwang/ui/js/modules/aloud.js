// Reads what a button names aloud in the language of the page; where the phone has no such voice, nothing is offered.
const language = () => (document.documentElement.lang === "en" ? "en" : "zh");

const voice = () => speechSynthesis.getVoices().find((one) => one.lang.toLowerCase().startsWith(language()));

function show() {
  const none = !voice();
  document.querySelectorAll("button[data-aloud]").forEach((button) => (button.hidden = none));
}

function changed() {
  speechSynthesis.cancel();
  show();
}

function read(button) {
  const place = button.querySelector("span");
  const before = place.textContent;
  const parts = document.querySelectorAll(button.dataset.aloud);
  const said = new SpeechSynthesisUtterance([...parts].map((part) => part.textContent.trim()).join("\n"));
  said.voice = voice();
  said.lang = said.voice.lang;
  said.rate = 0.9;
  said.onend = said.onerror = () => (place.textContent = before);
  place.textContent = button.dataset.stop;
  speechSynthesis.speak(said);
}

export function aloud() {
  if (!("speechSynthesis" in window)) return;
  show();
  // Some browsers know their voices only later.
  speechSynthesis.addEventListener?.("voiceschanged", show);
  // Another question, on the phone or on the screen: what was said about the last one ends.
  document.addEventListener("quizchanged", changed);
  document.addEventListener("htmx:oobAfterSwap", changed);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-aloud]");
    if (!button || !voice()) return;
    const wasReading = speechSynthesis.speaking;
    speechSynthesis.cancel();
    if (!wasReading) read(button);
  });
}
