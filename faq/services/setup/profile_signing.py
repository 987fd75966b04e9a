"""Apple profiles signed with the host's own certificate, so that devices show them as verified.

Optional: it needs the extra `signing` (the package `cryptography`) and two files. Signing happens
in this process: the key never reaches a command line or a temporary file.
"""

from django.conf import settings


def signed(profile: bytes) -> bytes:
    """The profile inside a CMS signature (RFC 5652, DER), or as it is without a certificate."""
    if not settings.PROFILE_SIGNER:
        return profile
    # Only who signs needs the package.
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.hazmat.primitives.serialization import pkcs7

    certificates, private = settings.PROFILE_SIGNER
    own, *chain = x509.load_pem_x509_certificates(certificates.read_bytes())
    key = serialization.load_pem_private_key(private.read_bytes(), password=None)
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise TypeError("PROFILE_KEY is neither an RSA nor an EC key.")
    builder = pkcs7.PKCS7SignatureBuilder().set_data(profile).add_signer(own, key, hashes.SHA256())
    for certificate in chain:
        builder = builder.add_certificate(certificate)
    return builder.sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])
