// What stays on this phone: the key, the draft, what waits to go out with its photos and recordings. Where the browser
// keeps nothing more (a full phone, a private window), the page's memory holds it while it is open.

const STORES = ["kept", "queue", "files"];
const memory = Object.fromEntries(STORES.map((name) => [name, new Map()]));
let opened = null;

function database() {
  opened =
    opened ||
    new Promise((resolve, reject) => {
      const request = indexedDB.open("shouwang-field", 1);
      request.onupgradeneeded = () => STORES.forEach((name) => request.result.createObjectStore(name, { keyPath: "id" }));
      request.onsuccess = () => {
        request.result.onclose = () => (opened = null); // Safari closes it under a page in the background
        resolve(request.result);
      };
      request.onerror = () => reject(request.error);
    });
  return opened;
}

async function within(names, mode, ask) {
  const transaction = (await database()).transaction(names, mode);
  const found = ask((name) => transaction.objectStore(name));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(found && found.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

export async function get(store, id) {
  if (memory[store].has(id)) return memory[store].get(id);
  try {
    return (await within([store], "readonly", (open) => open(store).get(id))) || null;
  } catch {
    return null;
  }
}

export async function all(store) {
  let found = [];
  try {
    found = await within([store], "readonly", (open) => open(store).getAll());
  } catch {
    /* only the memory has any */
  }
  return [...found.filter((one) => !memory[store].has(one.id)), ...memory[store].values()];
}

function inMemory([store, verb, what]) {
  if (verb === "put") memory[store].set(what.id, what);
  else memory[store].delete(what);
}

// All of it or nothing: change(["queue", "put", entry], ["kept", "delete", "draft"]). False: only in this page's memory.
export async function change(...steps) {
  try {
    await within([...new Set(steps.map(([store]) => store))], "readwrite", (open) =>
      steps.forEach(([store, verb, what]) => open(store)[verb](what)),
    );
  } catch {
    steps.forEach(inMemory);
    return false;
  }
  steps.forEach(([store, verb, what]) => memory[store].delete(verb === "put" ? what.id : what));
  return true;
}

// Read and written in one go, so that nobody else writes in between. `turn` gives the new record, or nothing to leave it.
export async function update(store, id, turn) {
  if (memory[store].has(id)) {
    const next = turn(memory[store].get(id));
    if (next) memory[store].set(id, next);
    return next;
  }
  let next;
  await within([store], "readwrite", (open) => {
    const found = open(store).get(id);
    found.onsuccess = () => {
      next = turn(found.result);
      if (next) open(store).put(next);
    };
  });
  return next;
}

// What only this page's memory holds is lost with the page.
export const isHereOnly = (store, id) => memory[store].has(id);
export const isFragile = () => memory.queue.size + memory.files.size > 0;

// Left out of the database on purpose: another window could send it without what only this one has.
export const keepHere = (store, what) => memory[store].set(what.id, what);
