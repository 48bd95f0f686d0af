// The way as a drawing of its own: it needs no network and no map, north is up.
import { metres } from "../field/where.js";

const NS = "http://www.w3.org/2000/svg";
const [WIDE, HIGH, EDGE] = [320, 220, 22];
const make = (name, values, text = "") => {
  const element = document.createElementNS(NS, name);
  Object.entries(values).forEach(([key, value]) => element.setAttribute(key, value));
  element.textContent = text;
  return element;
};

const point = ([longitude, latitude]) => ({ longitude, latitude });

// How far the whole way is, in metres.
export const lengthOf = (way) =>
  way.slice(1).reduce((sum, end, n) => sum + metres(point(way[n]), point(end)), 0);

export function sketch({ way, stops, visits }, label) {
  const all = [...way, ...stops.map(({ longitude, latitude }) => [longitude, latitude])];
  const shrink = Math.cos((all[0][1] * Math.PI) / 180);
  const xs = all.map(([longitude]) => longitude * shrink);
  const ys = all.map(([, latitude]) => -latitude);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const [wide, high] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const scale = Math.min((WIDE - 2 * EDGE) / (wide || 1e-6), (HIGH - 2 * EDGE) / (high || 1e-6), 4e5);
  const at = ([longitude, latitude]) => [
    ((longitude * shrink - left - wide / 2) * scale + WIDE / 2).toFixed(1),
    ((-latitude - top - high / 2) * scale + HIGH / 2).toFixed(1),
  ];
  const svg = make("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, class: "sketch", role: "img", "aria-label": label });
  if (way.length > 1) svg.append(make("polyline", { points: way.map((one) => at(one).join(",")).join(" ") }));
  if (way.length) {
    const [x, y] = at(way[0]);
    svg.append(make("rect", { x: x - 6, y: y - 6, width: 12, height: 12, rx: 2, class: "home" }));
  }
  stops.forEach(({ stop, longitude, latitude }, n) => {
    const [x, y] = at([longitude, latitude]);
    svg.append(make("circle", { cx: x, cy: y, r: stops.length > 6 ? 9.5 : 12, class: visits[n] ? "been" : "" }));
    svg.append(make("text", { x, y: Number(y) + 4.5, class: visits[n] ? "been" : "" }, visits[n] ? "✓" : stop));
  });
  return svg;
}
