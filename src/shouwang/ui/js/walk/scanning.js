// The code or the tag at a place: scanned here, or opened by the phone's own camera. The camera runs from a press to
// the first code, and no picture of it is kept.
import { say } from "../field/say.js";
import { current } from "./records.js";

const ADDRESS = /\/field\/at\/([0-9a-z]{12})(?:\/|$)/;
const EVERY = 250;
export const codeOf = (text) => (ADDRESS.exec(text || "") || ["", ""])[1];

const canFilm = () => Boolean(window.isSecureContext && navigator.mediaDevices && navigator.mediaDevices.getUserMedia);
const hasTags = () => Boolean(window.isSecureContext && "NDEFReader" in window);

// The browser's own reader where it has one, else a small one that comes only now.
async function reader() {
  if ("BarcodeDetector" in window) {
    const kinds = await window.BarcodeDetector.getSupportedFormats().catch(() => []);
    if (kinds.includes("qr_code")) {
      const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
      return async (film) => (await detector.detect(film).catch(() => [])).map(({ rawValue }) => rawValue);
    }
  }
  const { read } = await import(document.body.dataset.scanScript);
  return async (film) => [read(film)];
}

async function marked(code) {
  if (!self.crypto || !crypto.subtle) return "";
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(code));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function scanning({ kit, section, act, now }) {
  const box = section.querySelector("[data-scan]");
  const film = box.querySelector("video");
  const line = box.querySelector("[data-scan-words]");
  let stream = null;
  let tags = null;
  const begin = box.querySelector("[data-scan-begin]");
  let turn = 0; // of the camera: what is granted after it was put away is not wanted any more
  let asked = null; // the code of a place before the shift was begun
  let waiting = null; // a code that was opened before the shifts were known

  function stop() {
    turn += 1;
    if (stream) stream.getTracks().forEach((track) => track.stop());
    if (tags) tags.abort();
    stream = tags = null;
    film.hidden = true;
  }
  const close = () => {
    stop();
    asked = null;
    box.hidden = true;
    kit.settled();
  };
  const tell = (words) => {
    asked = null;
    begin.hidden = true;
    box.hidden = false;
    line.textContent = words;
    box.scrollIntoView({ block: "center" });
  };

  async function placeOf(code) {
    const { places } = now().patrol;
    const mark = await marked(code);
    if (mark) return places.find((one) => one.mark === mark) || null;
    const answer = await kit.ask(`patrol/codes/${code}/`).catch(() => null);
    if (!answer) return { place: "", name: "" }; // neither reckoning nor network: the room will know which it is
    return answer.status === 200 ? places.find(({ place }) => place === answer.said.place) || null : null;
  }

  async function arrived(code, way) {
    if (!now()) {
      waiting = [code, way];
      return;
    }
    await noted(code, way);
    if (!asked) kit.settled();
  }

  async function noted(code, way) {
    const walk = current(now().walks);
    if (!walk) return tell(say("walk-code-no-shift"));
    const place = await placeOf(code);
    if (!place) return tell(say("walk-code-unknown"));
    if (walk.record.here.some((one) => one.place === place.place && !one.left_at && one.code === code)) return tell(say("walk-code-again", { place: place.name }));
    if (!walk.began_at) {
      tell(say("walk-code-begin", { place: place.name || say("walk-code-place") }));
      asked = { walk, place, code, way };
      begin.hidden = false;
      return undefined;
    }
    return note(walk, place, code, way);
  }

  async function note(walk, place, code, way) {
    const free = walk.stops.find((stop, n) => stop.place === place.place && !walk.visits[n]);
    await act.here(walk, { place: place.place, name: place.name, stop: free ? free.stop : "", way, code });
    return tell(say("walk-code-here", { place: place.name || say("walk-code-place") }));
  }

  async function look() {
    const mine = turn;
    const isOver = () => mine !== turn;
    try {
      const opened = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
      if (isOver()) {
        opened.getTracks().forEach((track) => track.stop());
        return;
      }
      stream = opened;
      film.srcObject = stream;
      film.hidden = false;
      await film.play();
      const read = await reader();
      while (!isOver()) {
        const [code] = (await read(film)).map(codeOf).filter(Boolean);
        if (code && !isOver()) {
          stop();
          await arrived(code, "code");
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, EVERY));
      }
    } catch {
      if (isOver()) return;
      stop();
      line.textContent = say("walk-no-camera");
    }
  }

  async function listen() {
    const own = new AbortController();
    const { signal } = own;
    tags = own;
    try {
      const nfc = new window.NDEFReader();
      nfc.onreading = ({ message }) => {
        const texts = [...message.records].map(({ data }) => new TextDecoder().decode(data));
        const [code] = texts.map((text) => codeOf(`/field/at/${text.split("/field/at/").pop()}`)).filter(Boolean);
        if (!code) return;
        stop();
        arrived(code, "tag");
      };
      await nfc.scan({ signal });
    } catch {
      if (tags === own) tags = null;
    }
  }

  box.querySelector("[data-scan-close]").addEventListener("click", close);
  begin.addEventListener("click", async () => {
    if (!asked) return;
    const { walk, place, code, way } = asked;
    asked = null;
    begin.hidden = true;
    await act.begin(walk);
    await note(walk, place, code, way);
    kit.settled();
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && stop());

  return {
    stop,
    open() {
      stop();
      tell(say(canFilm() ? "walk-scan" : "walk-scan-outside"));
      if (canFilm()) look();
      if (hasTags()) listen();
    },
    arrived,
    show() {
      if (!waiting) return;
      const [code, way] = waiting;
      waiting = null;
      arrived(code, way);
    },
  };
}
