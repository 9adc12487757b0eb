"""Certificates for tests of signing, made when they are asked for and kept nowhere."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    NoEncryption,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from declass.redact.signing.sign import Credentials, read_credentials

PASSPHRASE = "trawl net"  # noqa: S105 - of files that live as long as a test
NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)  # pdfsig goes by the clock of the machine
DAY = dt.timedelta(days=1)

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


class Signer(NamedTuple):
    """A key with its certificate, and that of the authority."""

    key: Key
    certificate: x509.Certificate
    authority: x509.Certificate

    def pkcs12(self, passphrase: str = PASSPHRASE) -> bytes:
        lock = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
        return pkcs12.serialize_key_and_certificates(
            b"desk", self.key, self.certificate, [self.authority], lock
        )

    def credentials(self) -> Credentials:
        return read_credentials(self.pkcs12(), PASSPHRASE, now=NOW, place="desk.p12")


@cache
def rsa_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@cache
def authority_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def certificate_of(
    name: str,
    key: Key,
    *,
    start: dt.datetime = NOW - DAY,
    end: dt.datetime = NOW + 30 * DAY,
    signs: bool = True,
    commits: bool = True,
    is_authority: bool = False,
) -> x509.Certificate:
    """A certificate that the authority of these tests has given.

    Args:
        name: of whom.
        key: whose.
        start: of its time.
        end: of its time.
        signs: it is for signatures.
        commits: it is for those that bind (non-repudiation).
        is_authority: it is for certificates.
    """
    usage = x509.KeyUsage(
        digital_signature=signs,
        content_commitment=commits,
        key_encipherment=not signs,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Harbour Authority")]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        .add_extension(usage, critical=True)
        .sign(authority_key(), SHA256())
    )


@cache
def authority() -> x509.Certificate:
    return certificate_of("Harbour Authority", authority_key(), is_authority=True)


def signer(key: Key | None = None, **changes: object) -> Signer:
    """A desk that may sign, but for `changes` to its certificate."""
    own = key or rsa_key()
    certificate = certificate_of("Release Desk", own, **changes)  # type: ignore[arg-type]
    return Signer(own, certificate, authority())


@cache
def desk() -> Signer:
    return signer()
