"""Papers of many sheets: rendered part by part, so that memory stays flat, and joined into one tagged PDF/A.

Each part is a whole paper of ours. Its pages, and the tree that says what is a heading and what a cell, go behind those of
the parts before it; numbers of pages run on.
"""

import io
from collections.abc import Iterable, Iterator

from portal.documents.render import render_pdf


def render_long(template_name: str, contexts: Iterable[dict], *, title: str) -> bytes:
    """One paper from the contexts of its parts; each is told the pages before it (`pages_before`). At least one part."""
    return joined(_parts(template_name, contexts, title))


def joined(parts: Iterable[bytes]) -> bytes:
    """One PDF of the pages of all, with their tags. Bytes of later parts are let go once their pages are copied."""
    import pikepdf  # noqa: PLC0415  30 MB that a web process never needs

    queue = iter(parts)
    whole = pikepdf.open(io.BytesIO(next(queue)))
    tree = whole.Root.StructTreeRoot
    shift = len(whole.pages)  # keys of the tree are the pages of a part, from 0
    for part in queue:
        with pikepdf.open(io.BytesIO(part)) as source:
            before = len(whole.pages)
            whole.pages.extend(source.pages)
            added = whole.copy_foreign(source.Root.StructTreeRoot)
        for page in whole.pages[before:]:
            page.obj.StructParents = int(page.obj.StructParents) + shift
        for document in added.K:
            document.P = tree
            tree.K.append(document)
        for key, item in _pairs(added.ParentTree.Nums):
            tree.ParentTree.Nums.append(int(key) + shift)
            tree.ParentTree.Nums.append(item)
        shift = len(whole.pages)
    _end_streams_surely(whole)
    out = io.BytesIO()
    whole.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, preserve_pdfa=True)
    return out.getvalue()


def _parts(template_name: str, contexts: Iterable[dict], title: str) -> Iterator[bytes]:
    before = 0
    for context in contexts:
        part = render_pdf(template_name, context | {"pages_before": before}, title=title)
        before += _page_count(part)
        yield part


def _end_streams_surely(whole) -> None:
    """A compressed stream whose own last byte is CR would lose it to the line end before `endstream`; what comes after the
    end of the compressed data is not read, so a blank is put there."""
    import pikepdf  # noqa: PLC0415  as above

    for item in whole.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Filter") == "/FlateDecode":
            raw = item.read_raw_bytes()
            if raw.endswith(b"\r"):
                item.write(raw + b" ", filter=item.Filter, decode_parms=item.get("/DecodeParms"))


def _page_count(pdf: bytes) -> int:
    import pikepdf  # noqa: PLC0415  as above

    with pikepdf.open(io.BytesIO(pdf)) as paper:
        return len(paper.pages)


def _pairs(items: Iterable) -> Iterator[tuple]:
    one_by_one = iter(items)
    return zip(one_by_one, one_by_one, strict=True)
