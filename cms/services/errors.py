"""What can go wrong with an embedded server, each as one line that says what to do.

ServiceError
├── UnsupportedPlatform     there is no server for this system: name one that runs
├── CannotDropPrivileges    started as root, and no other account can be taken
├── BelongsToAnother        the data was made by another account
├── OtherVersion            the data was made by another version of the server
├── NotWritable             a directory that must be written to cannot be
├── NoSpace                 the disk is full, or nearly
├── StartFailed             the server gave up; carries its last words
├── StopFailed              the server does not end
├── PortTaken               somebody else listens there
├── NoJava                  Java 17 is missing or too old
├── NoMaven                 the Maven client is missing
├── NoNetwork               the download did not come through
└── WrongDigest             what was downloaded is not what was expected
"""


class ServiceError(Exception):
    """An embedded server cannot do what was asked; `str()` is one line that says why and what to do."""


class UnsupportedPlatform(ServiceError):
    """No server for this system."""


class CannotDropPrivileges(ServiceError):
    """Started as root, and no other account can be taken."""


class BelongsToAnother(ServiceError):
    """The data was made by another account."""


class OtherVersion(ServiceError):
    """The data was made by another version of the server."""


class NotWritable(ServiceError):
    """A directory that must be written to cannot be."""


class NoSpace(ServiceError):
    """The disk is full, or nearly."""


class StartFailed(ServiceError):
    """The server gave up while starting."""


class StopFailed(ServiceError):
    """The server does not end."""


class PortTaken(ServiceError):
    """Somebody else listens there."""


class NoJava(ServiceError):
    """Java 17 is missing or too old."""


class NoMaven(ServiceError):
    """The Maven client is missing."""


class NoNetwork(ServiceError):
    """The download did not come through."""


class WrongDigest(ServiceError):
    """What was downloaded is not what was expected."""
