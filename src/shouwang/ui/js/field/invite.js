// The head of a group invites a neighbour: the room makes a code, which needs a network, and it is shown large here.
// The room keeps no secret of it, so only this phone can show it again.
import { NoNetwork, ask } from "./ask.js";
import { change, get } from "./db.js";
import { dialog } from "./dialog.js";
import { copyOf, fill, say, swap, twice, when } from "./say.js";

const codes = async () => ((await get("kept", "codes")) || { codes: {} }).codes;
const facts = ({ most, used, expires_at }) => say("invited", { most, used, when: when(expires_at) });

function screen() {
  const box = document.querySelector("[data-code]");
  const find = (name) => box.querySelector(`[data-code-${name}]`);
  const { open, close } = dialog(box);
  const [share, copy] = [find("share"), find("copy")];
  let shown = {};
  share.hidden = !navigator.share;
  copy.hidden = !share.hidden;
  share.addEventListener("click", () => navigator.share({ title: shown.title, url: shown.address }).catch(() => undefined));
  find("close").addEventListener("click", close);
  return (one, { address, qr }, group) => {
    shown = { title: say("join", { group }), address };
    find("head").textContent = shown.title;
    find("picture").src = qr;
    find("address").textContent = address;
    find("facts").textContent = facts(one);
    copy.dataset.copy = address;
    open();
  };
}

export function inviting(places, look) {
  const card = document.querySelector("[data-invite]");
  const find = (name) => card.querySelector(`[data-invite-${name}]`);
  const show = screen();
  let before = "";
  let busy = false;
  let group = "";
  let open = [];

  const tell = (words) => (find("problem").textContent = words);

  // What the room said, or nothing: then why not stands on the card.
  async function asked(button, path, body) {
    if (busy) return null;
    busy = true;
    button.classList.add("busy");
    tell("");
    try {
      const held = await get("kept", "key");
      const { status, said } = await ask(places, held && held.key, path, body);
      if (status < 300) return said;
      tell((said && said.message) || say("invite-failed"));
    } catch (error) {
      if (!(error instanceof NoNetwork)) throw error;
      tell(say("invite-offline"));
    } finally {
      busy = false;
      button.classList.remove("busy");
    }
    return null;
  }

  async function make(button) {
    const made = await asked(button, "invitations/", { most: Number(button.value) });
    if (!made) return;
    const known = Object.entries(await codes()).filter(([id]) => open.some((one) => one.id === id));
    const mine = { address: made.address, qr: made.qr };
    await change(["kept", "put", { id: "codes", codes: { ...Object.fromEntries(known), [made.id]: mine } }]);
    show(made, mine, group);
    look();
  }

  async function takeBack(button, { id }) {
    const done = await asked(button, `invitations/${id}/withdraw/`, {});
    await look();
    if (done) card.querySelector("h2").focus();
  }

  function line(one, code) {
    const element = fill(copyOf("invited"), { facts: facts(one) });
    const [again, back] = ["again", "back"].map((name) => element.querySelector(`[data-${name}]`));
    again.hidden = !code;
    again.addEventListener("click", () => show(one, code, group));
    twice(back, () => takeBack(back, one));
    return element;
  }

  card.querySelectorAll("[data-invite-make]").forEach((button) => button.addEventListener("click", () => make(button)));
  return {
    async show(state) {
      const invites = state && state.said.invites;
      card.hidden = !invites;
      if (!invites) return;
      ({ group } = state.said.me);
      ({ open } = invites);
      const known = await codes();
      const drawn = JSON.stringify([open, Object.keys(known), document.documentElement.lang]);
      if (drawn === before) return;
      before = drawn;
      swap(find("list"), ...open.map((one) => line(one, known[one.id])));
    },
  };
}
