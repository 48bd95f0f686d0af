// GCJ-02, the shifted datum of Chinese map services. Our positions are WGS-84; over such tiles they are drawn shifted
// and picked positions are shifted back. The constants are those of the Krasovsky 1940 ellipsoid used by the datum.

const AXIS = 6378245;
const FLAT = 0.006693421622965943;
const RAD = Math.PI / 180;

const inside = (lon, lat) => lon > 72.004 && lon < 137.8347 && lat > 0.8293 && lat < 55.8271;

function waves(value, long, short) {
  const turn = Math.PI * value;
  return ((20 * Math.sin(turn) + 40 * Math.sin(turn / 3)) * 2) / 3 + long(turn) + short;
}

function shift(lon, lat) {
  const x = lon - 105;
  const y = lat - 35;
  const ripple = ((20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2) / 3;
  const north =
    -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x)) +
    waves(y, (t) => ((160 * Math.sin(t / 12) + 320 * Math.sin(t / 30)) * 2) / 3, ripple);
  const east =
    300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) +
    waves(x, (t) => ((150 * Math.sin(t / 12) + 300 * Math.sin(t / 30)) * 2) / 3, ripple);
  const bend = 1 - FLAT * Math.sin(lat * RAD) ** 2;
  return [
    east / ((AXIS / Math.sqrt(bend)) * Math.cos(lat * RAD) * RAD),
    north / (((AXIS * (1 - FLAT)) / bend ** 1.5) * RAD),
  ];
}

export function toGcj([lon, lat]) {
  if (!inside(lon, lat)) return [lon, lat];
  const [east, north] = shift(lon, lat);
  return [lon + east, lat + north];
}

export function fromGcj([lon, lat]) {
  let guess = [lon, lat];
  for (let turn = 0; turn < 6; turn += 1) {
    const [east, north] = toGcj(guess);
    guess = [guess[0] + lon - east, guess[1] + lat - north];
  }
  return guess;
}
