"""What server and workers say to each other: a small JSON object and some bytes."""

import contextlib
import json
import socket
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_SIZES = struct.Struct("!II")


@dataclass(frozen=True, slots=True)
class Frame:
    """One message."""

    head: Mapping[str, object]
    body: bytes = b""


def packed(frame: Frame) -> bytes:
    """The message as it is sent."""
    head = json.dumps(frame.head).encode()
    return _SIZES.pack(len(head), len(frame.body)) + head + frame.body


class FrameBuffer:
    """Bytes as they come in, until messages are whole."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def add(self, content: bytes) -> list[Frame]:
        """The messages that are whole with these bytes."""
        self._bytes += content
        found: list[Frame] = []
        start = 0
        while len(self._bytes) - start >= _SIZES.size:
            head_size, body_size = _SIZES.unpack_from(self._bytes, start)
            body = start + _SIZES.size + head_size
            if len(self._bytes) < body + body_size:
                break
            head = json.loads(self._bytes[start + _SIZES.size : body])
            found.append(Frame(head, bytes(self._bytes[body : body + body_size])))
            start = body + body_size
        del self._bytes[:start]
        return found


def received(connection: socket.socket) -> Iterator[Frame]:
    """The messages as they come, until the other side has gone."""
    buffer = FrameBuffer()
    with contextlib.suppress(ConnectionError):
        while content := connection.recv(1 << 16):
            yield from buffer.add(content)
