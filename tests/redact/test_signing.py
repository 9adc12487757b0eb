"""A signed release is the release to the byte, and a signature that others find valid."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import cms, x509  # type: ignore[import-untyped, unused-ignore]  # ships none
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from declass.errors import RefusedReleaseError, UnreadableError, UsageError
from declass.redact.evidence import pdfium
from declass.redact.pdf.writer import render
from declass.redact.shape import signature as shape_signature
from declass.redact.signing import update as signature_update
from declass.redact.signing.sign import read_credentials, require_pyhanko, require_signed, sign
from declass.redact.verify import find_leaks, find_words
from tests.redact.certificates import (
    DAY,
    NOW,
    PASSPHRASE,
    Signer,
    authority,
    authority_key,
    desk,
    signer,
)
from tests.redact.factories import SAMPLE, pages_of, pdf_of, run
from tests.redact.test_conformance import FLAVOURS, broken_clauses, written

SOURCE = ("1. (U) The harbour museum will open on Monday.",)
PDF = pdf_of(*SOURCE, run(3))
RELEASED = (*SOURCE, *pages_of(*SOURCE, run(3)).own_words())
WITHHELD = ("The pilots of the trawlers will strike for a contact at the release desk.",)


def signed_by(who: Signer, pdf: bytes = PDF, now: dt.datetime = NOW) -> bytes:
    return sign(pdf, who.credentials(), now=now, place="release.pdf")


SIGNED = signed_by(desk())


def is_valid(pdf: bytes) -> bool:
    """Whether pyHanko takes a file for whole and unchanged, and its signer for one it trusts."""
    root = x509.Certificate.load(authority().public_bytes(Encoding.DER))
    context = ValidationContext([root], allow_fetching=False)
    try:
        (signature,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
        return bool(validate_pdf_signature(signature, context).bottom_line)
    except (PdfError, ValueError):
        return False


def test_a_signed_release_begins_with_the_release_to_the_byte() -> None:
    assert SIGNED.startswith(PDF)
    assert find_leaks(SIGNED[: len(PDF)], WITHHELD, RELEASED) == ()


@pytest.mark.parametrize(
    "who",
    [
        desk(),
        signer(ec.generate_private_key(ec.SECP256R1())),
        signer(ec.generate_private_key(ec.SECP521R1())),
    ],
    ids=["RSA", "ECDSA P-256", "ECDSA P-521"],
)
def test_the_signature_is_valid_and_trusted(who: Signer) -> None:
    assert is_valid(signed_by(who))


@pytest.mark.parametrize("usage", [{"signs": False}, {"commits": False}], ids=["binds", "signs"])
def test_either_usage_of_a_certificate_is_enough(
    usage: dict[str, bool], capfd: pytest.CaptureFixture[str]
) -> None:
    assert signed_by(signer(None, **usage)).startswith(PDF)
    assert capfd.readouterr() == ("", "")


def test_an_authority_can_sign_itself() -> None:
    own = Signer(authority_key(), authority(), authority())
    assert is_valid(signed_by(own))


def test_the_signature_is_pades_b_b_and_allows_no_change() -> None:
    (signature,) = PdfFileReader(BytesIO(SIGNED)).embedded_signatures
    attributes = {each["type"].native for each in signature.signer_info["signed_attrs"]}
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature.md_algorithm == "sha256"
    assert signature.docmdp_level.value == 1
    assert signature.self_reported_timestamp == NOW
    assert "signing_certificate_v2" in attributes
    assert "signing_time" not in attributes, "PAdES has it in the dictionary alone"


def test_the_same_release_signed_at_the_same_time_is_the_same() -> None:
    assert signed_by(desk()) == SIGNED
    later = signed_by(desk(), now=NOW + dt.timedelta(seconds=1))
    assert later != SIGNED
    assert len(later) == len(SIGNED)


def test_any_release_can_be_signed() -> None:
    assert is_valid(signed_by(desk(), render(SAMPLE)))


@given(place=st.integers(0, len(PDF) - 1), change=st.integers(1, 255))
def test_a_changed_byte_of_the_released_part_makes_the_signature_invalid(
    place: int, change: int
) -> None:
    spoiled = bytearray(SIGNED)
    spoiled[place] ^= change
    try:
        found_valid = is_valid(bytes(spoiled))
    except Exception:  # noqa: BLE001 -- pyHanko may fail in any way to open what is damaged
        found_valid = False
    assert not found_valid


def test_a_later_change_makes_the_signature_invalid() -> None:
    later = IncrementalPdfFileWriter(BytesIO(SIGNED))
    later.root["/Lang"] = generic.TextStringObject("la")
    later.update_root()
    changed = BytesIO()
    later.write(changed)
    assert changed.getvalue().startswith(SIGNED)
    assert not is_valid(changed.getvalue())


def test_a_release_is_signed_once() -> None:
    with pytest.raises(RefusedReleaseError, match="it is no release"):
        signed_by(desk(), SIGNED)


def test_the_objects_of_the_update_are_those_that_a_signature_needs() -> None:
    changed = PdfFileReader(BytesIO(SIGNED)).xrefs.explicit_refs_in_revision(1)
    with pikepdf.open(BytesIO(PDF)) as old, pikepdf.open(BytesIO(SIGNED)) as new:
        page, was = new.pages[0].obj, old.pages[0].obj
        (field,) = new.Root.AcroForm.Fields
        needed = {each.objgen for each in (new.Root, page, field, field.V)}
        references = (int(new.trailer.Size) - 1, 0)
        assert {(each.idnum, each.generation) for each in changed} == {*needed, references}
        assert set(new.Root.keys()) - set(old.Root.keys()) == {"/AcroForm", "/Perms", "/Extensions"}
        assert set(page.keys()) - set(was.keys()) == {"/Annots", "/Tabs"}
        assert all(page[key].unparse() == was[key].unparse() for key in ("/Contents", "/Resources"))
        assert "/Info" not in new.trailer


def test_no_withheld_word_is_in_what_is_read_of_it() -> None:
    """The words of the notation itself, such as Contact and Release, are words of no cable."""
    pieces = pdfium.read(SIGNED)
    assert find_words(pieces, ("The pilots of the trawlers will strike.",), RELEASED) == ()


READERS: dict[str, tuple[list[str], str]] = {
    "qpdf": (["qpdf", "--check"], "No syntax or stream encoding errors found"),
    "pdfinfo": (["pdfinfo"], "Tagged:          yes"),
    "pdfsig": (["pdfsig"], "Signature Validation: Signature is Valid."),
    "whole": (["pdfsig"], "Total document signed"),
    "type": (["pdfsig"], "Signature Type: ETSI.CAdES.detached"),
}


def read_by(command: list[str], pdf: bytes, place: Path) -> str:
    if not shutil.which(command[0]):
        pytest.skip(f"needs {command[0]}")
    file = place / "signed.pdf"
    file.write_bytes(pdf)
    ran = subprocess.run([*command, file], capture_output=True, text=True, check=False)
    return ran.stdout + ran.stderr


@pytest.mark.parametrize("reader", READERS)
def test_other_readers_find_nothing_to_repair(reader: str, tmp_path: Path) -> None:
    command, answer = READERS[reader]
    found = read_by(command, SIGNED, tmp_path)
    assert answer in found
    assert "warning" not in found.lower()
    assert "error:" not in found.lower()


@pytest.mark.parametrize("place", [20, len(PDF) // 2, len(PDF) - 5])
def test_pdfsig_sees_a_changed_byte(place: int, tmp_path: Path) -> None:
    spoiled = bytearray(SIGNED)
    spoiled[place] ^= 1
    assert "Signature is Valid" not in read_by(["pdfsig"], bytes(spoiled), tmp_path)


@pytest.mark.slow
def test_a_signed_release_is_still_archival_and_accessible(tmp_path: Path) -> None:
    files = {"signed": SIGNED, "untabbed": SIGNED.replace(b" /Tabs /S >>", b" /Tabz /S >>")}
    found = broken_clauses(written(tmp_path, files))
    assert [found[flavour, "signed"] for flavour in FLAVOURS] == [set(), set(), set()]
    assert found["ua1", "untabbed"], "the check itself can fail"


def without_key() -> bytes:
    lock = BestAvailableEncryption(PASSPHRASE.encode())
    return pkcs12.serialize_key_and_certificates(b"x", None, None, [authority()], lock)


UNUSABLE: dict[str, tuple[Callable[[], bytes], str]] = {
    "another passphrase": (lambda: desk().pkcs12("haul"), "cannot be opened"),
    "no such file": (lambda: b"-----BEGIN CERTIFICATE-----", "cannot be opened"),
    "empty": (lambda: b"", "cannot be opened"),
    "no key": (without_key, "holds no key"),
    "a key of another kind": (
        lambda: signer(ed25519.Ed25519PrivateKey.generate()).pkcs12(),
        "holds no key",
    ),
    "too late": (lambda: signer(end=NOW - dt.timedelta(seconds=1)).pkcs12(), "not valid today"),
    "too early": (lambda: signer(start=NOW + DAY).pkcs12(), "not valid today"),
    "for other use": (lambda: signer(signs=False, commits=False).pkcs12(), "not for signatures"),
}


@pytest.mark.parametrize("case", UNUSABLE)
def test_who_could_not_sign_is_refused_before_anything_is_released(case: str) -> None:
    make, problem = UNUSABLE[case]
    with pytest.raises(UnreadableError, match=rf"^desk\.p12: .*{problem}") as caught:
        read_credentials(make(), PASSPHRASE, now=NOW, place="desk.p12")
    assert PASSPHRASE not in str(caught.value)


def test_a_file_without_passphrase_is_opened_with_an_empty_one() -> None:
    assert read_credentials(desk().pkcs12(""), "", now=NOW, place="desk.p12").certificates


def test_without_pyhanko_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("declass.redact.signing.sign.find_spec", {}.get)
    with pytest.raises(UsageError, match=r'install it: pip install "declass\[sign\]"'):
        require_pyhanko()


def test_what_credentials_print_as_holds_no_key() -> None:
    assert repr(desk().credentials()) == "Credentials()"


def unsigned_attribute(container: cms.ContentInfo) -> None:
    attribute = {"type": "signing_time", "values": [cms.Time({"utc_time": NOW})]}
    container["content"]["signer_infos"][0]["unsigned_attrs"] = [attribute]


def further_certificate(container: cms.ContentInfo) -> None:
    stranger = signer(ec.generate_private_key(ec.SECP256R1())).certificate
    encoded = cms.CertificateChoices(
        "certificate", x509.Certificate.load(stranger.public_bytes(Encoding.DER))
    )
    container["content"]["certificates"].append(encoded)


def enclosed_content(container: cms.ContentInfo) -> None:
    container["content"]["encap_content_info"]["content"] = b"The pilots will strike."


def spoiled(change: Callable[[cms.ContentInfo], None]) -> bytes:
    """The signed release, with something in the signature that a signature need not have."""
    told = shape_signature.read(SIGNED, PDF)
    container = cms.ContentInfo.load(told.container).copy()
    change(container)
    room = len(told.container) + 2048
    update = signature_update.extend(PDF, NOW, room)
    return update.signed(container.dump(force=True))


@pytest.mark.parametrize("change", [unsigned_attribute, further_certificate, enclosed_content])
def test_a_signature_that_holds_more_than_it_needs_is_refused(
    change: Callable[[cms.ContentInfo], None],
) -> None:
    with pytest.raises(RefusedReleaseError, match="holds what it need not"):
        require_signed(spoiled(change), PDF, desk().credentials(), place="release.pdf")


def test_words_in_the_zeros_behind_a_signature_are_refused() -> None:
    words = b"strike".hex().upper().encode()
    place = SIGNED.index(b"0" * 40 + b">")
    planted = SIGNED[:place] + words + SIGNED[place + len(words) :]
    assert is_valid(planted), "nothing else would see them"
    with pytest.raises(RefusedReleaseError, match="holds what it need not"):
        require_signed(planted, PDF, desk().credentials(), place="release.pdf")


def test_the_signature_of_another_is_refused() -> None:
    other = signer(ec.generate_private_key(ec.SECP256R1())).credentials()
    with pytest.raises(RefusedReleaseError, match=r"^release\.pdf: signed release not published"):
        require_signed(SIGNED, PDF, other, place="release.pdf")
    both = replace(desk().credentials(), certificates=other.certificates)
    with pytest.raises(RefusedReleaseError, match="holds what it need not"):
        require_signed(SIGNED, PDF, both, place="release.pdf")


def test_the_signature_of_another_release_is_refused() -> None:
    other = pdf_of("1. (U) The harbour museum will open on Friday.", run(3))
    told = shape_signature.read(signed_by(desk(), other), other)
    room = len(told.container)
    moved = signature_update.extend(PDF, NOW, room).signed(told.container)
    with pytest.raises(RefusedReleaseError, match="not published"):
        require_signed(moved, PDF, desk().credentials(), place="release.pdf")
