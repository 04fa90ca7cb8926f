"""A SOCKS proxy on loopback: as little of RFC 1928 as a client needs."""

import socket
import socketserver
import struct
import threading
from contextlib import suppress


class _Connection(socketserver.BaseRequestHandler):
    def handle(self):
        _version, count = self._read(2)
        self._read(count)
        self.request.sendall(b"\x05\x00")
        _version, _command, _reserved, kind = self._read(4)
        host = (
            socket.inet_ntoa(self._read(4))
            if kind == 1
            else self._read(self._read(1)[0]).decode("ascii")
        )
        [port] = struct.unpack("!H", self._read(2))
        with socket.create_connection((host, port)) as target:
            self.server.connections += 1
            self.request.sendall(b"\x05\x00\x00\x01" + bytes(6))
            back = threading.Thread(target=_pump, args=(target, self.request))
            back.start()
            _pump(self.request, target)
            back.join()

    def _read(self, count):
        found = b""
        while len(found) < count:
            piece = self.request.recv(count - len(found))
            if not piece:
                raise ConnectionError("the client has gone")
            found += piece
        return found


def _pump(source, target):
    with suppress(OSError):
        while piece := source.recv(65536):
            target.sendall(piece)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


class SocksServer(socketserver.ThreadingTCPServer):
    """Counts the connections that it makes for others."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Connection)
        self.connections = 0
        self.url = f"socks5://127.0.0.1:{self.server_address[1]}"
        self._thread = threading.Thread(target=self.serve_forever, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_error):
        self.shutdown()
        self._thread.join()
        self.server_close()
