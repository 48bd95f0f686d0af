// Reads a part of the page aloud with the phone's own voice; where it has none, nothing is offered.

export function aloud() {
  if (!window.speechSynthesis) return;
  document.querySelectorAll("button[data-aloud]").forEach((button) => {
    const place = button.querySelector("span");
    const before = place.textContent;
    const done = () => (place.textContent = before);
    button.hidden = false;
    button.addEventListener("click", () => {
      if (speechSynthesis.speaking) {
        speechSynthesis.cancel();
        done();
        return;
      }
      const parts = [...document.querySelectorAll(button.dataset.aloud)];
      const said = new SpeechSynthesisUtterance(parts.map((part) => part.textContent.trim()).join("。"));
      said.lang = (parts[0] && parts[0].lang) || document.documentElement.lang || "zh-CN";
      if (said.lang.startsWith("zh")) said.lang = "zh-CN";
      said.rate = 0.9;
      said.onend = said.onerror = done;
      place.textContent = button.dataset.stop;
      speechSynthesis.speak(said);
    });
  });
}
