// Speaking instead of typing: hold the button, or tap once to begin and once to stop. Without a microphone, or on a
// page that is not secure, the plain file input stays.
import { right, wrong } from "./wrong.js";

const TAP = 400;
const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

function start(place) {
  if (place.dataset.ready) return;
  place.dataset.ready = "1";
  const find = (name) => place.querySelector(`[data-${name}]`);
  const button = find("record");
  const player = find("play");
  const drop = find("drop");
  const status = find("status");
  const input = place.querySelector("input[type=file]");
  const longest = Number(input.dataset.seconds) || 60;
  let recorder = null;
  let wanted = false;
  let pressedAt = 0;

  button.hidden = false;
  find("pick").hidden = true;

  const look = (on) => {
    button.classList.toggle("on", on);
    button.setAttribute("aria-pressed", String(on));
    find("idle").hidden = on;
    find("busy").hidden = !on;
  };
  const begin = async () => {
    if (recorder) return;
    wanted = true;
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      status.textContent = place.dataset.denied;
      find("pick").hidden = false;
      return;
    }
    const type = TYPES.find((one) => MediaRecorder.isTypeSupported(one)) || "";
    const parts = [];
    const began = Date.now();
    recorder = new MediaRecorder(stream, type ? { mimeType: type, audioBitsPerSecond: 32000 } : {});
    const clock = setInterval(() => {
      const seconds = Math.floor((Date.now() - began) / 1000);
      find("time").textContent = `${seconds} / ${longest}`;
      if (seconds >= longest) stop();
    }, 250);
    recorder.ondataavailable = (event) => parts.push(event.data);
    recorder.onstop = () => {
      clearInterval(clock);
      stream.getTracks().forEach((track) => track.stop());
      find("time").textContent = "";
      look(false);
      keep(new Blob(parts, { type: (recorder.mimeType || "audio/webm").split(";")[0] }), Date.now() - began);
      recorder = null;
    };
    recorder.start();
    look(true);
    if (!wanted) stop();
  };
  const stop = () => {
    wanted = false;
    if (recorder && recorder.state !== "inactive") recorder.stop();
  };
  const keep = (blob, milliseconds) => {
    if (milliseconds < TAP || !blob.size) return;
    const ending = blob.type.includes("mp4") ? "m4a" : blob.type.includes("ogg") ? "ogg" : "webm";
    put([new File([blob], `voice.${ending}`, { type: blob.type })]);
    status.textContent = place.dataset.file.replace("{seconds}", Math.round(milliseconds / 1000));
  };
  const put = (files) => {
    const transfer = new DataTransfer();
    files.forEach((file) => transfer.items.add(file));
    input.files = transfer.files;
    player.hidden = drop.hidden = !files.length;
    if (files.length) player.src = URL.createObjectURL(files[0]);
    else player.removeAttribute("src");
    status.textContent = "";
    input.dispatchEvent(new Event("chosen", { bubbles: true }));
  };

  button.addEventListener("pointerdown", (event) => {
    if (recorder) return stop();
    pressedAt = Date.now();
    if (button.setPointerCapture) button.setPointerCapture(event.pointerId);
    begin();
  });
  button.addEventListener("pointerup", () => {
    if (pressedAt && Date.now() - pressedAt > TAP) stop(); // shorter was a tap: goes on until the next
    pressedAt = 0;
  });
  button.addEventListener("pointercancel", stop);
  button.addEventListener("contextmenu", (event) => event.preventDefault());
  button.addEventListener("click", (event) => {
    if (event.detail === 0) recorder ? stop() : begin(); // from the keyboard or a screen reader
  });
  drop.addEventListener("click", () => {
    put([]);
    button.focus();
  });
  input.addEventListener("change", () => {
    const [file] = input.files;
    const isSound = !file || !file.type || /^(audio|video)\//.test(file.type); // old recorders call theirs video, or nothing
    put(isSound && file ? [file] : []);
    if (isSound) right(input);
    else wrong(input, place.dataset.refused.replace("{name}", file.name));
  });
  input.addEventListener("restore", (event) => put(event.detail));
}

export function voice(root) {
  if (!navigator.mediaDevices || !window.MediaRecorder || typeof DataTransfer !== "function") return;
  root.querySelectorAll("[data-voice]").forEach(start);
}
