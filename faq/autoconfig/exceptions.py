"""What can be wrong with a request for settings.

AutoconfigError
├── InvalidAddress      no mail address (RFC 5321)
├── InvalidDomain       no domain name that could hold mail
├── InvalidRequest      an Autodiscover body that is not understood
├── UnsupportedSchema   an Autodiscover answer in a format not served here
└── NoServer            nothing is published that fits the request
"""


class AutoconfigError(Exception):
    """A request that cannot be answered with settings."""


class InvalidAddress(AutoconfigError):
    """The text is not a mail address."""


class InvalidDomain(AutoconfigError):
    """The text is not a domain name."""


class InvalidRequest(AutoconfigError):
    """The body is not an Autodiscover request."""


class UnsupportedSchema(AutoconfigError):
    """The request asks for an answer other than Outlook's settings."""


class NoServer(AutoconfigError):
    """No published server fits what was asked for."""
