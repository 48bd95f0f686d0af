// The cry for help: hold three seconds, let go to cancel, with a finger or with space and Enter. Whoever can't hold (a
// switch, a screen reader, a shaking hand) is asked instead. It goes into the list first, then out.
import { dialog } from "./dialog.js";
import { say } from "./say.js";

const HOLD = 3000;
const AROUND = 289; // of the ring, r = 46

export function sos({ begun, cry }) {
  const button = document.querySelector("[data-sos]");
  const ring = button.querySelector("[data-ring]");
  const shown = document.querySelector("[data-sos-holding]");
  const hint = document.querySelector("[data-sos-hint]");
  const box = document.querySelector("[data-sos-ask]");
  const question = dialog(box);
  let start = 0;
  let last = -1;
  let hiding = 0;

  const draw = () => {
    if (!start) return;
    const gone = Date.now() - start;
    ring.setAttribute("stroke-dasharray", `${(AROUND * Math.min(gone, HOLD)) / HOLD} ${AROUND}`);
    const left = Math.ceil((HOLD - gone) / 1000);
    if (left !== last && left > 0) {
      last = left;
      shown.textContent = say("sos-holding", { n: left });
    }
    if (gone >= HOLD) finish();
    else requestAnimationFrame(draw);
  };
  const reset = () => {
    start = 0;
    last = -1;
    ring.setAttribute("stroke-dasharray", `0 ${AROUND}`);
    shown.hidden = true;
    button.classList.remove("held");
  };
  const begin = () => {
    if (start) return;
    clearTimeout(hiding);
    hint.hidden = true;
    start = Date.now();
    shown.hidden = false;
    button.classList.add("held");
    begun();
    draw();
  };
  const release = () => {
    if (!start) return;
    reset();
    hint.hidden = false;
    hiding = setTimeout(() => (hint.hidden = true), 20000);
  };
  const finish = () => {
    reset();
    if (navigator.vibrate) navigator.vibrate([200, 100, 200]);
    cry();
  };
  const ask = () => {
    hint.hidden = true;
    begun();
    question.open();
  };
  const isKey = ({ key }) => key === " " || key === "Enter";

  button.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    if (button.setPointerCapture) button.setPointerCapture(event.pointerId);
    begin();
  });
  ["pointerup", "pointercancel", "blur"].forEach((name) => button.addEventListener(name, release));
  button.addEventListener("contextmenu", (event) => event.preventDefault());
  button.addEventListener("keydown", (event) => {
    if (!isKey(event)) return;
    event.preventDefault();
    if (!event.repeat) begin();
  });
  button.addEventListener("keyup", (event) => {
    if (!isKey(event)) return;
    event.preventDefault();
    release();
  });
  button.addEventListener("click", (event) => event.detail === 0 && !start && ask()); // a screen reader's press
  document.querySelector("[data-sos-unable]").addEventListener("click", ask);
  box.querySelector("[data-yes]").addEventListener("click", () => {
    question.close();
    cry();
  });
  box.querySelector("[data-no]").addEventListener("click", () => question.close());
}
