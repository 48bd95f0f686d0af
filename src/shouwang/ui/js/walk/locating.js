// Where somebody walks, of those who agreed to it and only between "I begin" and "I'm done" while the page is open. The
// walk as a file is made here, on the phone.
import { uuid7 } from "../modules/uuid7.js";
import { NoNetwork } from "../field/ask.js";
import { say } from "../field/say.js";
import { current } from "./records.js";

const APART = 15 * 1000; // between two points
const BATCH = 500;
const canLocate = () => Boolean(navigator.geolocation) && window.isSecureContext;
const safe = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

export function gpx({ points, here, title }) {
  const at = ({ latitude, longitude }) => `lat="${latitude}" lon="${longitude}"`;
  const places = here
    .filter(({ position }) => position)
    .map(({ position, name, at: time }) => `<wpt ${at(position)}><time>${time}</time><name>${safe(name)}</name></wpt>`);
  const track = points.map((one) => `<trkpt ${at(one)}><time>${one.at}</time></trkpt>`);
  const line = track.length ? `<trk><name>${safe(title)}</name><trkseg>${track.join("")}</trkseg></trk>` : "";
  return `<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="Shouwang" xmlns="http://www.topografix.com/GPX/1/1">${places.join("")}${line}</gpx>\n`;
}

export function locating({ kit, section, now }) {
  const box = section.querySelector("[data-locating]");
  const button = box.querySelector("button");
  const line = box.querySelector("[data-locating-state]");
  let watch = null;
  let turn = "";
  let last = 0;
  let trouble = ""; // why the last press did not work, until the next
  let wasOn = null;
  let sending = Promise.resolve();

  const trackOf = async (key) => (await kit.get("kept", `track-${key}`)) || { id: `track-${key}`, points: [], sent: 0 };

  function stop() {
    if (watch !== null) navigator.geolocation.clearWatch(watch);
    watch = null;
  }
  async function take({ coords, timestamp }) {
    if (timestamp - last < APART) return;
    last = timestamp;
    const point = {
      at: new Date(timestamp).toISOString(),
      latitude: Number(coords.latitude.toFixed(6)),
      longitude: Number(coords.longitude.toFixed(6)),
      accuracy: Math.round(coords.accuracy),
    };
    const track = await trackOf(turn);
    if (watch === null) return; // stopped meanwhile
    await kit.change(["kept", "put", { ...track, at: Date.now(), points: [...track.points, point] }]);
    sending = sending.then(() => send(turn)).catch(() => undefined);
  }
  // The room passes over what lies in no shift that it knows was begun, so the steps of the shift go first.
  const stepsWait = (key) =>
    now().entries.some(({ kind, about, state }) => kind === "walk" && about === key && state !== "refused");

  async function send(key) {
    if (stepsWait(key)) return;
    const track = await trackOf(key);
    const points = track.points.slice(track.sent, track.sent + BATCH);
    if (!points.length) return;
    const { status } = await kit.ask("patrol/points/", { points });
    if (status === 200) {
      const newest = await trackOf(key);
      if (newest.points.length) await kit.change(["kept", "put", { ...newest, sent: track.sent + points.length }]);
    }
  }

  const told = () => now().entries.filter(({ kind }) => kind === "unlocate");

  // Without a network too: it stops and is gone from here at once, and the room is told like of any other step.
  async function takeBack() {
    stop();
    const tracks = (await kit.all("kept")).filter(({ id }) => id.startsWith("track-"));
    const patrol = await kit.get("kept", "patrol");
    const steps = tracks.map(({ id }) => ["kept", "delete", id]);
    if (patrol) steps.push(["kept", "put", { ...patrol, said: { ...patrol.said, locating: false } }]);
    await kit.queue({ id: uuid7(), kind: "unlocate", about: "", title: say("walk-disagree"), body: {} }, ...steps);
  }

  async function agree() {
    try {
      const { status, said } = await kit.ask("patrol/locating/", { agree: true });
      if (status !== 200) trouble = (said && said.message) || say("invite-failed");
      else if (told().length) await kit.change(...told().map(({ id }) => ["queue", "delete", id])); // else it would undo this
    } catch (error) {
      if (!(error instanceof NoNetwork)) throw error;
      trouble = say("walk-offline");
    }
    await kit.look();
  }

  button.addEventListener("click", async () => {
    trouble = "";
    button.classList.add("busy");
    await (now().patrol.locating ? takeBack() : agree()).finally(() => button.classList.remove("busy"));
  });

  return {
    stop,
    async show({ patrol, walks }) {
      const walk = current(walks);
      const isOn = patrol.locating && canLocate() && Boolean(walk && walk.began_at && !walk.ended_at);
      if (wasOn !== patrol.locating) box.querySelector("details").open = !patrol.locating; // read before one agrees
      wasOn = patrol.locating;
      line.textContent = trouble || say(isOn ? "walk-located" : patrol.locating ? "walk-agreed" : "walk-not-agreed");
      button.querySelector("span").textContent = say(patrol.locating ? "walk-disagree" : "walk-agree");
      if (isOn && watch === null) {
        turn = walk.turn;
        watch = navigator.geolocation.watchPosition(take, () => undefined, { enableHighAccuracy: true, maximumAge: 10000 });
      }
      if (!isOn && watch !== null) stop();
      for (const one of walks) if (patrol.locating && one.ended_at) sending = sending.then(() => send(one.turn)).catch(() => undefined);
    },
    async save(key) {
      const walk = now().walks.find((one) => one.turn === key);
      const { points } = await trackOf(key);
      const here = walk.record.here.map((one) => one);
      const text = gpx({ points, here, title: walk.name });
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "application/gpx+xml" }));
      link.download = `${walk.starts_at.slice(0, 10)}.gpx`;
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    },
  };
}
