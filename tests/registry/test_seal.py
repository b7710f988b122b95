"""The seal on a paper: what it says, that nothing else verifies, and that libraries of others agree."""

import cbor2
import cwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from civil_registry import cose, seal
from civil_registry.cose import NotGenuine, point
from civil_registry.form_store import shipped
from civil_registry.models import EventKind
from civil_registry.sample_copies import SIGNER, sample_copy
from civil_registry.samples import LONG_NAME, all_letters
from civil_registry.seal_facts import LAYOUTS, day_number, facts_of
from civil_registry.seal_letters import ACCENTED, pack, unpack
from portal.documents.codes import TooSmallToRead, boxed_qr

PREFIX = "https://hotich.hanoi.gov.vn/kt/#"
KEYS = {SIGNER.kid: point(SIGNER.key)}
BIRTH = next(form for form in shipped() if form.kind == EventKind.BIRTH and form.title == "GIẤY KHAI SINH")
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256
FIELDS = {
    "full_name": "Nguyễn Thị Thùy Dương",
    "birth_date": "1990-03-12",
    "mother_name": "Phạm Thị Hạnh",
    "father_name": "Nguyễn Văn Thành",
}
PERSONS = [19900312, "87", 19900320]


@pytest.fixture(scope="module")
def paper():
    return sample_copy(BIRTH, FIELDS)


@pytest.fixture(scope="module")
def sealed(paper) -> bytes:
    return seal.make(paper, SIGNER, prefix=PREFIX, form=BIRTH)


def test_it_says_what_the_paper_says(paper, sealed):
    told = seal.read(sealed, KEYS)
    assert (told.kind, told.office_code, told.suffix, told.serial) == (EventKind.BIRTH, "00256", "TLKS-BS", 1287)
    assert told.signed_on == paper.signed_on
    facts = seal.open_box(told, paper.check_code)
    assert facts == ["NGUYỄN THỊ THÙY DƯƠNG", 19900312, "87", 19900320, "PHẠM THỊ HẠNH", "NGUYỄN VĂN THÀNH"]


def test_it_is_the_same_each_time(paper, sealed):
    assert seal.make(paper, SIGNER, prefix=PREFIX, form=BIRTH) == sealed


def test_a_usual_paper_takes_about_two_hundred_bytes(sealed):
    assert len(sealed) < 210


def test_the_code_alone_names_nobody(sealed):
    for name in FIELDS.values():
        assert pack(name.upper()) not in sealed
        assert name.upper().encode() not in sealed


def test_another_check_code_opens_nothing(sealed):
    with pytest.raises(NotGenuine):
        seal.open_box(seal.read(sealed, KEYS), "22222222222")
    with pytest.raises(NotGenuine):
        seal.open_box(seal.read(sealed, KEYS), "Bad")


def test_a_cose_library_of_others_verifies_it(sealed):
    judge = cwt.COSE.new()
    key = cwt.COSEKey.new({1: 2, 2: bytes([SIGNER.kid]), 3: -7, 4: [2], -1: 1, -2: KEYS[0][:32], -3: KEYS[0][32:]})
    payload = judge.decode(cbor2.dumps(cbor2.CBORTag(18, cbor2.loads(sealed))), key)
    assert payload == cose.opened(sealed).payload


def test_a_key_that_no_list_names_is_not_trusted(sealed):
    with pytest.raises(KeyError):
        seal.read(sealed, {})
    stranger = point(ec.generate_private_key(ec.SECP256R1()))
    with pytest.raises(NotGenuine):
        seal.read(sealed, {SIGNER.kid: stranger})


def test_no_flipped_bit_verifies(sealed):
    for place in range(len(sealed) * 8):
        forged = bytearray(sealed)
        forged[place // 8] ^= 1 << place % 8
        with pytest.raises((NotGenuine, KeyError)):
            seal.read(bytes(forged), KEYS)


@given(st.binary(max_size=400))
def test_no_bytes_of_chance_verify(data):
    with pytest.raises((NotGenuine, KeyError)):
        seal.read(data, KEYS)


def test_a_second_signature_for_the_same_words_is_no_second_paper(sealed):
    """ECDSA: (r, n-s) verifies as well as (r, s). What it says is all that counts, never the signature's bytes."""
    protected, empty, payload, signature = cbor2.loads(sealed)
    other = (ORDER - int.from_bytes(signature[32:], "big")).to_bytes(32, "big")
    twin = cbor2.dumps([protected, empty, payload, signature[:32] + other])
    assert twin != sealed
    assert seal.read(twin, KEYS) == seal.read(sealed, KEYS)


@pytest.mark.parametrize("naughty", [b"", b"\x00", b"\xff" * 40, b"\x84", cbor2.dumps({}), cbor2.dumps([1, 2, 3, 4])])
def test_what_is_no_envelope_is_refused(naughty):
    with pytest.raises(NotGenuine):
        cose.opened(naughty)


def test_trailing_bytes_and_long_encodings_are_refused(sealed):
    for forged in (sealed + b"\x00", b"\x98\x04" + sealed[1:], cbor2.dumps(cbor2.CBORTag(18, cbor2.loads(sealed)))):
        with pytest.raises(NotGenuine):
            cose.opened(forged)


@given(st.text(alphabet=ACCENTED + "ABCxyz '-0123", max_size=120))
def test_every_vietnamese_name_takes_a_byte_a_letter(name):
    assert unpack(pack(name)) == name
    assert len(pack(name)) == len(name)


@given(st.text(max_size=120))
def test_any_other_name_comes_back_too(name):
    packed = pack(name)
    assert pack(unpack(packed)) == packed


def test_the_table_holds_every_letter():
    assert len(ACCENTED) == 134
    assert unpack(pack(all_letters())) == all_letters()
    assert isinstance(pack("Łukasz"), str)


def test_the_table_never_changes():
    """It is printed on papers: these bytes must say these letters for ever."""
    assert pack("Nguyễn Đức Ỷ ỹ").hex() == "4e677579d16e20a2f56320032006"


@given(st.binary(min_size=1, max_size=400))
def test_digits_give_the_bytes_back(data):
    digits = seal.to_digits(data)
    assert digits.isdigit()
    assert seal.from_digits(digits) == data


@pytest.mark.parametrize("digits", ["", "0", "1", "00", "12a", "-5", "１２", "9" * 5000, "2" * 40, "\x00"])
def test_other_digits_are_refused(digits):
    with pytest.raises(NotGenuine):
        seal.from_digits(digits)


@pytest.mark.parametrize("number", LAYOUTS)
def test_every_kind_of_paper_has_its_lines(number):
    kind, codes = LAYOUTS[number]
    form = next(form for form in shipped() if form.kind == kind and not form.subtype and form.valid_to.year == 9999)
    copy = sample_copy(form, {field.code: "1990" if "date" in field.code else "Lê Vy" for field in form.fields})
    assert len(facts_of(copy, form)) == len(codes)
    assert None not in facts_of(copy, form)


def test_the_lines_on_paper_keep_their_numbers():
    """Papers are out with these: a new layout takes a new number."""
    assert {number: kind.value for number, (kind, _) in LAYOUTS.items()} == {
        1: "birth",
        2: "birth_noted",
        3: "marriage",
        4: "marriage_noted",
        5: "death",
        6: "parent_child",
        7: "guardianship",
        8: "guardianship_end",
        9: "guardianship_supervision",
        10: "guardianship_supervision_end",
        11: "change",
        12: "change_noted",
        13: "divorce_noted",
        14: "adoption",
        15: "marital_status",
    }
    assert LAYOUTS[1][1] == ("full_name", "birth_date", "@number", "@registered_on", "mother_name", "father_name")


def test_a_day_half_known_stays_half_known():
    assert [day_number(day) for day in ("1990", "1990-03", "1990-03-12")] == [19900000, 19900300, 19900312]


def test_long_names_fit_the_box(paper):
    long = sample_copy(BIRTH, {"full_name": "A" * 60, "birth_date": "1990", "mother_name": "Ể" * 60, "father_name": "C" * 60})
    sealed = seal.make(long, SIGNER, prefix=PREFIX, form=BIRTH)
    assert seal.open_box(seal.read(sealed, KEYS), long.check_code)[-1] == "C" * 60
    assert boxed_qr(PREFIX, seal.to_digits(sealed))["side"] == "34.290mm"


def test_where_names_are_longer_still_the_last_lines_are_left_out():
    copy = sample_copy(BIRTH, {code: LONG_NAME if code.endswith("name") else "1990" for code in FIELDS})
    sealed = seal.make(copy, SIGNER, prefix=PREFIX, form=BIRTH)
    facts = seal.open_box(seal.read(sealed, KEYS), copy.check_code)
    assert facts[0] == LONG_NAME.upper()
    assert len(facts) < len(LAYOUTS[1][1])
    boxed_qr(PREFIX, seal.to_digits(sealed))


def test_the_room_is_as_large_as_the_box_and_no_larger():
    full = seal.to_digits(b"\xff" * seal.room(PREFIX))
    assert boxed_qr(PREFIX, full)["side"] == "34.290mm"
    with pytest.raises(TooSmallToRead):
        boxed_qr(PREFIX, seal.to_digits(b"\xff" * (seal.room(PREFIX) + 1)))
