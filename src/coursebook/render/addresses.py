"""Reads addresses as browsers do, which forgive much: spaces, controls, slashes the wrong way."""

import re
from urllib.parse import unquote

_PASSED_OVER = re.compile(r"[\x00-\x20\s]+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def bare(address: str) -> str:
    """Return an address without what browsers pass over."""
    return _PASSED_OVER.sub("", address)


def link(address: str) -> str | None:
    """Return an address that may be linked to, or None.

    On a page that was opened from disk, `//host/share` and all that comes to the same is a share
    of Windows, and whoever follows it shows that machine who she is. An address that begins with
    two slashes is meant for the web; all others are dropped.
    """
    plain = bare(address)
    if _SCHEME.match(plain):
        return address
    if re.match(r"//[^/\\]", plain):
        return f"https:{plain}"
    return None if plain.startswith("\\") or _has_empty_part(plain) else address


def is_share(address: str) -> bool:
    """Tell whether Windows would take a path for that of another machine."""
    return unquote(bare(address)).replace("\\", "/").startswith("//")


def _has_empty_part(address: str) -> bool:
    path = unquote(re.split(r"[?#]", address, maxsplit=1)[0])
    return "//" in path.replace("\\", "/")
