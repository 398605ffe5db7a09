"""Findings, scores and judgements."""

from kg.resolve.compare import Comparison, Finding, Judgement, compare, veto


def more(a, b):
    return Finding(0.9, "more")


def against(a, b):
    return Finding(-0.3, "against")


def forbids(a, b):
    return veto("never")


def silent(a, b):
    return None


def test_weights_add_up():
    found = compare(1, 2, (more, against, silent), 0.5)
    assert (found.score, found.judgement) == (0.6, Judgement.SAME)
    assert found.reasons == ("more (+0.90)", "against (-0.30)")


def test_a_score_stays_within_its_bounds():
    assert compare(1, 2, (more, more), 0.5).score == 1.0
    assert compare(1, 2, (against,), 0.5).score == 0.0
    assert Comparison((), 0.5).judgement is Judgement.UNSURE


def test_a_veto_forbids():
    found = compare(1, 2, (more, forbids, against), 0.5)
    assert (found.score, found.judgement, found.forbidden) == (0.0, Judgement.DIFFERENT, True)
    assert found.reasons[0] == "never (forbids)"
    assert len(found.findings) == 3
    assert len(compare(1, 2, (more, forbids, against), 0.5, whole=False).findings) == 2
