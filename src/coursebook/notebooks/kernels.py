"""The kernels that lessons run in."""

from typing import Any

from ipykernel.kernelspec import RESOURCES, get_kernel_dict
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from traitlets import default


class _OwnPython(KernelSpecManager):
    """Knows one kernel: the Python that runs this command."""

    def get_kernel_spec(self, kernel_name: str) -> Any:
        return KernelSpec(resource_dir=RESOURCES, **get_kernel_dict())


class OwnKernelManager(AsyncKernelManager):
    """Starts kernels of the Python that runs this command.

    A kernel named `python3` in a user's home would otherwise win, and run lessons without
    this package or with another version of it.
    """

    transport_encryption = "auto"

    @default("kernel_spec_manager")
    def _own_python(self) -> KernelSpecManager:
        return _OwnPython()
