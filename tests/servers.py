"""A Jupyter server of a new user, for tests that ask a real one."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Server:
    """A server that runs: where it answers, and its process."""

    address: str
    process: "subprocess.Popen[bytes]"

    def answers(self) -> bool:
        """Tell whether the server answers now."""
        try:
            urllib.request.urlopen(f"{self.address}/api", timeout=2).read()
        except (urllib.error.URLError, OSError):
            return False
        return True


@contextmanager
def running(home: Path, *command: str) -> Iterator[Server]:
    """Run a command of Python that starts a server for one who has no settings, trusts nothing.

    Args:
        home: The user's home; settings and state go below it.
        command: What Python runs: `-m`, `jupyterlab`.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {
        "HOME": str(home),
        "JUPYTER_CONFIG_DIR": str(home / ".config"),
        "JUPYTER_DATA_DIR": str(home / ".data"),
        "JUPYTER_RUNTIME_DIR": str(home / ".runtime"),
    }
    options = [
        "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}",
        "--IdentityProvider.token=",
    ]  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, *command, *options],
        cwd=home,
        env={**os.environ, **own},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    server = Server(f"http://127.0.0.1:{port}", process)
    try:
        _wait_for(server)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(server: Server) -> None:
    for _ in range(120):
        assert server.process.poll() is None, "JupyterLab ended by itself"
        if server.answers():
            return
        time.sleep(0.5)
    pytest.fail("JupyterLab did not answer within a minute")
