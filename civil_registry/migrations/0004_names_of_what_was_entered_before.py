"""Names, numbers and digests of the entries that were there before they were searched by them. Going back loses nothing."""

import hashlib
import json

from django.db import migrations

from portal.text import fold, search_key

AT_ONCE = 1000


def fill(apps, schema_editor):
    entries = apps.get_model("civil_registry", "RegisterEntry").objects.filter(first_digest="")
    names_of = apps.get_model("civil_registry", "EntryName").objects
    waiting, names = [], []
    for entry in entries.order_by("pk").iterator(chunk_size=AT_ONCE):
        bare = fold(entry.number).replace(" ", "")
        entry.number_key = bare.lstrip("0") or bare
        said = json.dumps([entry.number, entry.registered_on, sorted(entry.fields.items()), entry.note], ensure_ascii=False)
        entry.first_digest = hashlib.blake2b(said.encode(), digest_size=16).hexdigest()
        waiting.append(entry)
        names += [names_of.model(entry_id=entry.pk, book_id=entry.book_id, key=key) for key in sorted(keys_of(entry.fields))]
        if len(waiting) == AT_ONCE:
            keep(entries, names_of, waiting, names)
            waiting, names = [], []
    keep(entries, names_of, waiting, names)


def keep(entries, names_of, waiting, names):
    entries.model.objects.bulk_update(waiting, ["number_key", "first_digest"], batch_size=200)
    names_of.bulk_create(names, batch_size=2000)


def keys_of(fields):
    keys = set()
    for code, name in fields.items():
        if name and (code == "full_name" or code.endswith("_name")):
            words = search_key(name).split(" ")
            keys |= {" ".join(words[start:]).encode() for start in range(len(words))}
    return keys


class Migration(migrations.Migration):
    dependencies = [("civil_registry", "0003_names_to_search_by")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
