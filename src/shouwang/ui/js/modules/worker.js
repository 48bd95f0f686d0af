// Registers the worker that shows our own words when there is no network. Without one, or over plain http, all works as before.

export function offlinePages() {
  const script = document.querySelector("script[data-worker]");
  if (!script || !navigator.serviceWorker || !window.isSecureContext) return;
  const register = () => navigator.serviceWorker.register(script.dataset.worker).catch(() => undefined);
  // What it brings along must not slow down the page somebody waits for.
  if (document.readyState === "complete") register();
  else window.addEventListener("load", register);
}
