// What one window or the worker changed, the others show at once.
const NAME = "field";
const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(NAME) : null;
const listeners = new Set();
const tell = (news) => news && listeners.forEach((act) => act(news));

export function announce(news) {
  tell(news);
  if (channel) channel.postMessage(news);
  else if (self.clients) self.clients.matchAll({ type: "window" }).then((open) => open.forEach((one) => one.postMessage(news)));
  else {
    try {
      localStorage.setItem(NAME, JSON.stringify({ ...news, at: Date.now() }));
    } catch {
      /* the other window learns it within a minute */
    }
  }
}

export function listen(act) {
  listeners.add(act);
}

if (channel) channel.addEventListener("message", ({ data }) => tell(data));
else if (typeof document === "object") {
  window.addEventListener("storage", ({ key, newValue }) => key === NAME && tell(JSON.parse(newValue)));
  if (navigator.serviceWorker) navigator.serviceWorker.addEventListener("message", ({ data }) => tell(data));
}
