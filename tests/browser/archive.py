"""Small PMTiles files for tests, written by hand after the specification (version 3), with one tile each."""

import gzip
import io
import json
import math
import struct
from typing import Any

from PIL import Image

NONE, GZIP = 1, 2
MVT, PNG, JPEG, WEBP = 1, 2, 3, 4


def place_of(lat: float, lon: float, zoom: int) -> tuple[int, int]:
    """The tile at the position."""
    side = 1 << zoom
    y = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2
    return int((lon + 180) / 360 * side), int(y * side)


def tile_id(zoom: int, x: int, y: int) -> int:
    """Where the tile stands on the Hilbert curve, after all tiles of smaller zooms."""
    found = (4**zoom - 1) // 3
    side = 1 << zoom
    step = side // 2
    while step:
        right, down = int(bool(x & step)), int(bool(y & step))
        found += step * step * ((3 * right) ^ down)
        if not down:
            if right:
                x, y = side - 1 - x, side - 1 - y
            x, y = y, x
        step //= 2
    return found


def archive(tile: bytes, kind: int, at: tuple[int, int, int], metadata: dict[str, Any]) -> bytes:
    """A file with this one tile at (zoom, x, y)."""
    zoom = at[0]
    directory = gzip.compress(b"".join(map(varint, (1, tile_id(*at), 1, len(tile), 1))))
    said = gzip.compress(json.dumps(metadata).encode())
    root, about = 127, 127 + len(directory)
    tiles = about + len(said)
    head = b"PMTiles\x03" + struct.pack(
        "<11Q", root, len(directory), about, len(said), tiles, 0, tiles, len(tile), 1, 1, 1
    )
    head += bytes([1, GZIP, NONE, kind, zoom, zoom])
    head += struct.pack("<4i", -1_800_000_000, -850_000_000, 1_800_000_000, 850_000_000)
    head += struct.pack("<B2i", zoom, 0, 0)
    return head + directory + said + tile


def picture(colour: str, shape: str = "PNG") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (256, 256), colour).save(made, shape)
    return made.getvalue()


def whole_layer(name: str) -> bytes:
    """A vector tile (MVT 2.1) in which one polygon of the layer covers everything."""
    square = [command(1, 1), zigzag(-64), zigzag(-64), command(2, 3)]
    square += [zigzag(4224), zigzag(0), zigzag(0), zigzag(4224), zigzag(-4224), zigzag(0), command(7, 1)]
    feature = field(3, varint(3), is_number=True) + field(4, b"".join(map(varint, square)))
    layer = field(1, name.encode()) + field(2, feature)
    layer += field(5, varint(4096), is_number=True) + field(15, varint(2), is_number=True)
    return field(3, layer)


def command(number: int, times: int) -> int:
    return number & 7 | times << 3


def zigzag(number: int) -> int:
    return number << 1 ^ number >> 31


def field(number: int, content: bytes, *, is_number: bool = False) -> bytes:
    """A field of a protocol buffer."""
    return varint(number << 3) + content if is_number else varint(number << 3 | 2) + varint(len(content)) + content


def varint(number: int) -> bytes:
    number &= (1 << 64) - 1
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])
