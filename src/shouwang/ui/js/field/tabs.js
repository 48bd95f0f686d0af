// The parts of one page, by the address's #: the back button goes through them.
const NAMES = ["new", "mine", "news", "walk", "care"];

export function tabs(opened) {
  const links = [...document.querySelectorAll("[data-tabs] a")];
  const now = () => NAMES.find((name) => window.location.hash === `#${name}`) || NAMES[0];
  const show = (isMoved) => {
    const name = now();
    document.querySelectorAll("[data-tab]").forEach((section) => (section.hidden = section.dataset.tab !== name));
    links.forEach((link) => {
      if (link.hash === `#${name}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
    document.body.dataset.now = name;
    if (isMoved) {
      window.scrollTo(0, 0);
      document.querySelector(`[data-tab=${name}] h1`).focus({ preventScroll: true });
    }
    opened(name);
  };
  window.addEventListener("hashchange", () => show(true));
  show(false);
  return {
    now,
    open(name) {
      if (now() === name) show(true);
      else window.location.hash = name;
    },
    count(name, n) {
      const place = links.find((link) => link.hash === `#${name}`).querySelector("[data-count]");
      place.textContent = n || "";
      place.hidden = !n;
    },
  };
}
