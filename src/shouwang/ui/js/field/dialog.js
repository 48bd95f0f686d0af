// A dialog of our own: <dialog> came to Safari with 15.4.
export function dialog(element) {
  let before = null;
  const stops = () => [...element.querySelectorAll("button, a")].filter((one) => one.offsetParent);
  const close = () => {
    element.hidden = true;
    if (before && before.focus) before.focus();
  };
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close();
    } else if (event.key === "Tab") {
      event.preventDefault();
      const all = stops();
      const at = all.indexOf(document.activeElement) + (event.shiftKey ? -1 : 1);
      all[(at + all.length) % all.length].focus();
    }
  });
  return {
    open() {
      before = document.activeElement;
      element.hidden = false;
      stops()[0].focus({ preventScroll: true });
      element.scrollTop = 0;
    },
    close,
  };
}
