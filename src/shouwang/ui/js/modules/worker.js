// Registers the worker that shows our own words when there is no network. Without one, or over plain http, all works as before.

export function offlinePages() {
  const script = document.querySelector("script[data-worker]");
  if (!script || !navigator.serviceWorker || !window.isSecureContext) return;
  navigator.serviceWorker.register(script.dataset.worker).catch(() => undefined);
}
