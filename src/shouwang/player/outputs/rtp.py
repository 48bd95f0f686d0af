"""IP loudspeakers that listen to RTP: G.711 A-law (payload type 8), 20 ms a packet, to a multicast group or one address.

The packets are made here and not by ffmpeg (`-re -f rtp`): ffmpeg sends 180 ms at a time unless told otherwise, and the
first half second at once, more than the buffer of a plain IP loudspeaker holds.
"""

import os
import socket
import struct
import time
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from shouwang.player.outputs.sound import BadOutput, OutputFailed, Pace, Playing, decoded

RATE = 8000
PACKET = 160  # samples, and with A-law also bytes: 20 ms
PCMA = 8
EXPEDITED = 0xB8  # DSCP EF: speech first, where switches know it
SILENCE = b"\xd5" * PACKET


class Rtp:
    """rtp://239.192.0.1:5004?localaddr=192.168.1.5&ttl=2 . Raises BadOutput for an address that can't be."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        try:
            group, port, ttl = ip_address(parts.hostname or ""), parts.port, int(options.pop("ttl", "1"))
            local = str(ip_address(options.pop("localaddr", "0.0.0.0")))  # noqa: S104  # whichever interface routes there
        except ValueError as error:
            raise BadOutput(f"{address}: {error}. Write rtp://239.192.0.1:5004") from error
        if options or port is None or not 0 < port < 65536 or not 0 < ttl < 256 or group.version != 4:
            raise BadOutput(
                f"{address}: only an IPv4 address with a port, localaddr and ttl. Write rtp://239.192.0.1:5004"
            )
        self._to = (str(group), port)
        self._line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._line.setsockopt(socket.IPPROTO_IP, socket.IP_TOS, EXPEDITED)
        try:
            if group.is_multicast:
                self._line.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, ttl)
                self._line.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(local))
            elif local != "0.0.0.0":  # noqa: S104
                self._line.bind((local, 0))
        except OSError as error:
            self._line.close()
            raise BadOutput(f"{address}: this machine has no address {local} ({error.strerror})") from error
        self.name = f"rtp {group}:{port}"
        self._source = os.urandom(4)
        self._number = int.from_bytes(os.urandom(2))
        self._zero = time.monotonic() - int.from_bytes(os.urandom(2))

    def is_ready(self) -> bool:
        return True

    def close(self) -> None:
        self._line.close()

    def play(self, sound: Path, playing: Playing) -> None:
        with decoded(sound, playing, rate=RATE, form="alaw") as samples:
            first = samples.read(PACKET)
            stamp = int((time.monotonic() - self._zero) * RATE)
            pace, sent, block = Pace(playing.stop), 0, first
            while block and pace.wait_until(sent / RATE):
                self._send(block.ljust(PACKET, SILENCE[:1]), stamp + sent, is_first=sent == 0)
                sent += len(block)
                playing.seconds = sent / RATE
                block = samples.read(PACKET)
            pace.wait_until(sent / RATE)

    def _send(self, block: bytes, stamp: int, *, is_first: bool) -> None:
        """RFC 3550, 5.1: version 2; the marker bit opens a talkspurt (RFC 3551, 4.1)."""
        head = struct.pack("!BBHI", 0x80, PCMA | (0x80 if is_first else 0), self._number, stamp & 0xFFFF_FFFF)
        self._number = (self._number + 1) & 0xFFFF
        try:
            self._line.sendto(head + self._source + block, self._to)
        except OSError as error:
            raise OutputFailed(f"{self.name}: {error.strerror}") from error
