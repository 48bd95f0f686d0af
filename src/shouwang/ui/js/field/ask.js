// Asking the room, with the phone's key. Only an answer of the room's own counts: a Wi-Fi's login page is no network.
const LONGEST = 45 * 1000;

export class NoNetwork extends Error {}

export async function within(milliseconds, act) {
  if (navigator.onLine === false) throw new NoNetwork();
  const stop = new AbortController();
  const cut = () => stop.abort(); // nobody should have to wait for a time-out to learn it
  const timer = setTimeout(cut, milliseconds);
  self.addEventListener("offline", cut);
  try {
    return await act(stop.signal);
  } catch {
    throw new NoNetwork();
  } finally {
    clearTimeout(timer);
    self.removeEventListener("offline", cut);
  }
}

export async function ask(places, key, path, body = null) {
  const headers = { Accept: "application/json" };
  if (key) headers.Authorization = `Device ${key}`;
  if (body) headers["Content-Type"] = "application/json";
  const options = { method: body ? "POST" : "GET", headers, cache: "no-store", credentials: "same-origin", redirect: "error" };
  if (body) options.body = JSON.stringify(body);
  return within(LONGEST, async (signal) => {
    const answer = await fetch(places.api + path, { ...options, signal });
    const said = await answer.json().catch(() => null);
    if (answer.ok && !said) throw new NoNetwork();
    return { status: answer.status, said, after: Number(answer.headers.get("Retry-After")) || 60 };
  });
}
