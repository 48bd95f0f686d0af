// Photos of a report: made smaller, shown with a button to remove each, kept on the phone as soon as they are chosen.
// Unlike modules/photos.js it puts nothing back into the input, which Safari before 14.1 can't.
import { smaller } from "../modules/photos.js";
import { right, wrong } from "../modules/wrong.js";
import { say, swap } from "./say.js";

export function pictures(form, { limits, take, drop }) {
  const input = form.querySelector("[data-pictures]");
  const list = form.querySelector("[data-chosen]");
  let shown = []; // { id, name, size, blob }
  let busy = Promise.resolve();

  const draw = () => {
    swap(list, ...shown.map(line));
    input.closest(".pick").hidden = shown.length >= limits().photos;
  };
  const line = (picture, number) => {
    const item = document.createElement("li");
    const image = new Image();
    image.alt = say("photo", { n: number + 1 });
    image.src = URL.createObjectURL(picture.blob);
    image.onload = () => URL.revokeObjectURL(image.src);
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-label", say("remove-photo", { n: number + 1 }));
    button.append(Object.assign(document.createElement("span"), { textContent: "×" }));
    button.addEventListener("click", async () => {
      shown = shown.filter((one) => one !== picture);
      draw();
      await drop(picture);
      input.focus();
    });
    item.append(image, button);
    return item;
  };

  async function choose(files) {
    const complaints = [];
    for (const file of files) {
      if (shown.length >= limits().photos) {
        complaints.push(say("photos-most", { n: limits().photos }));
        break;
      }
      const small = await smaller(file);
      if (!small) complaints.push(say(/\.hei[cf]$/i.test(file.name) ? "photo-heic" : "photo-none", { name: file.name }));
      else if (small.size > limits().bytes) complaints.push(say("photo-large", { name: file.name }));
      else shown.push(await take("photos", small));
    }
    draw();
    if (complaints.length) wrong(input, complaints.join(" "));
    else right(input);
  }

  input.addEventListener("change", () => {
    const picked = [...input.files];
    busy = busy.then(() => choose(picked)).finally(() => (input.value = ""));
  });

  return {
    ready: () => busy,
    show(pictures) {
      shown = [...pictures];
      right(input);
      draw();
    },
  };
}
