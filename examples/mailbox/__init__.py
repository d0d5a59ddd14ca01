"""A sample mailbox: what an office gets in a week, in every format that really arrives, with its truth."""

from examples.mailbox.week import deliver

__all__ = ["deliver"]
