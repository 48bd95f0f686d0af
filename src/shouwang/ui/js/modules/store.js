// What waits on this phone: words, photos, recordings, one record for each form. A draft stays a day; what somebody
// sent off without a network stays until it has gone out or is deleted.

const DAY = 24 * 3600 * 1000;
let opened = null;

function database() {
  opened =
    opened ||
    new Promise((resolve, reject) => {
      const request = indexedDB.open("shouwang", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("kept", { keyPath: "name" });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  return opened;
}

async function within(mode, ask) {
  const transaction = (await database()).transaction("kept", mode);
  const request = ask(transaction.objectStore("kept"));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

const lasts = (record) => record && (record.waiting || Date.now() - record.at < DAY);

// Whether it is kept: a private window, a full phone and an old browser keep nothing, and the form works all the same.
export async function keep(record) {
  try {
    await within("readwrite", (store) => store.put(record));
    return true;
  } catch {
    return false;
  }
}

export async function load(name) {
  try {
    const found = await within("readonly", (store) => store.get(name));
    return lasts(found) ? found : null;
  } catch {
    return null;
  }
}

export async function forget(name) {
  try {
    await within("readwrite", (store) => store.delete(name));
  } catch {
    /* nothing was kept */
  }
}

export async function all() {
  try {
    const found = await within("readonly", (store) => store.getAll());
    found.filter((record) => !lasts(record)).forEach((record) => forget(record.name));
    return found.filter(lasts);
  } catch {
    return [];
  }
}
