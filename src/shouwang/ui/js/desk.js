// The desk: what public pages have, and the keyboard. Parts that htmx brings are started too.
import { copying } from "./modules/copy.js";
import { drafts } from "./modules/draft.js";
import { keeping } from "./modules/kept.js";
import { keyboard } from "./modules/keys.js";
import { sendingOnce } from "./modules/once.js";
import { photos } from "./modules/photos.js";
import { voice } from "./modules/voice.js";

sendingOnce();
copying();
drafts();
keeping();
keyboard();
photos(document);
voice(document);
document.addEventListener("htmx:load", (event) => {
  photos(event.detail.elt);
  voice(event.detail.elt);
});
