"""The keys of the seal and the two signed lists: what seals when, what the page is given, and how a stolen key is reported."""

import io
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from civil_registry import extracts, seal, seal_keys, seal_lists, tasks
from civil_registry.cose import NotGenuine
from civil_registry.models import SealKey, SealList
from civil_registry.render import render_copy
from civil_registry.seal_lists import gaps
from tests.factories import birth_entry, hanoi
from tests.registry.papers import signed
from tests.registry.seals import FIRST_DAY, with_keys, with_root

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(settings, tmp_path) -> SealKey:
    return with_keys(settings, tmp_path)


@pytest.fixture
def copy(key, office, binh, dung):
    return signed(office, binh, dung)


def sealed_by(copy) -> int:
    render_copy(copy.pk)
    copy.refresh_from_db()
    keys = {key.kid: bytes.fromhex(key.public_key) for key in SealKey.objects.all()}
    return seal.read(bytes(copy.seal), keys).kid


def a_list(kind: str) -> seal_lists.Opened:
    return seal_lists.opened(bytes(seal_lists.newest_list(kind).content), seal_lists.root_public_key())


def test_a_printed_copy_keeps_the_seal_it_was_printed_with(copy):
    assert sealed_by(copy) == 1
    first = bytes(copy.seal)
    assert render_copy(copy.pk).pk == copy.document_id
    copy.refresh_from_db()
    assert bytes(copy.seal) == first


def test_without_a_key_the_paper_carries_the_short_code(office, binh, dung):
    copy = signed(office, binh, dung)
    render_copy(copy.pk)
    copy.refresh_from_db()
    assert copy.seal is None
    assert copy.document_id


def test_a_key_seals_nothing_before_a_list_names_it(settings, tmp_path, office, binh, dung):
    with_root(settings, tmp_path)
    seal_keys.new_key(from_on=FIRST_DAY)
    copy = signed(office, binh, dung)
    assert seal_keys.signer_for(copy) is None
    seal_lists.refresh(at=hanoi(20, 8))
    assert seal_keys.signer_for(copy).kid == 1


def test_at_a_change_two_keys_overlap_and_the_newer_one_seals_from_its_day(key, office, binh, dung):
    seal_keys.new_key(from_on=date(2026, 3, 20))
    seal_lists.refresh(at=hanoi(20, 9))
    before = signed(office, binh, dung, at=hanoi(19, 11))
    after = signed(office, binh, dung, birth_entry(office, number="88"), at=hanoi(20, 11))
    assert [sealed_by(before), sealed_by(after)] == [1, 2]


def test_an_office_with_a_key_of_its_own_uses_it(key, office, other_office, binh, dung):
    seal_keys.new_key(from_on=FIRST_DAY, office=other_office)
    seal_keys.new_key(from_on=FIRST_DAY, office=office)
    seal_lists.refresh(at=hanoi(20, 9))
    assert sealed_by(signed(office, binh, dung)) == 3


def test_a_retired_key_is_erased_and_its_papers_stay_genuine(copy, key):
    assert sealed_by(copy) == 1
    seal_keys.stop_using(1, on=date(2026, 3, 21))
    key.refresh_from_db()
    assert key.private_key == ""
    assert seal_keys.signer_for(copy) is None
    assert sealed_by(copy) == 1


def test_a_stolen_key_is_called_so_in_the_list(key):
    seal_keys.stop_using(1, on=date(2026, 3, 20), is_compromised=True)
    seal_lists.refresh(at=hanoi(20, 9))
    assert a_list("keys").body[0][0][-1] == 3


def test_the_private_half_is_encrypted_in_the_database(key, settings):
    assert "PRIVATE" not in key.private_key
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another" * 9
    assert seal_keys._private(key)


def test_the_database_refuses_a_used_up_key_that_is_not_erased(key):
    key.status = SealKey.Status.RETIRED
    with pytest.raises(IntegrityError), transaction.atomic():
        key.save()


def test_the_list_of_cancelled_copies_names_number_office_and_year(copy, binh):
    with transaction.atomic():
        extracts.cancel(copy.pk, reason="Sai chữ đệm", by_id=binh.pk, at=hanoi(20, 12))
    tasks.refresh_seal_lists()
    assert a_list("cancelled").body == [[["00256", 2026, "TLKS-BS", gaps([copy.serial])]]]


def test_an_unchanged_list_is_signed_again_only_when_its_day_grows_old(key):
    assert seal_lists.refresh(at=hanoi(20, 9)) == []
    assert len(seal_lists.refresh(at=hanoi(20, 8) + timedelta(hours=20))) == 2


def test_a_list_that_the_root_did_not_sign_is_not_published(key):
    forged = seal_lists.signed(seal_lists.written("keys", at=hanoi(20, 9)), ec.generate_private_key(ec.SECP256R1()))
    with pytest.raises(NotGenuine):
        seal_lists.publish(forged)


def test_an_older_list_never_comes_back(key):
    old = seal_lists.signed(seal_lists.written("keys", at=hanoi(19, 9)), seal_lists.root_key())
    with pytest.raises(NotGenuine):
        seal_lists.publish(old)


@given(st.sets(st.integers(1, 2**31)))
def test_gaps_give_the_numbers_back(serials):
    found, number, gap, shift = set(), 0, 0, 0
    for byte in gaps(serials):
        gap |= (byte & 0x7F) << shift
        shift += 7
        if not byte & 0x80:
            number += gap
            found.add(number)
            gap = shift = 0
    assert found == serials


def test_a_hundred_thousand_cancelled_copies_take_about_a_hundred_kilobytes():
    assert len(gaps(range(1, 5_000_000, 50))) == 100_000


def test_the_page_gives_out_the_lists(client, key):
    for name, kind in (("khoa", "keys"), ("da-huy", "cancelled")):
        answer = client.get(f"/kiem-tra/danh-sach/{name}/")
        assert answer.content == bytes(seal_lists.newest_list(kind).content)
    assert client.get("/kiem-tra/danh-sach/khac/").status_code == 404
    assert client.post("/kiem-tra/danh-sach/khoa/").status_code == 405


def test_before_anything_is_published_there_is_no_list_and_no_reader(client):
    assert client.get("/kiem-tra/danh-sach/khoa/").status_code == 404
    assert "data-seal" not in client.get("/kiem-tra/").content.decode().replace("data-seal-result", "")


def test_the_script_that_keeps_the_page_may_rule_the_short_address(client):
    answer = client.get("/kiem-tra/ngoai-tuyen.js")
    assert answer["Service-Worker-Allowed"] == "/"
    assert answer["Content-Type"].startswith("text/javascript")


def test_root_and_lists_are_made_on_two_machines(settings, tmp_path, monkeypatch):
    """As in production: the server has the public half only; the folder is carried to the root key and back."""
    said = io.StringIO()
    monkeypatch.setattr("civil_registry.management.commands.seal_key.getpass", lambda _: "mật khẩu")
    monkeypatch.setattr("civil_registry.management.commands.seal_lists.getpass", lambda _: "mật khẩu")
    root = tmp_path / "root.pem"
    call_command("seal_key", "root", str(root), stdout=said)
    settings.SEAL_ROOT_KEY_FILE, settings.SEAL_ROOT_PUBLIC_KEY = "", said.getvalue().split("=")[1].strip()
    call_command("seal_key", "new", stdout=said)
    call_command("seal_lists", "write", str(tmp_path), stdout=said)
    call_command("seal_lists", "sign", str(tmp_path), root_key=root, stdout=said)
    call_command("seal_lists", "publish", str(tmp_path), stdout=said)
    assert SealKey.objects.get().published_at
    assert b"ENCRYPTED" in root.read_bytes()
    call_command("seal_key", "list", stdout=said)
    assert "every office" in said.getvalue()
    with pytest.raises(CommandError, match="never overwritten"):
        call_command("seal_key", "root", str(root), stdout=said)


def test_a_demo_is_set_up_once(settings, tmp_path):
    settings.SEAL_ROOT_KEY_FILE = str(tmp_path / "root.pem")
    for _ in range(2):
        call_command("seal_key", "demo", stdout=io.StringIO())
    assert SealKey.objects.get().from_on < timezone.localdate()
    assert SealList.objects.count() == 2


def test_a_wrong_password_or_a_missing_key_is_explained(key, tmp_path):
    for command in (("seal_key", "retire", "77"), ("seal_lists", "sign", str(tmp_path)), ("seal_lists", "write", "/nowhere")):
        with pytest.raises(CommandError):
            call_command(*command, stdout=io.StringIO())
    call_command("seal_key", "retire", "1", stdout=io.StringIO())
    assert SealKey.objects.get(kid=1).status == SealKey.Status.RETIRED
