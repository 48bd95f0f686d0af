// The desk: what public pages have, and the keyboard. Parts that htmx brings are started too.
import { aloud } from "./modules/aloud.js";
import { copying } from "./modules/copy.js";
import { keyboard } from "./modules/keys.js";
import { sendingOnce } from "./modules/once.js";
import { photos } from "./modules/photos.js";
import { signature } from "./modules/signature.js";
import { keepInTab } from "./modules/tab.js";
import { voice } from "./modules/voice.js";

sendingOnce();
copying();
aloud();
keepInTab();
keyboard();
photos(document);
voice(document);
signature(document);
document.addEventListener("htmx:load", (event) => {
  photos(event.detail.elt);
  voice(event.detail.elt);
  signature(event.detail.elt);
});
