// Where it is: by the phone's position, a tap on the map, one of the room's places, or in words.
import { say, swap } from "./say.js";

const NEAR = 300; // metres: "near the landing"
const VILLAGE = 20 * 1000; // what lies further off the room takes for a mistake
const EARTH = 6371000;
const RAD = Math.PI / 180;

export function metres(one, other) {
  const north = (other.latitude - one.latitude) * RAD;
  const east = (other.longitude - one.longitude) * RAD * Math.cos(one.latitude * RAD);
  return EARTH * Math.hypot(north, east);
}

function nearest(places, position) {
  const near = places
    .filter(({ latitude }) => typeof latitude === "number")
    .map((place) => [metres(place, position), place])
    .sort(([one], [other]) => one - other)[0];
  return near && near[0] <= NEAR ? near[1].name : "";
}

const hasPlace = (one) => Boolean(one) && typeof one.latitude === "number" && typeof one.longitude === "number";

// Where the map begins and comes back to: the room, else the first place that it knows.
const homeOf = ({ room, places }) => [room, ...places].find(hasPlace) || null;

// Kilometres from the village when that is too far to be right, else 0.
export function farOff({ room }, position) {
  if (!position || !hasPlace(room)) return 0;
  const away = metres(room, position);
  return away > VILLAGE ? Math.round(away / 1000) : 0;
}

const GPS = { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 };
const canLocate = () => Boolean(navigator.geolocation) && window.isSecureContext;

// The position once, or null.
export function locate(options = GPS) {
  if (!canLocate()) return Promise.resolve(null);
  const taken = ({ coords }) => ({
    latitude: Number(coords.latitude.toFixed(6)),
    longitude: Number(coords.longitude.toFixed(6)),
    accuracy: Math.round(coords.accuracy),
    source: "gps",
  });
  return new Promise((resolve) =>
    navigator.geolocation.getCurrentPosition((found) => resolve(taken(found)), () => resolve(null), options),
  );
}

// Whether asking for the position asks the person nothing: they allowed it before.
export async function isAllowed() {
  if (!navigator.permissions || !canLocate()) return false;
  const answer = await navigator.permissions.query({ name: "geolocation" }).catch(() => ({}));
  return answer.state === "granted";
}

export async function loadMap({ script, style }) {
  if (document.querySelector("script[data-map-script]")) return;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: style }));
  const element = Object.assign(document.createElement("script"), { type: "module", src: script });
  element.dataset.mapScript = "";
  await new Promise((resolve, reject) => {
    element.onload = resolve;
    element.onerror = () => {
      element.remove();
      reject(new Error("no map"));
    };
    document.head.append(element);
  });
}

export function where(form, { facts, changed }) {
  const find = (name) => form.querySelector(`[data-${name}]`);
  const line = find("located");
  const box = find("map-box");
  const choice = form.elements.place;
  let position = null;
  let offered = "";
  let turn = 0; // of the report: a position that comes after it went off is not the next one's

  const words = () => {
    if (!position) return "";
    const far = farOff(facts(), position);
    if (far) return say("far", { n: far.toLocaleString() });
    const near = nearest(facts().places, position);
    const where_ = near ? say("near", { name: near }) : say("position");
    if (position.source === "map") return say("located-map", { where: where_ });
    return say("located", { where: where_, n: position.accuracy });
  };
  const show = (next) => {
    position = next;
    line.textContent = words();
    find("unlocate").hidden = !position;
  };
  const put = (next) => {
    show(next);
    changed();
  };

  async function findMe() {
    line.textContent = say("locating");
    const mine = turn;
    const found = await locate();
    if (mine !== turn) return;
    if (found) put(found);
    else line.textContent = position ? words() : say("lost");
  }

  const close = () => {
    box.hidden = find("home").hidden = true;
  };

  // The map is five times as heavy as all the rest, so it comes only when it is asked for and there is a network.
  async function openMap(button) {
    if (!box.hidden) return close();
    line.textContent = say("map-loading");
    try {
      if (navigator.onLine === false) throw new Error("no network");
      await loadMap(button.dataset);
    } catch {
      line.textContent = say("map-offline");
      return;
    }
    unfold();
  }

  function unfold() {
    const map = document.querySelector("template[data-map-template]").content.cloneNode(true);
    const place = map.querySelector("[data-map]");
    const { places } = facts();
    const shown = position && !farOff(facts(), position) ? position : null;
    const middle = shown || homeOf(facts());
    if (middle) Object.assign(place.dataset, { lat: middle.latitude, lon: middle.longitude });
    place.dataset.shapes = JSON.stringify({ type: "FeatureCollection", features: places.filter(({ latitude }) => typeof latitude === "number").map(pin) });
    form.elements.latitude.value = shown ? shown.latitude : "";
    form.elements.longitude.value = shown ? shown.longitude : "";
    swap(box, map);
    box.hidden = false;
    find("home").hidden = !homeOf(facts());
    document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: box } })); // how map.js is told of a new map
    line.textContent = words() || say("map-tap");
  }

  find("home").addEventListener("click", () => {
    box.querySelector("[data-map]").dispatchEvent(new CustomEvent("home", { detail: homeOf(facts()) }));
  });
  find("locate").addEventListener("click", findMe);
  find("locate").hidden = !canLocate();
  find("open-map").addEventListener("click", ({ currentTarget }) => openMap(currentTarget));
  find("unlocate").addEventListener("click", () => {
    put(null);
    find("locate").focus();
  });
  form.elements.latitude.addEventListener("input", () => {
    const [latitude, longitude] = ["latitude", "longitude"].map((name) => Number(form.elements[name].value));
    put({ latitude, longitude, accuracy: null, source: "map" });
  });

  return {
    get position() {
      return position;
    },
    leave: () => put(null),
    show(next) {
      turn += 1;
      close();
      swap(box);
      show(next || null);
    },
    offer(places) {
      const names = JSON.stringify(places);
      if (names === offered) return; // somebody may be choosing this moment
      offered = names;
      const { value } = choice;
      const options = places.map(({ id, name }) => new Option(name, id));
      swap(choice, choice.options[0], ...options);
      if (!box.hidden) unfold(); // opened before the room's places were known
      choice.value = places.some(({ id }) => id === value) ? value : "";
      choice.closest(".field").hidden = !places.length;
      if (position) line.textContent = words();
    },
  };
}

const pin = ({ name, latitude, longitude }) => ({
  type: "Feature",
  properties: { title: name, kind: "place" },
  geometry: { type: "Point", coordinates: [longitude, latitude] },
});
