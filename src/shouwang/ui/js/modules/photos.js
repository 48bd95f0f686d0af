// Photos are made smaller before they are sent: 1600 px at most, JPEG, which also drops where they were taken.

import { right, wrong } from "./wrong.js";

const EDGE = 1600;
const QUALITY = 0.82;

function picture(file) {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = reject;
    image.src = URL.createObjectURL(file);
  });
}

// The picture, smaller; null for what the browser can't draw, which is no photo, or one nobody else could look at either.
export async function smaller(file) {
  try {
    const image = await picture(file);
    const scale = Math.min(1, EDGE / Math.max(image.naturalWidth, image.naturalHeight));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.naturalWidth * scale);
    canvas.height = Math.round(image.naturalHeight * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(image.src);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    if (!blob) return file;
    return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
  } catch {
    return null;
  }
}

function refusal({ dataset }, names) {
  const isHeic = names.every((name) => /\.hei[cf]$/i.test(name));
  return (isHeic ? dataset.heic : dataset.refused).replace("{name}", names.join("  "));
}

function start(place) {
  if (place.dataset.ready) return;
  place.dataset.ready = "1";
  const input = place.querySelector("input[type=file]");
  const list = place.querySelector("[data-chosen]");
  const most = Number(input.dataset.most) || 6;
  let files = [];
  let busy = Promise.resolve();

  const put = () => {
    const transfer = new DataTransfer();
    files.forEach((file) => transfer.items.add(file));
    input.files = transfer.files;
    list.replaceChildren(...files.map(shown));
    place.querySelector(".pick").hidden = files.length >= most;
    input.dispatchEvent(new Event("chosen", { bubbles: true }));
  };
  const shown = (file, number) => {
    const item = document.createElement("li");
    const image = document.createElement("img");
    image.alt = `${list.dataset.words} ${number + 1}`;
    image.src = URL.createObjectURL(file);
    image.onload = () => URL.revokeObjectURL(image.src);
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-label", `${list.dataset.remove} ${number + 1}`);
    const cross = document.createElement("span");
    cross.textContent = "×";
    button.append(cross);
    button.addEventListener("click", () => {
      files = files.filter((other) => other !== file);
      put();
      input.focus();
    });
    item.append(image, button);
    return item;
  };

  let waiting = 0;
  input.addEventListener("change", () => {
    const picked = [...input.files];
    waiting += 1;
    busy = busy.then(async () => {
      const refused = [];
      for (const file of picked) {
        const small = files.length < most && (await smaller(file));
        if (small) files.push(small);
        else if (small === null) refused.push(file.name);
      }
      put();
      waiting -= 1;
      if (refused.length) wrong(input, refusal(place, refused));
      else right(input);
    });
  });
  input.addEventListener("restore", (event) => {
    files = event.detail;
    put();
  });
  const form = input.form;
  if (!form) return;
  form.addEventListener("submit", async (event) => {
    if (!waiting) return;
    event.preventDefault();
    const button = event.submitter;
    await busy;
    // A form can't be sent again while its submit event is still on the way.
    setTimeout(() => (button ? form.requestSubmit(button) : form.requestSubmit()), 0);
  });
}

export function photos(root) {
  if (typeof DataTransfer !== "function" || !HTMLFormElement.prototype.requestSubmit) return;
  root.querySelectorAll("[data-photos]").forEach(start);
}
