# SPDX-License-Identifier: MIT
"""What goes wrong, by whose fault it is."""


class Error(Exception):
    """Any failure of tamga; its text says what is wrong, where, and what was expected."""


class UsageError(Error, ValueError):
    """The request makes no sense: an unknown option, a zoom of 99."""


class InputError(Error):
    """A file or value that was given is wrong."""


class SystemFailure(Error, OSError):
    """The disk, the database or a library refused."""
