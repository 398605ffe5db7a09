"""What resolution sees of an entity."""

import pytest

from kg.model import DocumentInfo, Entity, Record, Relation
from kg.resolve.items import items_of

PERSON = Entity("e1", "Person", "Сергій Іванов", aliases=("Іванов", "@ivanov"))

POSTS = [
    (Entity("b", "Organization", "Ministry of Defence", attributes={"country": "UA"}), "UA", "ministri of defenče"),
    (Entity("b", "Organization", "Ministry", key="registry:mod-ua"), "", "registry:mod-ua"),
    (Entity("b", "Place", "Ukraine", attributes={"kind": "country", "country": "UA"}), "UA", "minister / ukraine"),
    (Entity("b", "Place", "Kherson", attributes={"kind": "settlement", "country": "UA"}), "", "minister / herson"),
    (Entity("b", "Unit", "93rd", side="UA", attributes={"number": 93, "echelon": "brigade"}), "UA", "UA 93 brigade"),
]


def traits(*entities, relations=()):
    record = Record(DocumentInfo("d", "uk", "", 0, iri="doc:d"), entities, tuple(relations))
    return {item.id: item.traits for item in items_of(record)}["doc:d", "e1"]


def test_names_are_folded_and_handles_left_out():
    found = traits(PERSON)
    assert (found.full, found.alone) == ({("serhi", "ivanov")}, {"ivanov"})


@pytest.mark.parametrize(("body", "side", "post"), POSTS)
def test_a_post_tells_of_its_holder(body, side, post):
    found = traits(PERSON, body, relations=[Relation("position", "e1", "b", "minister")])
    assert (found.side, found.posts) == (side, {post})


def test_posts_on_two_sides_tell_no_side():
    bodies = [Entity(side, "Organization", side, side=side) for side in ("UA", "RU")]
    found = traits(PERSON, *bodies, relations=[Relation("position", "e1", b.id) for b in bodies])
    assert found.side == ""


def test_a_unit_knows_its_superior():
    battalion = Entity("e1", "Unit", "1st Battalion", side="UA", attributes={"number": 1, "echelon": "battalion"})
    brigade = Entity("b", "Unit", "93rd Brigade", side="UA", attributes={"number": "93", "echelon": "brigade"})
    found = traits(battalion, brigade, relations=[Relation("partOf", "e1", "b")])
    assert (found.superior.number, found.superior.side) == (93, "UA")


def test_a_relation_to_what_the_record_lacks_is_no_post():
    assert traits(PERSON, relations=[Relation("position", "e1", "gone", "minister")]).posts == frozenset()
