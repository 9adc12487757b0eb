"""`declass redact --sign`: the same release, with a signature behind it."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from hashlib import sha256

import pytest

from declass.cli import register
from declass.errors import RefusedReleaseError
from declass.store.register import Register
from tests.cli.runner import DATED, HOUSE, Program, process
from tests.redact.certificates import PASSPHRASE, desk, signer

SETTING = "DECLASS_SIGN_PASSPHRASE"


@pytest.fixture
def signing(declass: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """A user with a cable, a certificate, and its passphrase in the environment."""
    declass.write("tokyo.txt")
    (declass.place / "desk.p12").write_bytes(desk().pkcs12())
    monkeypatch.setenv(SETTING, PASSPHRASE)
    return declass


def released(program: Program, name: str = "tokyo.redacted.pdf") -> bytes:
    return (program.place / name).read_bytes()


def is_signed(pdf: bytes) -> bool:
    return b"/ETSI.CAdES.detached" in pdf


def test_a_signed_release_is_the_release_and_a_signature(signing: Program) -> None:
    plain = signing("redact", "tokyo.txt", "-o", "plain.pdf")
    signed = signing("redact", "tokyo.txt", "-o", "signed.pdf", "--sign", "desk.p12")
    assert (plain.code, signed.code, signed.err) == (0, 0, "")
    assert signed.out == plain.out.replace("plain.pdf", "signed.pdf")
    assert released(signing, "signed.pdf").startswith(released(signing, "plain.pdf"))
    assert is_signed(released(signing, "signed.pdf"))
    assert not is_signed(released(signing, "plain.pdf"))


def test_all_releases_of_a_run_are_signed(signing: Program) -> None:
    signing.write("oslo.txt")
    assert signing("redact", "tokyo.txt", "oslo.txt", "--sign", "desk.p12").code == 0
    assert is_signed(released(signing))
    assert is_signed(released(signing, "oslo.redacted.pdf"))


def test_standard_output_gets_the_signed_release(signing: Program) -> None:
    arguments = ("redact", "tokyo.txt", "-o", "-", "--sign", "desk.p12")
    ran = process(*arguments, place=signing.place, env={SETTING: PASSPHRASE})
    assert ran.returncode == 0
    assert ran.stdout.startswith(b"%PDF-")
    assert is_signed(ran.stdout)


def test_the_register_keeps_the_digest_of_the_signed_file(signing: Program) -> None:
    assert signing("redact", "tokyo.txt", "--sign", "desk.p12", "--db", "my.db").code == 0
    with Register.open(signing.place / "my.db", create=False) as opened:
        dossier = opened.find("08TOKYO804")
    assert dossier is not None
    (release,) = dossier.releases
    assert release.pdf.sha256 == sha256(released(signing)).hexdigest()
    assert release.pdf.options == (("sign", desk().credentials().fingerprint),)


@pytest.mark.parametrize(
    ("text", "answer"),
    [(f"{PASSPHRASE}\n", 0), (f"{PASSPHRASE}\r\nanother\n", 0), (PASSPHRASE, 0), ("haul\n", 1)],
    ids=["a line", "the first line", "no end of line", "another"],
)
def test_a_file_with_a_passphrase_goes_before_the_environment(
    text: str, answer: int, signing: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SETTING, "no more than a net")
    (signing.place / "phrase").write_text(text, newline="")
    arguments = ("--sign", "desk.p12", "--sign-passphrase-file", "phrase")
    assert signing("redact", "tokyo.txt", *arguments).code == answer


def test_the_passphrase_is_asked_for_on_a_terminal(
    signing: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        return PASSPHRASE

    monkeypatch.delenv(SETTING)
    monkeypatch.setattr("getpass.getpass", answer)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    assert signing("redact", "tokyo.txt", "--sign", "desk.p12").code == 0
    assert asked == ["Passphrase of desk.p12: "]


def test_where_nobody_can_be_asked_the_error_says_what_to_give(
    signing: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(SETTING)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    answer = signing("redact", "tokyo.txt", "--sign", "desk.p12")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.endswith("; give --sign-passphrase-file, or set DECLASS_SIGN_PASSPHRASE\n")


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        (("--sign", "absent.p12"), 1, "absent.p12: cannot be read: no such file or directory"),
        (("--sign", "tokyo.txt"), 1, "tokyo.txt: cannot be opened"),
        (("--sign", "."), 1, ".: cannot be read: is a directory"),
        (("--sign", "large.p12"), 1, "large.p12: the file is too large"),
        (("--sign", "key.p12"), 1, "key.p12: the certificate is not for signatures"),
        (("--sign", "desk.p12", "--sign-passphrase-file", "absent"), 1, "absent: cannot be read"),
        (("--sign", "desk.p12", "--sign-passphrase-file", "noise"), 1, "noise: is no text"),
        (("--sign-passphrase-file", "tokyo.txt"), 2, "--sign-passphrase-file opens nothing"),
    ],
    ids=lambda value: "" if isinstance(value, int) else str(value[-1] if value else ""),
)
def test_who_cannot_sign_releases_nothing(
    arguments: tuple[str, ...], code: int, problem: str, signing: Program
) -> None:
    (signing.place / "large.p12").write_bytes(bytes(2**20 + 1))
    (signing.place / "key.p12").write_bytes(signer(signs=False, commits=False).pkcs12())
    (signing.place / "noise").write_bytes(b"\xff\xfe\xff")
    answer = signing("redact", "tokyo.txt", *arguments)
    assert (answer.code, answer.out) == (code, "")
    assert answer.err.startswith(f"declass: {problem}")
    assert not list(signing.place.glob("*.pdf"))
    assert PASSPHRASE not in answer.err


def test_without_pyhanko_releases_are_made_and_signatures_refused(
    signing: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("declass.redact.signing.sign.find_spec", {}.get)
    answer = signing("redact", "tokyo.txt", "--sign", "desk.p12")
    assert (answer.code, answer.out) == (2, "")
    assert 'install it: pip install "declass[sign]"' in answer.err
    assert signing("redact", "tokyo.txt").code == 0


def test_what_leaks_is_not_signed(signing: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise RefusedReleaseError("release not published: a test")

    def sign(*_: object, **__: object) -> bytes:
        pytest.fail("it was signed")

    monkeypatch.setattr("declass.redact.prepare.refuse", refuse)
    monkeypatch.setattr("declass.redact.signing.sign.sign", sign)
    assert signing("redact", "tokyo.txt", "--sign", "desk.p12").code == 1
    assert not list(signing.place.glob("*.pdf"))


def test_a_release_that_exists_is_kept(signing: Program) -> None:
    (signing.place / "tokyo.redacted.pdf").write_text("old")
    answer = signing("redact", "tokyo.txt", "--sign", "desk.p12")
    assert answer.code == 1
    assert "output exists" in answer.err
    assert released(signing) == b"old"


def test_nothing_of_a_signed_release_depends_on_what_is_withheld(
    signing: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RSA signs alike each time; the clock is held still. Words of the notation are no trace."""
    still = register.stamp()
    monkeypatch.setattr("declass.cli.releasing.stamp", lambda: still)
    answers = []
    for text in (DATED, DATED.replace("museum loan is a pretext", "release desk is a reference")):
        signing.write("tokyo.txt", text)
        answer = signing(
            "redact", "tokyo.txt", "-f", "-v", "--no-cross-check", "--sign", "desk.p12"
        )
        answers.append((answer, released(signing)))
    assert answers[0] == answers[1]
    assert answers[0][0].code == 0


@pytest.mark.parametrize("name", ["txt", "html", "json"])
def test_what_is_no_pdf_is_not_signed(signing: Program, name: str) -> None:
    answer = signing("redact", "tokyo.txt", "--sign", "desk.p12", "--format", name)
    assert answer.code == 2
    assert "signs a PDF" in answer.err
    assert not list(signing.place.glob("*.redacted.*"))


def test_verify_says_that_a_signed_release_has_an_earlier_revision(signing: Program) -> None:
    assert signing("redact", "tokyo.txt", "--sign", "desk.p12").code == 0
    answer = signing("verify", "tokyo.redacted.pdf")
    found = [line for line in answer.out.splitlines() if "LK" in line]
    assert answer.code == 1
    assert [re.findall("LK[0-9]{2}", line) for line in found] == [["LK16"], ["LK11"]]
    signed = released(signing)
    unsigned = signed[: signed.index(b"%%EOF\n") + len(b"%%EOF\n")]
    (signing.place / "unsigned.pdf").write_bytes(unsigned)
    assert signing("verify", "unsigned.pdf").code == 0


def test_a_release_without_signature_loads_no_pyhanko(declass: Program) -> None:
    declass.write("tokyo.txt")
    program = (
        "import sys; from declass.cli.app import run; run(['redact', 'tokyo.txt']);"
        "print(*[name for name in sys.modules if name.partition('.')[0] in"
        " ('pyhanko', 'cryptography', 'asn1crypto', 'asyncio')], file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=declass.place,
        env=os.environ | {"PYTHONPATH": str(HOUSE)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stderr.strip() == ""
