// Signing on a white pad with a finger, a pen or the mouse. What is drawn goes as a small PNG in a hidden input.
// Without pointer events the words that say to sign on paper stay.
import { wrong } from "./wrong.js";

// The pad's own units, whatever its size on the screen: turning the telephone keeps what is drawn.
const WIDE = 600;
const HIGH = 300;
const INK = 5;
const MARGIN = 10;
const LITTLE = { way: 90, side: 40 };
const MOST = { width: 600, height: 240, text: 80000 }; // as ui/signatures.py takes it

const middle = (one, other) => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });

// One piece of a stroke, from the middle of the points before to the middle of those after: corners come out round.
function piece(context, points, number) {
  const last = points.length - 1;
  const from = number <= 1 ? points[0] : middle(points[number - 1], points[number]);
  const to = number >= last ? points[last] : middle(points[number], points[number + 1]);
  context.lineWidth = points[number].ink;
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.quadraticCurveTo(points[number].x, points[number].y, to.x, to.y);
  context.stroke();
}

function dot(context, { x, y, ink }) {
  context.beginPath();
  context.arc(x, y, ink * 0.6, 0, 2 * Math.PI);
  context.fill();
}

function draw(context, strokes) {
  context.lineCap = context.lineJoin = "round";
  for (const { image, box, points } of strokes) {
    if (image) context.drawImage(image, box.left, box.top, box.right - box.left, box.bottom - box.top);
    else if (points.length === 1) dot(context, points[0]);
    else for (let number = 1; number < points.length; number += 1) piece(context, points, number);
  }
}

function bounds(strokes) {
  const boxes = strokes.map(({ box, points }) => box || around(points));
  return {
    left: Math.max(0, Math.min(...boxes.map((box) => box.left)) - MARGIN),
    top: Math.max(0, Math.min(...boxes.map((box) => box.top)) - MARGIN),
    right: Math.min(WIDE, Math.max(...boxes.map((box) => box.right)) + MARGIN),
    bottom: Math.min(HIGH, Math.max(...boxes.map((box) => box.bottom)) + MARGIN),
  };
}

function around(points) {
  const [x, y] = [points.map((point) => point.x), points.map((point) => point.y)];
  return { left: Math.min(...x), top: Math.min(...y), right: Math.max(...x), bottom: Math.max(...y) };
}

function isLittle(strokes) {
  if (strokes.some((stroke) => stroke.image)) return false;
  const box = bounds(strokes);
  const side = Math.max(box.right - box.left, box.bottom - box.top) - 2 * MARGIN;
  const step = (points, number) => Math.hypot(points[number].x - points[number - 1].x, points[number].y - points[number - 1].y);
  const way = strokes.reduce((sum, { points }) => points.reduce((far, _, number) => far + (number && step(points, number)), sum), 0);
  return side < LITTLE.side || way < LITTLE.way;
}

// The ink alone, cropped, as large as is taken; smaller when it would weigh too much.
function picture(strokes) {
  const box = bounds(strokes);
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const canvas = document.createElement("canvas");
  let text = "";
  for (const most of [2, 1, 0.5]) {
    const scale = Math.min(most, MOST.width / width, MOST.height / height);
    canvas.width = Math.max(1, Math.floor(width * scale));
    canvas.height = Math.max(1, Math.floor(height * scale));
    const context = canvas.getContext("2d");
    context.setTransform(scale, 0, 0, scale, -box.left * scale, -box.top * scale);
    draw(context, strokes);
    text = canvas.toDataURL("image/png");
    if (text.length <= MOST.text) break;
  }
  return text;
}

function start(place) {
  if (place.dataset.ready) return;
  place.dataset.ready = "1";
  const find = (name) => place.querySelector(`[data-${name}]`);
  const canvas = place.querySelector("canvas");
  const input = place.querySelector("input[type=hidden]");
  const context = canvas.getContext("2d");
  let strokes = [];
  let points = null; // of the stroke that is being drawn
  let pointer = null;

  find("paper").hidden = true;
  find("pad").hidden = find("tools").hidden = false;

  const tell = () => {
    const words = !strokes.length ? place.dataset.empty : isLittle(strokes) ? place.dataset.little : place.dataset.there;
    find("told").textContent = words;
    const canUndo = strokes.length > 0;
    for (const button of [find("undo"), find("clear")]) button.setAttribute("aria-disabled", String(!canUndo));
  };
  const redraw = () => {
    const { width, height } = canvas.getBoundingClientRect();
    if (!width) return; // folded away; drawn when it opens
    const dense = window.devicePixelRatio || 1;
    canvas.width = Math.round(width * dense);
    canvas.height = Math.round(height * dense);
    context.setTransform(canvas.width / WIDE, 0, 0, canvas.height / HIGH, 0, 0);
    draw(context, points ? [...strokes, { points }] : strokes);
  };
  const changed = () => {
    input.value = strokes.length ? picture(strokes) : "";
    redraw();
    tell();
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    const within = (value, most) => Math.min(most, Math.max(0, value));
    const pressed = event.pointerType === "pen" && event.pressure ? 0.5 + event.pressure : 1;
    const x = within(((event.clientX - box.left) / box.width) * WIDE, WIDE);
    return { x, y: within(((event.clientY - box.top) / box.height) * HIGH, HIGH), ink: INK * pressed };
  };
  const end = (event) => {
    if (event.pointerId !== pointer) return;
    strokes.push({ points });
    points = pointer = null;
    changed();
  };

  canvas.addEventListener("pointerdown", (event) => {
    if (pointer !== null || event.button !== 0) return; // a second finger, or the palm of the hand
    event.preventDefault();
    pointer = event.pointerId;
    points = [at(event)];
    if (canvas.setPointerCapture) canvas.setPointerCapture(pointer);
    draw(context, [{ points }]);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    const moves = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
    for (const move of moves.length ? moves : [event]) {
      points.push(at(move));
      if (points.length > 2) piece(context, points, points.length - 2);
    }
  });
  ["pointerup", "pointercancel", "lostpointercapture"].forEach((name) => canvas.addEventListener(name, end));
  // WeChat on an iPhone pulls the whole page down with the finger, whatever the style says.
  ["touchstart", "touchmove"].forEach((name) =>
    canvas.addEventListener(name, (event) => event.cancelable && event.preventDefault(), { passive: false }),
  );
  canvas.addEventListener("contextmenu", (event) => event.preventDefault());

  find("undo").addEventListener("click", () => {
    strokes.pop();
    changed();
  });
  const clear = () => {
    strokes = [];
    changed();
  };
  find("clear").addEventListener("click", clear);

  window.addEventListener("resize", redraw);
  if (window.ResizeObserver) new ResizeObserver(redraw).observe(canvas);
  redraw();
  tell();
  if (input.value) bringBack();
  if (input.form) watchForm(input.form);

  // The form came back for a mistake elsewhere: what was drawn is put on the pad again.
  function bringBack() {
    const image = new Image();
    image.onload = () => {
      const [left, top] = [(WIDE - image.naturalWidth) / 2, (HIGH - image.naturalHeight) / 2];
      strokes.unshift({ image, box: { left, top, right: WIDE - left, bottom: HIGH - top } });
      redraw();
      tell();
    };
    image.onerror = clear;
    image.src = input.value;
  }

  function watchForm(form) {
    form.addEventListener("reset", clear);
    form.addEventListener("submit", (event) => {
      if (event.submitter && event.submitter.formNoValidate) return;
      const words = !strokes.length ? place.dataset.required : isLittle(strokes) ? place.dataset.little : "";
      if (!words) return;
      event.preventDefault();
      wrong(place.parentElement, words); // what the summary of mistakes leads to
    });
  }
}

export function signature(root) {
  if (!window.PointerEvent) return;
  root.querySelectorAll("[data-signature]").forEach(start);
}
