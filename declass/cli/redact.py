"""The command `declass redact`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path

import typer

from declass.cli import options, redact_options, stamp_options
from declass.cli.clock import today
from declass.cli.files import file_named, refuse_one_file
from declass.cli.inputs import STANDARD_STREAM, list_inputs
from declass.cli.output import Screen, reserved_stdout
from declass.cli.register import find_register
from declass.cli.trouble import outcomes, report_failures
from declass.errors import UsageError


def redact(
    cables: options.Inputs,
    level: redact_options.Ceiling = None,
    output: redact_options.Output = None,
    format: redact_options.Format = None,  # noqa: A002 -- the name of the option
    subject: redact_options.Subject = None,
    compilation: redact_options.Compilation = None,
    withhold: redact_options.Withhold = None,
    withhold_text: redact_options.WithholdText = None,
    exempt: redact_options.Exempt = None,
    releasable_to: redact_options.ReleasableTo = None,
    exclude_caveat: redact_options.ExcludeCaveat = None,
    release: redact_options.ReleasePortions = None,
    authority: redact_options.Authority = None,
    reason: redact_options.Reason = None,
    on: redact_options.On = None,
    review: redact_options.Review = None,
    save_review: redact_options.SaveReview = None,
    amount: redact_options.AmountTold = None,
    merge: redact_options.Merge = False,
    cover: stamp_options.Cover = False,
    case: stamp_options.Case = None,
    document: stamp_options.Document = None,
    agency: stamp_options.Agency = None,
    declassified_by: stamp_options.DeclassifiedBy = None,
    downgraded_to: stamp_options.DowngradedTo = None,
    declassify_authority: stamp_options.DeclassifyAuthority = None,
    declassified_on: stamp_options.DeclassifiedOn = None,
    cross_check: redact_options.CrossCheck = True,
    cross_words: redact_options.CrossWords = False,
    strict: redact_options.Strict = False,
    sign: redact_options.Sign = None,
    sign_passphrase_file: redact_options.SignPassphraseFile = None,
    force: options.Force = False,
    templates: options.Templates = None,
    db: options.Database = None,
    no_record: redact_options.NoRecord = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Release cables as redacted PDFs that hold no withheld text.

    What is above the level is withheld, and what is in doubt. Each file is searched for withheld
    words before it gets its name. Words that withheld and released parts share are pointed out by
    their places. Where there is a register, the release is recorded in it, and
    with it the cable.

    \b
    Examples:
      declass redact cable.txt                      at UNCLASSIFIED, cable.redacted.pdf
      declass redact cable.txt -l C -o release.pdf  up to CONFIDENTIAL
      declass redact *.txt --subject release        unmarked subjects are shown
      declass redact cable.txt --exempt "(b)(6):4"  paragraph 4 is withheld as well
      declass redact cable.txt --review cable.toml  as a reviewer has written down
      declass redact cable.txt --strict             not where a withheld name is shown elsewhere
      declass redact cable.txt --cover --case F-12  a cover sheet, and the case on every page
      declass redact cable.txt --format html        for a screen reader, cable.redacted.html
      declass redact cable.txt --sign desk.p12      with a signature of the desk
      cat cable.txt | declass redact - -o - >a.pdf  in a pipe
    """  # noqa: D301 -- typer's sign for lines that are to stay as they are
    _require_one_input(
        cables,
        {
            "--output names one file": output is not None,
            "--document names one document": document is not None,
            "--save-review writes of one cable": save_review is not None,
        },
    )
    register = None if no_record else find_register(db)
    named = {"--output": output, "--save-review": save_review}
    refuse_one_file({"the register": str(register or ""), **named})
    form = redact_options.read_format(format, output, has_cover=cover)
    if sign is not None and form != "pdf":
        raise UsageError(
            f"--sign signs a PDF, and the format is {form}", remedy="leave one of them out"
        )
    is_piped = output == STANDARD_STREAM
    with reserved_stdout(is_text=form != "pdf") if is_piped else nullcontext() as stream:
        from declass.cli.crosschecking import CrossChecker
        from declass.cli.releasing import Releaser
        from declass.cli.reviewing import Given, read_review
        from declass.cli.signing import open_credentials
        from declass.cli.stamping import read_stamp
        from declass.redact.formats import FORMATS, Presentation

        given = Given(
            level=level,
            on=on,
            subject=subject,
            compilation=compilation,
            amount=amount,
            merge=merge,
            withhold=withhold or (),
            withhold_text=withhold_text or (),
            exempt=exempt or (),
            releasable_to=releasable_to or (),
            exclude_caveat=exclude_caveat or (),
            release=release or (),
            authority=authority,
            reason=reason,
        )
        chosen = read_review(given, review)
        _require_one_input(cables, {"the choices are about one cable": chosen.is_about_one_cable})
        remarks = Screen(sys.stderr, quiet, verbose)
        checker = CrossChecker(
            is_on=cross_check, is_strict=strict, shows_words=cross_words, screen=remarks
        )
        releaser = Releaser(
            review=chosen,
            today=today(),
            saved=file_named("--save-review", save_review),
            presentation=Presentation(
                form=FORMATS[form],
                stamp=read_stamp(
                    *(case, document, agency),
                    *(declassified_by, downgraded_to, declassify_authority, declassified_on),
                    has_cover=cover,
                ),
                site=Path(templates) if templates else None,
            ),
            output=output,
            stream=stream,
            overwrite=force,
            register=register,
            screen=Screen(sys.stdout, quiet, verbose),
            remarks=remarks,
            cross=checker,
            credentials=open_credentials(sign, sign_passphrase_file),
        )
        with releaser:
            raise typer.Exit(report_failures(outcomes(list_inputs(cables), releaser.release)))


def _require_one_input(cables: list[str], claims: Mapping[str, bool]) -> None:
    """Refuse what is for one cable where there may be several.

    Args:
        cables: what was named to be released.
        claims: in the words of a message, what is for one cable, and whether it was asked for.
    """
    claim = next((claim for claim, is_made in claims.items() if is_made), None)
    if claim and (len(cables) > 1 or Path(cables[0]).is_dir()):
        raise UsageError(
            f"{claim}, and there may be several releases",
            remedy="leave it out, or give one cable",
        )
