// Urgent notices of the room on this phone (Web Push). What a browser can't do is not shown; WeChat can't.

const can = "PushManager" in window && "serviceWorker" in navigator && window.isSecureContext && !/MicroMessenger/.test(navigator.userAgent);

const raw = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const written = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const sent = async (form, subscription, act) => {
  const said = new FormData(form);
  said.set("act", act);
  said.set("endpoint", subscription.endpoint);
  said.set("p256dh", written(subscription.getKey("p256dh")));
  said.set("auth", written(subscription.getKey("auth")));
  const answer = await fetch(form.action, { method: "POST", body: said, credentials: "same-origin" });
  if (!answer.ok) throw Object.assign(new Error(`${answer.status}`), { code: answer.status });
};

// The room knows better than this browser: after a year, or when the push service gave the address up, it tells no more.
async function known(form) {
  if (!localStorage.getItem(form.dataset.phone) || Notification.permission !== "granted") return "begin";
  const subscription = await (await navigator.serviceWorker.ready).pushManager.getSubscription();
  if (subscription) {
    try {
      await sent(form, subscription, "ask");
      return "on";
    } catch (error) {
      if (error.code !== 404) return navigator.onLine ? "failed" : "offline";
    }
  }
  localStorage.removeItem(form.dataset.phone);
  return "ended";
}

async function told(form) {
  if ((await Notification.requestPermission()) !== "granted") return "refused";
  const worker = await navigator.serviceWorker.ready;
  const key = raw(form.dataset.key);
  const subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  await sent(form, subscription, "take");
  localStorage.setItem(form.dataset.phone, "yes");
  return "on";
}

async function left(form) {
  const subscription = await (await navigator.serviceWorker.ready).pushManager.getSubscription();
  if (subscription) await sent(form, subscription, "leave");
  localStorage.removeItem(form.dataset.phone);
  return "off";
}

export function notices() {
  if (!can) return;
  document.querySelectorAll("[data-phone-link]").forEach((link) => (link.hidden = false));
  const form = document.querySelector("form[data-phone]");
  if (!form) return;
  const show = (state) => {
    form.querySelectorAll("[data-when]").forEach((part) => (part.hidden = !part.dataset.when.split(" ").includes(state)));
    form.hidden = false;
  };
  document.querySelectorAll("[data-phone-cannot]").forEach((words) => (words.hidden = true));
  show("wait");
  known(form).then(show, () => show("begin"));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const act = event.submitter && event.submitter.value === "leave" ? left : told;
    show("wait");
    show(await act(form).catch(() => (navigator.onLine ? "failed" : "offline")));
  });
}
