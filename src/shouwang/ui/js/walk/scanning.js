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
  let waiting = null; // a code that was opened before the shifts were known

  function stop() {
    if (stream) stream.getTracks().forEach((track) => track.stop());
    if (tags) tags.abort();
    stream = tags = null;
    film.hidden = true;
  }
  const close = () => {
    stop();
    box.hidden = true;
  };
  const tell = (words) => {
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
    const walk = current(now().walks);
    if (!walk) return tell(say("walk-code-no-shift"));
    const place = await placeOf(code);
    if (!place) return tell(say("walk-code-unknown"));
    if (walk.record.here.some((one) => one.place === place.place && !one.left_at && one.code === code)) return tell(say("walk-code-again", { place: place.name }));
    const free = walk.stops.find((stop, n) => stop.place === place.place && !walk.visits[n]);
    await act.here(walk, { place: place.place, name: place.name, stop: free ? free.stop : "", way, code });
    return tell(say("walk-code-here", { place: place.name || say("walk-code-place") }));
  }

  async function look() {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
      film.srcObject = stream;
      film.hidden = false;
      await film.play();
      const read = await reader();
      while (stream) {
        const [code] = (await read(film)).map(codeOf).filter(Boolean);
        if (code && stream) {
          stop();
          await arrived(code, "code");
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, EVERY));
      }
    } catch {
      stop();
      line.textContent = say("walk-no-camera");
    }
  }

  async function listen() {
    tags = new AbortController();
    const { signal } = tags;
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
      tags = null;
    }
  }

  box.querySelector("[data-scan-close]").addEventListener("click", close);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && stop());

  return {
    open() {
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
