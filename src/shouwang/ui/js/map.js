// The map: our own GeoJSON on a quiet ground; tiles only where the room named a source. Words stand on the map as
// HTML, so it needs no fonts; the page's list says the same for those who don't see it.
import { GeolocateControl, LngLatBounds, Map, Marker, NavigationControl, addProtocol, setWorkerUrl } from "maplibre-gl";
import { PMTiles, Protocol } from "pmtiles";

import { fromGcj, toGcj } from "./modules/gcj.js";
import { ground, lookInto, shapes } from "./modules/ground.js";

const files = new Protocol();
addProtocol("pmtiles", files.tile);

const TONES = ["red", "amber", "green", "blue", "grey"];

function shifted(geometry, turn) {
  const deep = (part) => (typeof part[0] === "number" ? turn(part) : part.map(deep));
  return { ...geometry, coordinates: deep(geometry.coordinates) };
}

function pin({ title, tone, href, kind }) {
  const place = document.createElement(href ? "a" : "span");
  if (href) place.href = href;
  else if (title) place.setAttribute("role", "img"); // a dot with a name, not a link
  if (title) place.setAttribute("aria-label", title); // also when there is no room for the words
  place.className = `pin ${TONES.includes(tone) ? tone : "blue"}${kind === "place" ? " place" : ""}`;
  const words = document.createElement("span");
  words.textContent = title || "";
  place.append(document.createElement("i"), words);
  return place;
}

function within(geometry, bounds) {
  const deep = (part) => (typeof part[0] === "number" ? bounds.extend(part) : part.forEach(deep));
  deep(geometry.coordinates);
}

// From its address, or from the page itself where the address would need a key.
async function told({ shapes: inPage, src }) {
  if (inPage) return JSON.parse(inPage);
  const answer = await fetch(src, { headers: { accept: "application/geo+json, application/json" } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

async function fill(map, place, turn) {
  const found = await told(place.dataset);
  const features = found.features
    .filter((feature) => feature.geometry)
    .map((feature) => ({ ...feature, geometry: shifted(feature.geometry, turn) }));
  const bounds = new LngLatBounds();
  const framing = features.filter(({ properties }) => !["water", "way"].includes(properties.kind));
  (framing.length ? framing : features).forEach((feature) => within(feature.geometry, bounds));
  map.getSource("ours").setData({ type: "FeatureCollection", features });
  map.resize();
  if (!place.dataset.lat && !bounds.isEmpty()) map.fitBounds(bounds, { padding: 36, maxZoom: 16, animate: false });
  const pins = [];
  for (const { geometry, properties } of features) {
    if (geometry.type !== "Point") continue;
    const element = pin(properties);
    new Marker({ element }).setLngLat(geometry.coordinates).addTo(map);
    pins.push({ element, at: geometry.coordinates, title: properties.title || "", rank: TONES.indexOf(properties.tone) });
  }
  pins.sort((one, other) => ranked(one) - ranked(other));
  const thin = () => makeRoom(map, place, pins);
  map.on("moveend", thin);
  map.once("idle", thin);
  thin();
}

const ranked = ({ rank }) => (rank < 0 ? TONES.length : rank);

const APART = 32; // px: a fingertip must be able to tell two dots from each other (WCAG 2.5.8 asks for 24)

// What is late comes first. A dot too close to one that stands already goes behind it, which then says "+2"; zooming in
// brings it out, and the page's list has it anyway. Words that would lie on other words are left away.
function makeRoom(map, place, pins) {
  const standing = [];
  for (const one of pins) {
    const at = map.project(one.at);
    const front = standing.find((other) => Math.hypot(at.x - other.spot.x, at.y - other.spot.y) < APART);
    one.element.hidden = Boolean(front);
    if (front) front.behind += 1;
    else standing.push({ element: one.element, title: one.title, spot: at, behind: 0 });
  }
  for (const { element, title, behind } of standing) {
    const words = behind ? `${title} +${behind}` : title;
    element.lastElementChild.textContent = words;
    if (words) element.setAttribute("aria-label", words);
  }
  giveWordsRoom(place, standing);
}

const GAP = 2; // px between words and what stands beside them
const isApart = (one, other) =>
  one.right + GAP < other.left || one.left > other.right + GAP || one.bottom + GAP < other.top || one.top > other.bottom + GAP;

// Words stand to the right of their dot, else to its left, else they are left away.
function giveWordsRoom(place, standing) {
  const frame = place.getBoundingClientRect();
  standing.forEach(({ element }) => element.classList.remove("crowded", "turned"));
  const taken = standing.map(({ element }) => [element, element.firstElementChild.getBoundingClientRect()]);
  for (const control of place.querySelectorAll(".maplibregl-ctrl")) taken.push([control, control.getBoundingClientRect()]);
  for (const { element } of standing) {
    const fits = ["", "turned"].some((side) => {
      element.classList.toggle("turned", Boolean(side));
      const box = element.lastElementChild.getBoundingClientRect();
      const isIn = box.left >= frame.left && box.right <= frame.right;
      if (!isIn || !taken.every(([owner, one]) => owner === element || isApart(box, one))) return false;
      taken.push([element, box]);
      return true;
    });
    element.classList.toggle("crowded", !fits);
  }
}

function picker(map, place, turn, back) {
  const form = place.closest("form") || document;
  const lat = form.querySelector(`[name="${place.dataset.latName}"]`);
  const lon = form.querySelector(`[name="${place.dataset.lonName}"]`);
  if (!lat || !lon) return;
  const element = pin({ title: place.dataset.wordsHere, tone: "red" });
  const marker = new Marker({ element, draggable: true });
  const show = (at) => marker.setLngLat(at).addTo(map);
  const write = (at) => {
    const [east, north] = back([at.lng, at.lat]);
    lat.value = north.toFixed(6);
    lon.value = east.toFixed(6);
    lat.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const typed = () => {
    const at = [Number(lon.value), Number(lat.value)];
    if (lon.value && lat.value && at.every(Number.isFinite) && Math.abs(at[1]) <= 90) {
      show(turn(at));
      map.jumpTo({ center: turn(at) });
    }
  };
  map.on("click", (event) => {
    show(event.lngLat);
    write(event.lngLat);
  });
  marker.on("dragend", () => write(marker.getLngLat()));
  map.getCanvas().addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    show(map.getCenter());
    write(map.getCenter());
    event.preventDefault();
  });
  [lat, lon].forEach((input) => input.addEventListener("change", typed));
  typed();
  const locate = new GeolocateControl({ positionOptions: { enableHighAccuracy: true }, showUserLocation: false });
  locate.on("geolocate", ({ coords }) => {
    const at = turn([coords.longitude, coords.latitude]);
    show(at);
    write({ lng: at[0], lat: at[1] });
  });
  map.addControl(locate);
}

async function opened(address) {
  const archive = new PMTiles(new URL(address, location.href).href);
  files.add(archive); // so that its head is read once
  return lookInto(archive);
}

async function start(place) {
  if (place.dataset.ready) return;
  place.dataset.ready = "1";
  const { tiles, pmtiles, datum, worker } = place.dataset;
  const file = pmtiles ? await opened(pmtiles) : null;
  if (file && file.kind === "unknown") note(place, place.dataset.wordsUnknown);
  if (file && file.kind === "unreadable") note(place, place.dataset.wordsUnread);
  const isShifted = Boolean(tiles || pmtiles) && datum === "gcj02";
  const turn = isShifted ? toGcj : (at) => at;
  const back = isShifted ? fromGcj : (at) => at;
  setWorkerUrl(new URL(worker, location.href).href);
  const at = place.dataset.lat ? turn([Number(place.dataset.lon), Number(place.dataset.lat)]) : [112, 35];
  const map = new Map({
    container: place,
    style: ground(place, { tiles, file }),
    center: at,
    zoom: Number(place.dataset.zoom) || 14,
    attributionControl: tiles || pmtiles ? { compact: true } : false,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: 0,
    cooperativeGestures: false,
    locale: {
      "NavigationControl.ZoomIn": place.dataset.wordsZoomIn,
      "NavigationControl.ZoomOut": place.dataset.wordsZoomOut,
      "GeolocateControl.FindMyLocation": place.dataset.wordsLocate,
      "GeolocateControl.LocationNotAvailable": place.dataset.wordsLocate,
      "Map.Title": place.getAttribute("aria-label"),
    },
  });
  map.touchZoomRotate.disableRotation();
  place.addEventListener("home", ({ detail: { latitude, longitude } }) =>
    map.jumpTo({ center: turn([longitude, latitude]), zoom: Number(place.dataset.zoom) || 14 }),
  );
  map.addControl(new NavigationControl({ showCompass: false }));
  // Not "load": that waits for every tile, and a slow source would keep the pins and the tap from whoever waits.
  map.on("style.load", () => {
    shapes(map, place);
    if (place.dataset.src || place.dataset.shapes) fill(map, place, turn).catch(() => note(place, place.dataset.wordsFailed));
    if (place.dataset.latName) picker(map, place, turn, back);
  });
}

function note(place, said) {
  const corner = place.querySelector("[data-map-note]");
  if (corner.querySelector("span")) return;
  const words = document.createElement("span");
  words.textContent = said;
  corner.prepend(words, " ");
}

function startAll(root) {
  for (const place of root.querySelectorAll("[data-map]")) {
    // Fails without WebGL: an old PC, a remote desktop.
    start(place).catch(() => note(place, place.dataset.wordsFailed));
  }
}

startAll(document);
document.addEventListener("htmx:load", (event) => startAll(event.detail.elt));
