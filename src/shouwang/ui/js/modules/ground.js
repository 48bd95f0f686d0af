// What lies under and around our own shapes: a plain ground in the page's colours, or a file or tiles above it.
import { TileType } from "pmtiles";

const PICTURES = [TileType.Png, TileType.Jpeg, TileType.Webp, TileType.Avif];
// The same things as Protomaps and as OpenMapTiles call them.
const WATER = ["water"];
const STREAMS = ["water", "waterway"];
const HOUSES = ["buildings", "building"];
const ROADS = ["roads", "transportation"];
const KNOWN = [...STREAMS, ...HOUSES, ...ROADS];

const colour = (place, name) => getComputedStyle(place).getPropertyValue(`--${name}`).trim();

// A file of the room's own: what its head says it holds. `kind` is "vector", "raster", "unknown" or "unreadable".
export async function lookInto(archive) {
  let kind;
  try {
    kind = (await archive.getHeader()).tileType;
  } catch {
    return { kind: "unreadable" };
  }
  const said = await archive.getMetadata().catch(() => ({}));
  const file = { url: `pmtiles://${archive.source.getKey()}`, attribution: said.attribution || "" };
  if (PICTURES.includes(kind)) return { ...file, kind: "raster" };
  const layers = (said.vector_layers || []).map(({ id }) => id);
  const isDrawn = kind === TileType.Mvt && (!layers.length || layers.some((id) => KNOWN.includes(id)));
  return { ...file, kind: isDrawn ? "vector" : "unknown" };
}

function vector(place) {
  const drawn = (type, shape, names, paint) =>
    names.map((name) => ({ id: `tiles-${type}-${name}`, type, source: "tiles", "source-layer": name, filter: ["==", ["geometry-type"], shape], paint }));
  const water = colour(place, "map-water");
  const wide = (least, most) => ["interpolate", ["linear"], ["zoom"], 10, least, 16, most];
  return [
    ...drawn("fill", "Polygon", WATER, { "fill-color": water }),
    ...drawn("line", "LineString", STREAMS, { "line-color": water, "line-width": wide(0.6, 4) }),
    ...drawn("fill", "Polygon", HOUSES, { "fill-color": colour(place, "line") }),
    ...drawn("line", "LineString", ROADS, { "line-color": colour(place, "map-way"), "line-width": wide(0.6, 5) }),
  ];
}

export function ground(place, { tiles, file }) {
  const sources = { ours: { type: "geojson", data: { type: "FeatureCollection", features: [] } } };
  const layers = [{ id: "ground", type: "background", paint: { "background-color": colour(place, "map-land") } }];
  const picture = { id: "tiles", type: "raster", source: "tiles" };
  if (file && file.kind === "raster") {
    sources.tiles = { type: "raster", url: file.url, tileSize: 256, attribution: file.attribution };
    layers.push(picture);
  } else if (file && file.kind === "vector") {
    sources.tiles = { type: "vector", url: file.url, attribution: file.attribution };
    layers.push(...vector(place));
  } else if (!file && tiles && /\.(pbf|mvt)/.test(tiles)) {
    sources.tiles = { type: "vector", tiles: [tiles], maxzoom: 14 };
    layers.push(...vector(place));
  } else if (!file && tiles) {
    sources.tiles = { type: "raster", tiles: [tiles], tileSize: 256, maxzoom: 18 };
    layers.push(picture);
  }
  return { version: 8, sources, layers };
}

export function shapes(map, place) {
  const kind = (...kinds) => ["in", ["get", "kind"], ["literal", kinds]];
  const area = ["==", ["geometry-type"], "Polygon"];
  const line = ["==", ["geometry-type"], "LineString"];
  const blue = colour(place, "blue");
  map.addLayer({ id: "water", type: "fill", source: "ours", filter: ["all", area, kind("water")], paint: { "fill-color": colour(place, "map-water") } });
  map.addLayer({ id: "areas", type: "fill", source: "ours", filter: ["all", area, ["!", kind("water")]], paint: { "fill-color": blue, "fill-opacity": 0.05 } });
  map.addLayer({ id: "zones", type: "fill", source: "ours", filter: ["all", area, kind("zone")], paint: { "fill-color": blue, "fill-opacity": 0.16 } });
  map.addLayer({ id: "holes", type: "fill", source: "ours", filter: ["all", area, kind("hole")], paint: { "fill-color": colour(place, "red"), "fill-opacity": 0.2 } });
  map.addLayer({ id: "ways", type: "line", source: "ours", filter: ["all", line, kind("way")], layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": colour(place, "map-way"), "line-width": 6 } });
  map.addLayer({ id: "edges", type: "line", source: "ours", filter: ["all", area, ["!", kind("water")]], paint: { "line-color": blue, "line-width": 1.5, "line-dasharray": [4, 3] } });
  map.addLayer({ id: "rounds", type: "line", source: "ours", filter: ["all", line, ["!", kind("way")], ["!", kind("straight")]], layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": blue, "line-width": 3 } });
  map.addLayer({ id: "straight", type: "line", source: "ours", filter: ["all", line, kind("straight")], paint: { "line-color": blue, "line-width": 3, "line-dasharray": [2, 2] } });
}
