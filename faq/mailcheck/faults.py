"""Which fault an error of the socket and TLS libraries stands for."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from faq.mailcheck.result import CheckFailed, Fault

# X.509 verification codes of OpenSSL (x509_vfy.h); all others mean a chain that cannot be trusted.
_CERTIFICATE_FAULTS = {
    9: Fault.CERTIFICATE_NOT_YET_VALID,
    10: Fault.CERTIFICATE_EXPIRED,
    62: Fault.CERTIFICATE_WRONG_NAME,
    64: Fault.CERTIFICATE_WRONG_NAME,
}
_TLS_FAULTS = {
    "TLSV1_ALERT_PROTOCOL_VERSION": Fault.TLS_TOO_OLD,
    "UNSUPPORTED_PROTOCOL": Fault.TLS_TOO_OLD,
    "WRONG_SSL_VERSION": Fault.TLS_TOO_OLD,
    # OpenSSL's word for bytes that are no TLS at all.
    "WRONG_VERSION_NUMBER": Fault.NOT_ENCRYPTED,
}


@contextmanager
def named(default: Fault) -> Iterator[None]:
    """Turn the libraries' errors into CheckFailed; `default` names those without a rule."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        fault = _CERTIFICATE_FAULTS.get(error.verify_code, Fault.CERTIFICATE_UNTRUSTED)
        raise CheckFailed(fault, error.verify_message) from error
    except (
        ssl.SSLEOFError,
        ssl.SSLZeroReturnError,
        ConnectionResetError,
        BrokenPipeError,
    ) as error:
        raise CheckFailed(Fault.DISCONNECTED, error.strerror or "") from error
    except ssl.SSLError as error:
        reason = error.reason or ""
        raise CheckFailed(_TLS_FAULTS.get(reason, Fault.TLS_HANDSHAKE), reason) from error
    except TimeoutError as error:
        raise CheckFailed(Fault.TIMEOUT) from error
    except ConnectionRefusedError as error:
        raise CheckFailed(Fault.CLOSED) from error
    except OSError as error:
        raise CheckFailed(default, error.strerror or "") from error
