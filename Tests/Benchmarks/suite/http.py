"""A small HTTP client, cheap enough not to disturb what it measures."""

import asyncio
import json
import urllib.parse


class Connection:
    """One open connection; one request at a time."""

    @classmethod
    async def open(cls, url):
        self = cls()
        address = urllib.parse.urlsplit(url)
        self.reader, self.writer = await asyncio.open_connection(address.hostname, address.port)
        return self

    async def post(self, path, body=b"", token=None, host="town"):
        """The body of the answer; anything but a success is an error."""
        authorization = f"Authorization: Bearer {token}\r\n" if token else ""
        self.writer.write(
            f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n{authorization}"
            f"Content-Length: {len(body)}\r\n\r\n".encode() + body
        )
        head = await self.reader.readuntil(b"\r\n\r\n")
        lines = head.decode().split("\r\n")
        length = next(int(line.split(":")[1]) for line in lines if line.lower().startswith("content-length:"))
        answer = await self.reader.readexactly(length)
        if not lines[0].startswith("HTTP/1.1 2"):
            raise SystemExit(f"error: {path}: {lines[0]} {answer.decode()}")
        return answer

    def close(self):
        self.writer.close()


async def follow(url, organisation, token, opened=None):
    """The next events of a queue; never ends by itself.

    `opened` is called when the stream is open."""
    address = urllib.parse.urlsplit(url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    try:
        writer.write(
            f"GET /v1/queues/{organisation}/events HTTP/1.1\r\nHost: town\r\nAuthorization: Bearer {token}\r\n\r\n".encode()
        )
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise SystemExit(f"error: {head.decode()}")
        if opened:
            opened()
        while line := await reader.readline():
            if line.startswith(b"data:"):
                yield json.loads(line[5:])
    finally:
        writer.close()
