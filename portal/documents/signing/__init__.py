"""Digital signatures: whose key signs, whether it may be used now, the signature in the PDF, and what a signed PDF proves.

Only `pades.py` (in a worker) and `reading.py` (in a process of its own) know pyHanko. Source: NĐ 30/2020/NĐ-CP annex I (digital
signature of a paper); PAdES, ETSI EN 319 142-1: B-B is the bare signature, B-T adds a time that a timestamp server vouches for.
"""
