"""A sweep does all that is left to do, whatever one of it does."""

import logging

from portal.sweeping import sweep


def test_one_that_fails_does_not_stop_the_others_and_is_logged(caplog):
    done = []

    def do(pk: int) -> None:
        if pk == 2:
            raise ValueError("broken")
        done.append(pk)

    with caplog.at_level(logging.ERROR):
        sweep([1, 2, 3], do, fault="paper_not_printed")
    assert sorted(done) == [1, 3]
    assert "paper_not_printed" in caplog.text


def test_workers_that_sweep_at_once_seldom_begin_with_the_same():
    firsts = set()
    for _ in range(30):
        done = []
        sweep(range(200), done.append, fault="")
        firsts.add(done[0])
        assert sorted(done) == list(range(200))
    assert len(firsts) > 15
