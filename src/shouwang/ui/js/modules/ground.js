// What lies under and around our own shapes: a plain ground in the page's colours, or tiles above it.

const colour = (place, name) => getComputedStyle(place).getPropertyValue(`--${name}`).trim();

function vector(place) {
  const land = (id, layer, paint, type = "fill") => ({ id, type, source: "tiles", "source-layer": layer, paint });
  const water = colour(place, "map-water");
  const way = colour(place, "map-way");
  return [
    land("tiles-water", "water", { "fill-color": water }),
    land("tiles-buildings", "buildings", { "fill-color": colour(place, "line") }),
    land("tiles-roads", "roads", { "line-color": way, "line-width": ["interpolate", ["linear"], ["zoom"], 10, 0.6, 16, 5] }, "line"),
  ];
}

export function ground(place, { tiles, pmtiles }) {
  const sources = { ours: { type: "geojson", data: { type: "FeatureCollection", features: [] } } };
  const layers = [{ id: "ground", type: "background", paint: { "background-color": colour(place, "map-land") } }];
  if (pmtiles) {
    sources.tiles = { type: "vector", url: `pmtiles://${new URL(pmtiles, location.href).href}` };
    layers.push(...vector(place));
  } else if (tiles && /\.(pbf|mvt)/.test(tiles)) {
    sources.tiles = { type: "vector", tiles: [tiles], maxzoom: 14 };
    layers.push(...vector(place));
  } else if (tiles) {
    sources.tiles = { type: "raster", tiles: [tiles], tileSize: 256, maxzoom: 18 };
    layers.push({ id: "tiles", type: "raster", source: "tiles" });
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
  map.addLayer({ id: "ways", type: "line", source: "ours", filter: ["all", line, kind("way")], layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": colour(place, "map-way"), "line-width": 6 } });
  map.addLayer({ id: "edges", type: "line", source: "ours", filter: ["all", area, ["!", kind("water")]], paint: { "line-color": blue, "line-width": 1.5, "line-dasharray": [4, 3] } });
  map.addLayer({ id: "rounds", type: "line", source: "ours", filter: ["all", line, ["!", kind("way")]], layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": blue, "line-width": 3 } });
}
