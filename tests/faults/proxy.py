"""A proxy between a program and a server that does what networks do.

It passes bytes on, and does one thing wrong, once, when so many bytes have gone in one direction
over all connections: it delays them, stalls for good, cuts all connections, lets bytes through one
by one, or changes a bit. A seed decides at which byte.
"""

import random
import socket
import threading
import time

DELAY, STALL, CUT, DRIP, CORRUPT = "delay", "stall", "cut", "drip", "corrupt"
KINDS = (DELAY, STALL, CUT, DRIP, CORRUPT)
DELAY_SECONDS = 0.7


class Fault:
    """What goes wrong, at which byte, and on the way to the server or from it."""

    def __init__(self, kind, at_byte, to_server=True, bit=0):
        self.kind = kind
        self.at_byte = at_byte
        self.to_server = to_server
        self.bit = bit

    def __str__(self):
        way = "to" if self.to_server else "from"
        return f"{self.kind} at byte {self.at_byte} {way} the server"


def random_fault(kind, passed, dice):
    """Anywhere among the bytes that an undisturbed run passes on in each direction."""
    to_server = dice.random() < 0.5
    return Fault(kind, dice.randrange(max(1, passed[to_server])), to_server, dice.randrange(8))


class Proxy:
    """Listens on a port of 127.0.0.1; without a fault it only passes on."""

    def __init__(self, port, fault=None):
        self.target = port
        self.fault = fault
        self.has_happened = False
        self.passed = {True: 0, False: 0}
        """Bytes to the server and from it."""
        self.drips_until = 0.0
        self.lock = threading.Lock()
        self.sockets = set()
        self.is_closed = False
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def accept(self):
        while True:
            try:
                client = self.listener.accept()[0]
            except OSError:
                return
            try:
                server = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                client.close()
                continue
            for end in (client, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self.lock:
                self.sockets |= {client, server}
            for source, sink, to_server in ((client, server, True), (server, client, False)):
                threading.Thread(target=self.pass_on, args=(source, sink, to_server),
                                 daemon=True).start()

    def pass_on(self, source, sink, to_server):
        try:
            while data := source.recv(65_536):
                self.send(sink, self.disturbed(data, to_server))
        except OSError:
            pass
        try:
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def send(self, sink, data):
        while time.monotonic() < self.drips_until and data:
            sink.sendall(data[:1])
            data = data[1:]
            time.sleep(0.001)
        sink.sendall(data)

    def disturbed(self, data, to_server):
        with self.lock:
            before = self.passed[to_server]
            self.passed[to_server] += len(data)
            fault = self.fault
            is_now = (fault is not None and not self.has_happened and
                      fault.to_server == to_server and before + len(data) > fault.at_byte)
            self.has_happened = self.has_happened or is_now
        if is_now and fault.kind == DELAY:
            time.sleep(DELAY_SECONDS)
        elif is_now and fault.kind == DRIP:
            self.drips_until = time.monotonic() + DELAY_SECONDS
        elif is_now and fault.kind == CUT:
            self.cut()
        elif is_now and fault.kind == CORRUPT:
            changed = bytearray(data)
            changed[fault.at_byte - before] ^= 1 << fault.bit
            data = bytes(changed)
        # What has stalled stays so, on all connections, also on those that are made later.
        while self.has_happened and fault.kind == STALL and not self.is_closed:
            time.sleep(0.01)
        return data

    def cut(self):
        """All connections, in the middle of whatever they are at."""
        with self.lock:
            for end in self.sockets:
                try:
                    end.shutdown(socket.SHUT_RDWR)
                    end.close()
                except OSError:
                    pass
            self.sockets.clear()

    def close(self):
        self.is_closed = True
        self.listener.close()
        self.cut()
