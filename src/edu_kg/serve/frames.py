"""What server and workers say to each other: a small JSON object and some bytes."""

import contextlib
import json
import socket
import struct
from collections.abc import Mapping
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
    """Bytes as they come in, until a message is whole."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def add(self, content: bytes) -> Frame | None:
        """The message that these bytes end, or None as long as it is not whole.

        There is never more than one under way: each is answered before the next.
        """
        self._bytes += content
        if len(self._bytes) < _SIZES.size:
            return None
        head_size, body_size = _SIZES.unpack_from(self._bytes)
        whole = _SIZES.size + head_size + body_size
        if len(self._bytes) < whole:
            return None
        head = json.loads(self._bytes[_SIZES.size : _SIZES.size + head_size])
        frame = Frame(head, bytes(self._bytes[_SIZES.size + head_size : whole]))
        self._bytes = bytearray()
        return frame


def receive(connection: socket.socket) -> Frame | None:
    """The next message; None when the other side has gone."""
    buffer = FrameBuffer()
    with contextlib.suppress(ConnectionError):
        while content := connection.recv(1 << 16):
            frame = buffer.add(content)
            if frame is not None:
                return frame
    return None
