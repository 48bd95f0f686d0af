// Photos and recordings go up in pieces by tus 1.0.0. tus-js-client can't be used: it needs XMLHttpRequest, which a
// service worker lacks, and it remembers an upload only while its page is open. Here the upload's address is kept with
// the report, so that it goes on where it stood after the page was closed, from a page or from the worker.
import { NoNetwork, within } from "./ask.js";

const PIECE = 512 * 1024;
const LONGEST = 60 * 1000; // a piece on a network so slow that it can't be told from none
const VERSION = { "Tus-Resumable": "1.0.0" };
const GONE = [404, 410];
const REFUSED = [400, 413, 415, 422];

export class FileRefused extends Error {}
export class TicketOver extends Error {}
export class Later extends Error {}

// Base64 of UTF-8, as Upload-Metadata wants it.
const base64 = (text) => btoa(unescape(encodeURIComponent(text)));

async function asked(address, options) {
  const answer = await within(LONGEST, (signal) =>
    fetch(address, { ...options, headers: { ...VERSION, ...options.headers }, cache: "no-store", redirect: "error", signal }),
  );
  if (answer.status < 300 && !answer.headers.get("Tus-Resumable")) throw new NoNetwork(); // somebody else answered
  return answer;
}

async function refuse(answer) {
  if (REFUSED.includes(answer.status)) throw new FileRefused(await answer.text().catch(() => ""));
  throw new Later();
}

async function begin(file, blob, { uploads, ticket }) {
  const headers = { "Upload-Length": String(blob.size), "Upload-Metadata": `filename ${base64(file.name)}`, "Upload-Ticket": ticket };
  const answer = await asked(uploads, { method: "POST", headers });
  if ([403, 429].includes(answer.status)) throw new TicketOver(); // a fresh ticket opens the next thirty
  if (answer.status !== 201) return refuse(answer);
  return new URL(answer.headers.get("Location"), self.location.href).pathname;
}

const standing = (answer) => Number(answer.headers.get("Upload-Offset"));

// Where it stands; null when the room has forgotten it.
async function offset(address) {
  const answer = await asked(address, { method: "HEAD" });
  if (GONE.includes(answer.status)) return null;
  return answer.ok ? standing(answer) : refuse(answer);
}

async function pieces(address, blob, from, tell) {
  let at = from;
  do {
    const body = blob.slice(at, at + PIECE);
    const headers = { "Upload-Offset": String(at), "Content-Type": "application/offset+octet-stream" };
    // An empty last piece too: a server that was killed between the last byte and the look at the file looks now.
    const answer = await asked(address, { method: "PATCH", headers, body });
    if (GONE.includes(answer.status)) return null;
    if (answer.status === 409) at = await offset(address);
    else if (answer.ok) at = standing(answer);
    else return refuse(answer);
    if (at === null) return null;
    await tell(at);
  } while (at < blob.size);
  return at;
}

// The reference of the file. `save(address)` is called as soon as there is one; `tell(bytes)` on the way.
export async function upload(file, blob, { uploads, ticket, save, tell }) {
  let { address } = file;
  for (let turn = 0; turn < 2; turn += 1) {
    const from = address ? await offset(address) : null;
    if (from === null) {
      address = await begin(file, blob, { uploads, ticket: await ticket() });
      await save(address);
    }
    if ((await pieces(address, blob, from || 0, tell)) !== null) return address.split("/").filter(Boolean).pop();
    address = "";
  }
  throw new Later();
}
