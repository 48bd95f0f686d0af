// "Add where I am now": the phone's position, once, when asked; only pages from a secure address may ask for it.

export function place(form, say) {
  const box = form.querySelector("[data-position]");
  if (!box || !navigator.geolocation || !window.isSecureContext) return;
  box.hidden = false;
  const line = box.querySelector("[data-located]");
  const put = (name, value) => (form.elements[name].value = value);
  const found = ({ coords }) => {
    put("latitude", coords.latitude.toFixed(6));
    put("longitude", coords.longitude.toFixed(6));
    put("accuracy", Math.round(coords.accuracy));
    line.textContent = say("located", { n: Math.round(coords.accuracy) });
  };
  box.querySelector("[data-locate]").addEventListener("click", () => {
    line.textContent = say("locating");
    navigator.geolocation.getCurrentPosition(found, () => (line.textContent = say("lost")), {
      enableHighAccuracy: true,
      timeout: 20000,
      maximumAge: 60000,
    });
  });
}
