"""What a whole tree of containers may cost, however deep: members, bytes, depth."""

from dataclasses import dataclass

from jianyou.officefiles.unpacking import LIMITS, MEGABYTE
from jianyou.terms.finding import Refused


@dataclass(frozen=True, slots=True)
class ContainerLimits:
    """What an outermost container and all within it may cost together; sizes are bytes.

    `file_bytes` is for one member that isn't itself a container. Unpacked it all may come to
    `unpacked_bytes`, and beyond `ratio_from` to no more than `ratio` times what was handed in.
    """

    depth: int = 5
    members: int = 5_000
    unpacked_bytes: int = 1024 * MEGABYTE
    ratio: int = 100
    ratio_from: int = 64 * MEGABYTE
    file_bytes: int = LIMITS.file_bytes
    seconds: float = 120.0


CONTAINER_LIMITS = ContainerLimits()


class SpentError(Exception):
    """The budget of a tree is spent: nothing more comes out of its outermost container."""

    def __init__(self, refusal: Refused) -> None:
        super().__init__(refusal)
        self.refusal = refusal


class Budget:
    """Counts over one outermost container of `size` bytes."""

    def __init__(self, limits: ContainerLimits, size: int) -> None:
        self.limits = limits
        self.bytes = min(limits.unpacked_bytes, max(limits.ratio_from, limits.ratio * size))
        self._members = limits.members
        self._all = self.bytes

    def take_member(self) -> None:
        """Count a member, taken out or passed over. SpentError at the end."""
        self._members -= 1
        if self._members < 0:
            raise SpentError(Refused("archive_too_many_members", limit=self.limits.members))

    def take_bytes(self, size: int) -> None:
        """Count bytes that came out, kept or not. SpentError at the end."""
        self.bytes -= size
        if self.bytes < 0:
            raise SpentError(Refused("archive_too_large", limit_mb=self._all // MEGABYTE))
