"""A client of the program's HTTP API: JSON in, JSON out, one open connection for each thread."""

import http.client
import json
import threading
from urllib.parse import quote, urlencode, urlsplit


class Refused(Exception):
    """An answer that is not a success."""


class API:
    def __init__(self, base_url, token=None):
        parts = urlsplit(base_url)
        self.host, self.port = parts.hostname, parts.port
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}
        self.kept = threading.local()

    def get(self, *path, **query):
        return self._request("GET", path, query)

    def post(self, *path, body=None, headers=None):
        return self._request("POST", path, {}, body, headers)

    def pages(self, *path, limit=100):
        """The items of every page of a list."""
        after = {}
        while True:
            page = self.get(*path, limit=limit, **after)
            yield from page["items"]
            if not page.get("next"):
                return
            after = {"after": page["next"]}

    def _request(self, method, path, query, body=None, headers=None):
        target = "/v1/" + "/".join(quote(str(part), safe="") for part in path)
        if query:
            target += "?" + urlencode(query)
        headers = self.headers | (headers or {})
        data = None
        if body is not None:
            data = json.dumps(body, ensure_ascii=False).encode()
            headers["Content-Type"] = "application/json"
        status, answer = self._exchange(method, target, data, headers)
        if status not in (200, 201, 204):
            raise Refused(f"{method} {target}: {status} {answer.decode(errors='replace')}")
        return json.loads(answer) if answer else None

    def _exchange(self, method, target, data, headers):
        connection = getattr(self.kept, "connection", None)
        if connection is None:
            connection = self.kept.connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
        try:
            connection.request(method, target, data, headers)
            response = connection.getresponse()
            return response.status, response.read()
        except (http.client.HTTPException, OSError):
            connection.close()
            self.kept.connection = None
            raise
