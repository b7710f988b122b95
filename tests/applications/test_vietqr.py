"""The text of a VietQR: against the domain's sample, another encoder, and the check value of its CRC."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from vietnam_qr_pay import QRPay

from applications.paying_ahead import refs_in
from applications.vietqr import crc16, payload, plain_note

SAMPLE = (
    "00020101021238570010A00000072701270006970436011300110012345670208QRIBFTTA"
    "53037045405160005802VN62220818H26.16 261121 0001630408A1"
)
asked = {"bank_bin": "970436", "account": "0011001234567", "amount_vnd": 16000}


def test_it_is_the_sample_of_the_domain():
    assert payload(**asked, note="H26.16 261121 0001") == SAMPLE


def test_the_check_value_of_the_crc_is_29b1():
    assert crc16("123456789") == 0x29B1


@settings(max_examples=40)
@given(
    st.from_regex(r"\A97[0-9]{4}\Z"),
    st.from_regex(r"\A[0-9]{6,19}\Z"),
    st.integers(1, 9_999_999_999_999),
    st.from_regex(r"\AHT [2-9A-HJKMNP-TV-Z]{10}\Z"),
)
def test_another_encoder_writes_the_same(bank, account, amount, note):
    theirs = QRPay.init_viet_qr(bank_bin=bank, bank_number=account, amount=str(amount), purpose=note)
    assert payload(bank_bin=bank, account=account, amount_vnd=amount, note=note) == theirs.build()


@given(st.text(max_size=80))
def test_a_note_is_plain_and_short_whatever_was_asked(text):
    assert re.fullmatch(r"[A-Z0-9. ]{0,25}", plain_note(text))


def test_a_note_loses_its_tone_marks():
    assert plain_note("Đỗ Thị Ẩn: nộp phí") == "DO THI AN NOP PHI"


@pytest.mark.parametrize("wrong", [{"bank_bin": "97043"}, {"account": "12 34"}, {"amount_vnd": 0}, {"amount_vnd": -1}])
def test_what_no_bank_could_read_is_refused(wrong):
    with pytest.raises(ValueError, match="VietQR"):
        payload(**(asked | wrong), note="HT 7QK4M92XAB")


@pytest.mark.parametrize(
    "note",
    [
        "HT 7QK4M92XAB",
        "MBVCB.5512345.HT 7QK4M92XAB.CT tu 0011 NGUYEN VAN AN toi 0099",
        "ht7qk4m92xab-nop phi",
        "QR HT  7QK4 M92X AB Trace 123456",
        "nop phi 7QK4M92XAB",
    ],
)
def test_the_reference_is_found_however_a_bank_wraps_it(note):
    assert "7QK4M92XAB" in refs_in(note)


@pytest.mark.parametrize("note", ["", "chuyen tien an trua", "HT", "NGUYENVANANCHUYENTIEN", json.dumps({"a": 1})])
def test_other_words_name_no_dossier(note):
    assert "7QK4M92XAB" not in refs_in(note)
