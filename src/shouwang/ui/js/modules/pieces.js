// Photos and recordings go ahead of the words, in pieces, so that a lost network costs a piece and not the file.
import { Upload } from "tus-js-client";
import { smaller } from "./photos.js";

const PIECE = 512 * 1024;
const SHRINK_ABOVE = 600 * 1024;
const REFUSED = [400, 410, 413, 415, 422, 507]; // the file itself; anything else goes with the form instead

export class Refused extends Error {
  constructor(words, input) {
    super(words);
    this.input = input;
  }
}
export class Offline extends Error {}

const begun = new Map(); // File → { upload, reference }

function statusOf(error) {
  return error.originalResponse ? error.originalResponse.getStatus() : 0;
}

async function one({ file, field, input }, places, tell) {
  const known = begun.get(file) || {};
  begun.set(file, known);
  if (known.reference) return known.reference;
  const isLarge = field === "photos" && file.size > SHRINK_ABOVE;
  const small = (isLarge && !known.upload && (await smaller(file))) || file;
  return new Promise((resolve, reject) => {
    const settle = {
      onProgress: (sent, all) => tell(Math.floor((100 * sent) / (all || 1))),
      onSuccess() {
        known.reference = known.upload.url.split("/").pop();
        resolve(known.reference);
      },
      onError(error) {
        const status = statusOf(error);
        if (!status) reject(new Offline());
        else if (REFUSED.includes(status)) reject(new Refused(error.originalResponse.getBody(), input));
        else resolve("");
      },
    };
    if (!known.upload) {
      known.upload = new Upload(small, {
        endpoint: places.uploads,
        headers: { "Upload-Ticket": places[`${field}Ticket`] },
        metadata: { filename: file.name },
        chunkSize: PIECE,
        retryDelays: [0, 1000],
        storeFingerprintForResuming: false,
      });
    }
    Object.assign(known.upload.options, settle);
    known.upload.start();
  });
}

// The references of the files, in order; "" for one that has to go with the form. `tell(file, percent)` is called on the way.
export async function sendAhead(files, places, tell) {
  const references = [];
  for (const each of files) {
    tell(each, 0);
    references.push(await one(each, places, (percent) => tell(each, percent)));
  }
  return references;
}

// Leave what is on its way; the next `sendAhead` goes on from there.
export function stopAhead() {
  begun.forEach((known) => known.upload && !known.reference && known.upload.abort());
}
