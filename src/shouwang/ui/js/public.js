// Public pages: a few kilobytes; every page works without them.
import { aloud } from "./modules/aloud.js";
import { copying } from "./modules/copy.js";
import { notices } from "./modules/notices.js";
import { sendingOnce } from "./modules/once.js";
import { photos } from "./modules/photos.js";
import { quiz } from "./modules/quiz.js";
import { signature } from "./modules/signature.js";
import { isSomethingKept } from "./modules/tab.js";
import { unless } from "./modules/unless.js";
import { unsent } from "./modules/unsent.js";
import { voice } from "./modules/voice.js";
import { offlinePages } from "./modules/worker.js";

sendingOnce();
copying();
aloud();
photos(document);
voice(document);
signature(document);
unsent();
unless();
quiz();
offlinePages();
notices();
document.querySelectorAll("[data-still-kept]").forEach((note) => (note.hidden = !isSomethingKept()));
