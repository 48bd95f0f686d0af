// Read aloud what a button names, in the language of the page; hidden where the browser has no such voice.

const language = () => (document.documentElement.lang === "en" ? "en" : "zh");

const voice = () => speechSynthesis.getVoices().find((one) => one.lang.toLowerCase().startsWith(language()));

function show() {
  const none = !voice();
  document.querySelectorAll("[data-aloud]").forEach((button) => (button.hidden = none));
}

function read(button) {
  speechSynthesis.cancel();
  const parts = document.querySelectorAll(button.dataset.aloud);
  const said = new SpeechSynthesisUtterance([...parts].map((part) => part.textContent.trim()).join("\n"));
  said.voice = voice();
  said.lang = said.voice.lang;
  said.rate = 0.9;
  speechSynthesis.speak(said);
}

export function readingAloud() {
  if (!("speechSynthesis" in window)) return;
  show();
  // Some browsers know their voices only later.
  speechSynthesis.addEventListener?.("voiceschanged", show);
  document.addEventListener("quizchanged", show);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-aloud]");
    if (button && voice()) read(button);
  });
}
