"""What others say of a PDF: qpdf, poppler and zbar (Debian packages) and page-validation."""

import subprocess
import unicodedata
from pathlib import Path

import page


def run(*command) -> str:
    return subprocess.run([str(part) for part in command], capture_output=True, check=True, timeout=60).stdout.decode()


def is_sound(pdf: Path) -> bool:
    """qpdf reads every object and stream without a warning."""
    return subprocess.run(["qpdf", "--check", str(pdf)], capture_output=True, check=False, timeout=60).returncode == 0


# Rules known to be false alarms: {rule: why}. Other profiles and signed papers bring their own; plain papers need none.
WAIVED: dict[str, str] = {}


def broken_rules(pdf: Path, profile: str = "3a", waived: dict[str, str] = WAIVED) -> list[str]:
    return sorted({failure.rule_id for failure in page.validate_pdf(str(pdf), profile=profile).failures} - set(waived))


def signature(pdf: Path) -> str:
    """What poppler says of the signatures; its exit code says nothing."""
    answer = subprocess.run(["pdfsig", str(pdf)], capture_output=True, check=False, timeout=60)
    return answer.stdout.decode()


def fonts(pdf: Path) -> list[dict]:
    """Name and the three flags of each font."""
    lines = run("pdffonts", pdf).splitlines()[2:]
    return [dict(zip(("name", "emb", "sub", "uni"), (line.split()[0], *line.split()[-5:-2]), strict=True)) for line in lines]


def text(pdf: Path, first: int = 1, last: int = 99, *options: str) -> str:
    """The words as a reader copies them, blanks folded."""
    return " ".join(run("pdftotext", "-enc", "UTF-8", "-f", first, "-l", last, *options, pdf, "-").split())


def pages(pdf: Path) -> int:
    return int(next(line for line in run("pdfinfo", pdf).splitlines() if line.startswith("Pages")).split()[1])


def scanned(pdf: Path, folder: Path, sheet: int = 1) -> list[str]:
    """What a phone reads from a sheet printed at 150 dpi; nothing where there is nothing to read."""
    run("pdftoppm", "-r", 150, "-png", "-f", sheet, "-l", sheet, "-singlefile", pdf, folder / "sheet")
    command = ["zbarimg", "-q", "--raw", str(folder / "sheet.png")]
    answer = subprocess.run(command, capture_output=True, check=False, timeout=60)
    if answer.returncode not in {0, 4}:  # 4: no code found
        raise OSError(answer.stderr.decode())
    return answer.stdout.decode().split()


def is_nfc(words: str) -> bool:
    return unicodedata.is_normalized("NFC", words)
