// Photos and recordings go ahead of the words, in pieces, so that a lost network costs a piece and not the file.
import { Upload } from "tus-js-client";
import { smaller } from "./photos.js";

const PIECE = 512 * 1024;
const SHRINK_ABOVE = 600 * 1024;
const REFUSED = [400, 410, 413, 415, 422, 507]; // the file itself; anything else goes with the form instead

export class Refused extends Error {}
export class Offline extends Error {}

const begun = new Map(); // File → { upload, reference }

function statusOf(error) {
  return error.originalResponse ? error.originalResponse.getStatus() : 0;
}

async function one(file, address, ticket) {
  const known = begun.get(file) || {};
  begun.set(file, known);
  if (known.reference) return known.reference;
  const small = file.type.startsWith("image/") && file.size > SHRINK_ABOVE ? await smaller(file) : file;
  return new Promise((resolve, reject) => {
    const settle = {
      onSuccess() {
        known.reference = known.upload.url.split("/").pop();
        resolve(known.reference);
      },
      onError(error) {
        const status = statusOf(error);
        if (!status) reject(new Offline());
        else if (REFUSED.includes(status)) reject(new Refused(error.originalResponse.getBody()));
        else resolve("");
      },
    };
    if (!known.upload) {
      known.upload = new Upload(small, {
        endpoint: address,
        headers: { "Upload-Ticket": ticket },
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

// The references of the files, in order; "" for one that has to go with the form.
export async function sendAhead(files, address, ticket, tell) {
  const references = [];
  for (const file of files) {
    tell(references.length + 1, files.length);
    references.push(await one(file, address, ticket));
  }
  return references;
}
