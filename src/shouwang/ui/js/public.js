// Public pages: a few kilobytes; every page works without them.
import { copying } from "./modules/copy.js";
import { drafts } from "./modules/draft.js";
import { sendingOnce } from "./modules/once.js";
import { photos } from "./modules/photos.js";
import { voice } from "./modules/voice.js";

sendingOnce();
copying();
drafts();
photos(document);
voice(document);
