// The same way on the room's map, for whoever asks for it; without a network the drawing stays.
import { loadMap } from "../field/where.js";
import { say, swap } from "../field/say.js";

const feature = (geometry, properties) => ({ type: "Feature", geometry, properties });

function shapes({ way, stops, visits }) {
  const line = way.length > 1 ? [feature({ type: "LineString", coordinates: way }, { kind: "round", tone: "blue", title: "" })] : [];
  const points = stops.map(({ stop, name, longitude, latitude }, n) =>
    feature({ type: "Point", coordinates: [longitude, latitude] }, { kind: "stop", tone: visits[n] ? "green" : "blue", title: `${stop} ${name}` }),
  );
  return { type: "FeatureCollection", features: [...line, ...points] };
}

export async function showMap(part, walk, button) {
  const line = part.querySelector("[data-way-words]");
  const { script, style } = document.querySelector("[data-open-map]").dataset;
  try {
    await loadMap({ script, style });
  } catch {
    line.textContent = say("walk-map-offline");
    return;
  }
  const map = document.querySelector("template[data-walk-map]").content.cloneNode(true);
  map.querySelector("[data-map]").dataset.shapes = JSON.stringify(shapes(walk));
  const box = part.querySelector("[data-sketch]");
  swap(box, map);
  button.hidden = true;
  document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: box } })); // how map.js is told of a new map
}
