// Reading a QR code out of the camera's picture, for browsers that can't themselves.
import decode from "qr/decode.js";

const WIDE = 480; // enough for a code that fills a third of the picture, and quick on an old phone
const canvas = document.createElement("canvas");

export function read(film) {
  if (!film.videoWidth) return "";
  const scale = Math.min(1, WIDE / film.videoWidth);
  canvas.width = Math.round(film.videoWidth * scale);
  canvas.height = Math.round(film.videoHeight * scale);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(film, 0, 0, canvas.width, canvas.height);
  try {
    return decode(pen.getImageData(0, 0, canvas.width, canvas.height));
  } catch {
    return ""; // no code in this one
  }
}
