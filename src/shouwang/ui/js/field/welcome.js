// Once after joining: what one can do here, and how the page is found again.
import { change, get } from "./db.js";

let offer = null; // how this browser puts a page on the home screen, if it does
let show = () => undefined;
window.addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  offer = event;
  show();
});

export async function welcoming() {
  if (!(await get("kept", "welcome"))) return;
  const box = document.querySelector("[data-welcome]");
  const find = (name) => box.querySelector(`[data-${name}]`);
  const isApp = window.matchMedia("(display-mode: standalone)").matches || navigator.standalone;
  show = () => {
    find("install").hidden = !offer;
    find("by-hand").hidden = Boolean(offer) || Boolean(isApp);
  };
  find("install").addEventListener("click", async () => {
    const asked = offer;
    offer = null;
    await asked.prompt();
    show();
  });
  find("welcome-close").addEventListener("click", async () => {
    box.hidden = true;
    await change(["kept", "delete", "welcome"]);
    document.getElementById("main").focus();
  });
  show();
  box.hidden = false;
}
