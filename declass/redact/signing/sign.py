"""Signs a verified release with the certificate of whoever answers for it, by pyHanko.

The signature is PAdES baseline B-B (ETSI EN 319 142-1): CAdES, detached, SHA-256, over every byte
of the file but itself. It certifies the file, and allows no change after it. It says who signed and
when, and has no reason, place or contact: words that are not the release's are not added to it.
Nothing is asked of any network; there is no time stamp of a third party.

What was signed is looked at before it leaves this module. The file is the release and a signature
of one form (`shape.signature`). The signature holds the certificates that were given, to the byte,
and the attributes that PAdES asks for. pyHanko, which did not write the file, finds it signed and
whole. PDFium finds in it what it finds in the release, and beside it the fixed names of the field.
No other words can be in it. Those of the certificates are public, and the same whatever is signed;
they are not searched for withheld ones, so that these do not decide whether a release is signed.

pyHanko is an extra, and is imported when something is to be signed.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING

from declass.errors import RefusedReleaseError, UnreadableError, UsageError
from declass.redact.evidence import pdfium
from declass.redact.evidence.model import Channel, Evidence
from declass.redact.shape import signature as shape_signature
from declass.redact.shape.file import Fault
from declass.redact.shape.signature import Signed
from declass.redact.signing import update as signature_update

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from pyhanko.sign.signers import SimpleSigner

DIGEST = "sha256"
STEP = 256  # bytes: the place of a signature is a multiple of it, so that none is too long for it


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who signs.

    Attributes:
        signer: key and certificate, as pyHanko takes them.
        certificates: that of the key, and those beside it, in DER.
    """

    signer: SimpleSigner = field(repr=False)
    certificates: tuple[bytes, ...] = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate of the key, in hexadecimal digits."""
        return sha256(self.certificates[0]).hexdigest()


def require_pyhanko() -> None:
    """Refuse to begin where pyHanko is not installed.

    Raises:
        UsageError: it is not.
    """
    if find_spec("pyhanko") is None:
        raise UsageError("signing needs pyHanko", remedy='install it: pip install "declass[sign]"')


def read_credentials(data: bytes, passphrase: str, *, now: dt.datetime, place: str) -> Credentials:
    """Read key and certificates from a PKCS#12 file.

    Args:
        data: the file.
        passphrase: what opens it.
        now: when it is to sign.
        place: the name of the file.

    Raises:
        UsageError: pyHanko is not installed.
        UnreadableError: the file cannot be opened, or nobody could sign with what is in it.
    """
    require_pyhanko()
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    key, certificate, others = _opened(data, passphrase, place)
    if certificate is None or not isinstance(key, (RSAPrivateKey, EllipticCurvePrivateKey)):
        raise UnreadableError(
            "holds no key with its certificate", place=place, remedy="RSA and ECDSA can sign"
        )
    if key.public_key() != certificate.public_key():
        raise UnreadableError("the certificate is not that of the key", place=place)
    _require_usable(certificate, now, place)
    encoding = serialization.Encoding.DER
    chain = tuple(each.public_bytes(encoding) for each in (certificate, *others))
    private = key.private_bytes(
        encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return Credentials(_signer(private, chain), chain)


def _opened(
    data: bytes, passphrase: str, place: str
) -> tuple[object, Certificate | None, list[Certificate]]:
    from cryptography.hazmat.primitives.serialization import pkcs12

    try:
        return pkcs12.load_key_and_certificates(data, passphrase.encode("utf-8", "surrogateescape"))
    except ValueError as trouble:
        raise UnreadableError(
            "cannot be opened", place=place, remedy="give a PKCS#12 file and its passphrase"
        ) from trouble


def _require_usable(certificate: Certificate, now: dt.datetime, place: str) -> None:
    """Refuse a certificate under which a signature would be void from the beginning."""
    from cryptography.x509 import ExtensionNotFound, KeyUsage

    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        raise UnreadableError("the certificate is not valid today", place=place)
    try:
        usage = certificate.extensions.get_extension_for_class(KeyUsage).value
    except ExtensionNotFound:
        return
    if not (usage.digital_signature or usage.content_commitment):
        raise UnreadableError("the certificate is not for signatures", place=place)


def _signer(private_key: bytes, certificates: tuple[bytes, ...]) -> SimpleSigner:
    from asn1crypto.keys import PrivateKeyInfo  # type: ignore[import-untyped]  # ships none
    from asn1crypto.x509 import Certificate  # type: ignore[import-untyped]  # as above
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    own, *others = [Certificate.load(each) for each in certificates]
    store = SimpleCertificateStore.from_certs(others)  # type: ignore[no-untyped-call]  # as above
    return SimpleSigner(own, PrivateKeyInfo.load(private_key), store)


def sign(pdf: bytes, credentials: Credentials, *, now: dt.datetime, place: str) -> bytes:
    """Sign a release.

    Args:
        pdf: the release. It has been verified: nobody should sign what has not.
        credentials: who signs.
        now: the time that the signature tells.
        place: where the release is to go, for messages.

    Returns:
        The release, to the byte, and a signature behind it.

    Raises:
        RefusedReleaseError: it is no release, or what was made is not that.
    """
    size = len(_container(credentials, sha256(pdf).digest()))
    try:
        unsigned = signature_update.extend(pdf, now, (size // STEP + 1) * STEP)
    except Fault as fault:
        raise _refused("it is no release", place) from fault
    signed = unsigned.signed(_container(credentials, unsigned.digest()))
    require_signed(signed, pdf, credentials, place=place)
    return signed


def _container(credentials: Credentials, digest: bytes) -> bytes:
    import asyncio

    signing = credentials.signer.async_sign(digest, DIGEST, use_pades=True)
    return bytes(asyncio.run(signing).dump())


def require_signed(signed: bytes, pdf: bytes, credentials: Credentials, *, place: str) -> None:
    """Refuse a file that is not a given release with a signature behind it, and nothing else.

    Args:
        signed: the file.
        pdf: the release.
        credentials: who must have signed.
        place: where the file is to go, for messages.

    Raises:
        RefusedReleaseError: it is something else.
    """
    try:
        told = shape_signature.read(signed, pdf)
    except Fault as fault:
        raise _refused("something in it is no signature", place) from fault
    if not _is_plain(told, credentials):
        raise _refused("the signature holds what it need not", place)
    if not _is_intact(signed, credentials, told.time):
        raise _refused("the signature is not valid", place)
    if not _shows_the_same(signed, pdf):
        raise _refused("it does not show what was released", place)


def _refused(problem: str, place: str) -> RefusedReleaseError:
    return RefusedReleaseError(
        f"signed release not published: {problem}",
        place=place,
        remedy="report this as a defect of declass, without the cable",
    )


_ATTRIBUTES = frozenset(
    ("content_type", "message_digest", "signing_certificate_v2", "cms_algorithm_protection")
)


def _is_plain(told: Signed, credentials: Credentials) -> bool:
    """Whether a signature consists of what PAdES asks for and of the certificates, in DER."""
    from asn1crypto.cms import ContentInfo  # type: ignore[import-untyped]  # ships none

    try:
        content = ContentInfo.load(told.container)
        data = content["content"]
        (signer,) = data["signer_infos"]
        attributes = {each["type"].native: each["values"].native for each in signer["signed_attrs"]}
        certificates = {each.chosen.dump() for each in data["certificates"]}
        in_der = content.dump(force=True)
    except (KeyError, TypeError, ValueError):
        return False
    beside = (data["encap_content_info"]["content"], data["crls"], signer["unsigned_attrs"])
    return (
        told.container.rstrip(b"\0") == in_der.rstrip(b"\0")
        and not any(each.native for each in beside)
        and _ATTRIBUTES.issuperset(attributes)
        and attributes.get("message_digest") == [told.digest]
        and certificates.issubset(credentials.certificates)
    )


def _is_intact(signed: bytes, credentials: Credentials, now: dt.datetime) -> bool:
    """Whether pyHanko finds the whole file signed by that certificate, and nothing after it."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    # Whether others trust the certificate is theirs to say.
    roots = [credentials.signer.signing_cert]
    context = ValidationContext(roots, allow_fetching=False, moment=now)
    try:
        (found,) = PdfFileReader(BytesIO(signed)).embedded_signatures
        status = validate_pdf_signature(found, context)
    except (PdfError, ValueError):
        return False
    return bool(
        status.intact
        and status.valid
        and status.docmdp_ok
        and status.coverage is SignatureCoverageLevel.ENTIRE_FILE
        and status.signing_cert.dump() == credentials.certificates[0]
    )


_NAMES_OF_FIELD = {"", "Signature", "Signature of this release"}


def _shows_the_same(signed: bytes, pdf: bytes) -> bool:
    """Whether PDFium finds in both files the same, but for the field of the signature."""
    found = pdfium.read(signed)
    names = {piece.text for piece in found if piece.channel is Channel.ANNOTATION}
    return names <= _NAMES_OF_FIELD and _without_annotations(found) == pdfium.read(pdf)


def _without_annotations(pieces: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple(piece for piece in pieces if piece.channel is not Channel.ANNOTATION)
