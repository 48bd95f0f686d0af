// A question that one answer to another makes needless: `data-unless="name:value"` is hidden once that is chosen, and until
// anything is. Without this it stands there, and its hint says for whom it is.

export function unless() {
  document.querySelectorAll("[data-unless]").forEach((question) => {
    const [name, value] = question.dataset.unless.split(":");
    const form = question.closest("form");
    const show = () => {
      const chosen = form.querySelector(`input[name="${name}"]:checked`);
      question.hidden = !chosen || chosen.value === value;
    };
    form.addEventListener("change", show);
    window.addEventListener("pageshow", show);
    show();
  });
}
