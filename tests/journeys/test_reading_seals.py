"""The browser's reader of seals against ours, on the same vectors; and what the page says of what is no seal."""

import io
import random
from functools import cache

import cbor2
import pytest
import segno
from PIL import Image
from playwright.sync_api import Error, Page, expect

from civil_registry import seal, seal_lists
from civil_registry.cose import NotGenuine, point
from civil_registry.form_store import shipped
from civil_registry.sample_copies import SIGNER, sample_copy
from civil_registry.samples import all_letters
from civil_registry.seal import to_digits
from tests.registry.seals import with_keys

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROOT = seal_lists.read_root(seal_lists.new_root())
KEYS = {SIGNER.kid: point(SIGNER.key)}
PREFIX = "https://hotich.example/kt/#"
OPENED = (0, 2, 6)  # a birth, a marriage, a guardianship: opening one is made slow on purpose
READ = """async ([vectors, list, root]) => {
    const keys = await hotichSeal.readList(Uint8Array.from(list), root, "keys");
    const answers = [];
    for (const [digits, code] of vectors) {
        let told = { state: "changed" };
        try { told = await hotichSeal.read(hotichSeal.fromDigits(digits), { keys, cancelled: null }); } catch {}
        const facts = code && told.box ? await hotichSeal.open(told, code) : null;
        answers.push([told.state, told.serial ?? null, told.suffix ?? null, told.officeName ?? null, facts]);
    }
    return answers;
}"""


@pytest.fixture
def reader(window, settings, tmp_path) -> Page:
    """The page, loaded, and then without a network."""
    with_keys(settings, tmp_path)
    page = window(390)
    page.goto("/kiem-tra/")
    expect(page.locator("[data-seal]")).to_be_visible()
    page.context.set_offline(True)
    return page


def a_list(*, status: int = 1, offices=(), until: int = 0) -> bytes:
    key = [SIGNER.kid, -7, KEYS[0], list(offices), 20200101, until, status]
    return seal_lists.signed(
        cbor2.dumps(["keys", 1774000000, [key], [["00256", 0, "UBND cũ"], ["00256", 20250701, "UBND"]]]), ROOT
    )


NAMED = {"full_name": all_letters()[:100], "mother_name": "Łucja Żółć", "birth_date": "1957", "wife_name": "H'Hen Niê"}


def asked(page: Page, vectors: list, content: bytes) -> list:
    return page.evaluate(READ, [vectors, list(content), point(ROOT).hex()])


@cache
def papers() -> list:
    """A paper of every kind, and one with every letter, and one with a foreign name."""
    return [sample_copy(form, NAMED | {"death_date": "2024-02", "ward_name": "Ê Đê"}) for form in forms()]


@cache
def forms() -> list:
    return [form for form in shipped() if not form.subtype and form.valid_to.year == 9999]


@cache
def sealed() -> list[bytes]:
    pairs = zip(papers(), forms(), strict=True)
    return [seal.make(copy, SIGNER, prefix=PREFIX, form=form) for copy, form in pairs]


def test_the_browser_reads_what_was_sealed_with_the_network_off(reader):
    codes = [copy.check_code if place in OPENED else "" for place, copy in enumerate(papers())]
    vectors = [[to_digits(one), code] for one, code in zip(sealed(), codes, strict=True)]
    for one, code, answer in zip(sealed(), codes, asked(reader, vectors, a_list()), strict=True):
        told = seal.read(one, KEYS)
        assert answer == ["genuine", 1287, told.suffix, "UBND", seal.open_box(told, code) if code else None]


def test_the_browser_refuses_all_that_we_refuse(reader):
    true, chance = sealed()[0], random.Random(7)
    forged = [true + b"\x00", true[:-1], b"\x98\x04" + true[1:], b"\xd2" + true]
    for place in range(len(true)):
        forged.append(true[:place] + bytes([true[place] ^ 1 << chance.randrange(8)]) + true[place + 1 :])
    for one in forged:
        with pytest.raises((NotGenuine, KeyError)):
            seal.read(one, KEYS)
    digits = [to_digits(one) for one in forged] + ["", "0", "1", "12a", "0" + to_digits(true), "9" * 3000]
    answers = asked(reader, [[one, ""] for one in digits], a_list())
    assert {answer[0] for answer in answers} <= {"changed", "unknown"}
    assert [answer[0] for answer in answers].count("unknown") <= 1  # the byte that names the key


def test_a_seal_is_no_better_than_its_key(reader):
    digits = to_digits(sealed()[0])
    for options, state in (
        ({}, "genuine"),
        ({"status": 2}, "genuine"),
        ({"status": 3}, "stolen"),
        ({"offices": ["00292"]}, "unknown"),
        ({"until": 20250101}, "unknown"),
    ):
        assert asked(reader, [[digits, ""]], a_list(**options))[0][0] == state


def test_a_list_of_another_root_is_not_read(reader):
    stranger = seal_lists.read_root(seal_lists.new_root())
    with pytest.raises(Error):
        reader.evaluate(READ, [[], list(a_list()), point(stranger).hex()])


def test_the_browser_finds_a_cancelled_number_and_no_other(reader):
    serials = sorted(random.Random(3).sample(range(1, 200_000), 2000))
    find = """([gaps, serials]) => {
        const list = new Map([["00256/2026/TLKS-BS", Uint8Array.from(gaps)]]);
        const paper = { office: "00256", year: 2026, suffix: "TLKS-BS" };
        return serials.filter((serial) => hotichSeal.isCancelled(list, { ...paper, serial }));
    }"""
    asked_for = serials[:40] + [serial + 1 for serial in serials[:40]] + [0, 300_000]
    expected = [serial for serial in asked_for if serial in set(serials)]
    assert reader.evaluate(find, [list(seal_lists.gaps(serials)), asked_for]) == expected


def qr(text: str) -> bytes:
    out = io.BytesIO()
    segno.make(text, micro=False).save(out, kind="png", scale=6, border=4)
    return out.getvalue()


def blank() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (600, 800), "#ddd").save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("picture", "said"),
    [
        (qr("https://example.com/"), "Đây không phải mã QR của một bản sao"),
        (qr("https://gia-mao.example/kt/#12345678901234567890"), "https://gia-mao.example"),
        (qr("http://127.0.0.1:8000/kt/7K4M92QXRT9/"), "chỉ có mã tra cứu"),
        (qr("http://127.0.0.1:8000/kt/#12345678901234567890"), "Dấu điện tử không đúng"),
        (blank(), "Không tìm thấy mã QR trong ảnh"),
        (b"%PDF-1.7 no picture", "Không đọc được tệp này"),
    ],
    ids=["not-ours", "foreign", "short", "changed", "none", "no-picture"],
)
def test_what_is_no_seal_is_explained(reader, faults, picture, said):
    file = {"name": "a.png", "mimeType": "image/png", "buffer": picture}
    reader.get_by_label("Chụp hoặc chọn ảnh bản sao").set_input_files(file)
    expect(reader.locator("[data-seal-result]")).to_contain_text(said, timeout=30_000)
    assert faults(reader) == []


def test_a_refused_camera_is_explained(reader):
    reader.get_by_role("button", name="Đọc bằng máy ảnh").click()
    expect(reader.locator("[data-seal-result]")).to_contain_text("Không dùng được máy ảnh")
