// What the map library calls and an old WeChat's Chromium 86 does not have yet. setup/bundles.py puts it before
// every script; tests/ui/test_old_browsers.py looks for what else would be needed.
const give = (owner, name, value) => {
  if (!owner[name]) Object.defineProperty(owner, name, { value, writable: true, configurable: true });
};

give(Object, "hasOwn", (owner, name) => Object.prototype.hasOwnProperty.call(owner, name));
for (const kind of [Array, String, Object.getPrototypeOf(Uint8Array)]) {
  give(kind.prototype, "at", function at(place) {
    return this[place < 0 ? this.length + Math.trunc(place) : Math.trunc(place)];
  });
}
