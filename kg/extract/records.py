"""One reading of one document: from its text to its record.

Each document walks through the recognisers, the parser, the frames and the gathering once, in this order, and comes
out as a `Record`. Nothing of the parse leaves this package.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.extract import dictionary, mentions, nlp, persons, places, predicates, quantities, registered, temporal, units
from kg.extract.attribution import Attributions, Signature
from kg.extract.captives import described_captives
from kg.extract.circumstances import DATED
from kg.extract.clauses import Tree
from kg.extract.coreference import Entities
from kg.extract.discourse import Discourse
from kg.extract.events import Builder
from kg.extract.frames import tellings
from kg.extract.governments import only_governments
from kg.extract.happenings import Gatherer, Happening, Told
from kg.extract.mending import mended
from kg.extract.parsed import Parsed
from kg.extract.phrases import Reader, side_lexicon
from kg.extract.quantities import Quantity
from kg.extract.relations import Relations
from kg.extract.scene import Scene
from kg.extract.sequels import sequels
from kg.extract.spans import at_semicolons, headed, one_word
from kg.extract.telling import Telling
from kg.extract.temporal import Time
from kg.extract.tokens import Name, Sentence, Word
from kg.ids import document_iri
from kg.ingest import language, text
from kg.ingest.text import Passage
from kg.model import Document, DocumentInfo, Entity, Event, Record, Relation
from kg.registry import Registry

SIGNING = frozenset({"Person", "Organization", "Unit"})
CAPTIVE_TOPICS = frozenset({"captive", "captivity"})
CAPTIVE_ROLES = frozenset({"captive"})


def read(document: Document) -> Record:
    """The record of a document whose language is known.

    Entity and event ids are `e1…`, `v1…` in the order of the text; `iri`s are left to resolution.
    """
    return _Reading(document).record()


class _Reading:
    """The state of one walk through a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.passages: list[Passage] = list(text.passages(document))
        self.sentences = self._sentences()
        self.names = self._names()
        self.signed = self._signatures()
        self.parsed = self._parse()
        self.entities = Entities(self.parsed, self._handles(), document.text)
        self.countries = self._countries()
        self.topics = self._topics()

    def _sentences(self) -> list[tuple[int, Sentence]]:
        """(passage index, sentence) in order, each in the language of its passage."""
        found = []
        for n, passage in enumerate(self.passages):
            lang = language.of_passage(passage.text, self.document.lang) or self.document.lang
            for whole in text.sentences(passage, lang):
                for start, end in at_semicolons(self.document.text, *whole):
                    found.append((n, nlp.tokenise(lang, self.document.text[start:end], start, passage.kind)))
        return found

    def _names(self) -> list[tuple[Name, ...]]:
        registry = Registry.load()
        sentences = [sentence for _, sentence in self.sentences]
        trained = nlp.ner(sentences)
        found: list[tuple[Name, ...]] = []
        for sentence, ner in zip(sentences, trained, strict=True):
            candidates = [
                *units.find(sentence),
                *mentions.find(sentence),
                *places.find(sentence),
                *persons.find(sentence),
                *ner,
            ]
            found.append(tuple(registered.identify(name, registry) for name in mentions.arbitrate(candidates)))
        found = [
            tuple(headed(name, sentence) for name in names)
            for sentence, names in zip(sentences, mentions.again(sentences, found), strict=True)
        ]
        settled = places.settle([name for names in found for name in names], self._sides(found))
        kept = {(name.start, name.end): name for name in settled}
        return [
            tuple(kept[name.start, name.end] for name in names if (name.start, name.end) in kept) for names in found
        ]

    def _sides(self, names: Sequence[Sequence[Name]]) -> frozenset[str]:
        """The countries whose people, forces or bodies the document speaks of."""
        found = {name.side for row in names for name in row}
        for _, sentence in self.sentences:
            lexicon = side_lexicon(sentence.lang)
            for token in sentence.tokens:
                found.add(lexicon.adjectives.get(token.lemma, "") or lexicon.nouns.get(token.lemma, ""))
        return frozenset(found - {""})

    def _signatures(self) -> dict[int, Name]:
        """The author of each signed post: the name that a recogniser sees in the signature, else one made of it."""
        found: dict[int, Name] = {}
        for (n, sentence), names in zip(self.sentences, self.names, strict=True):
            passage = self.passages[n]
            if passage.signature is None or sentence.start < passage.signature:
                continue
            start = self.document.text.find(passage.author, passage.signature)
            if not passage.author or start < 0:
                continue
            end = start + len(passage.author)
            seen = next((m for m in names if m.start < end and m.end > start and m.type in SIGNING), None)
            found[n] = seen or Name("Organization", start, end, 0, 0, 0, passage.author, passage.author, "signature")
        # The paragraphs of a post that stand before its signed one are its author's too.
        for n, passage in enumerate(self.passages):
            if passage.author and n not in found:
                later = (found[m] for m in range(n, len(self.passages)) if m in found)
                author = next(later, None)
                if author is not None:
                    found[n] = author
        return found

    def _handles(self) -> list[tuple[Name, str]]:
        """The handles of signed posts, as further names of their authors, and authors that no recogniser saw."""
        rows = []
        for n, author in self.signed.items():
            passage = self.passages[n]
            if passage.signature is None:
                continue
            if author.source == "signature":
                rows.append((author, self.document.lang))
            start = self.document.text.find(passage.handle, passage.signature or passage.start)
            if passage.handle and start >= 0:
                end = start + len(passage.handle)
                handle = Name(
                    author.type,
                    start,
                    end,
                    0,
                    0,
                    0,
                    passage.handle,
                    author.lemma,
                    "signature",
                    author.key,
                    side=author.side,
                )
                rows.append((handle, self.document.lang))
        return rows

    def _parse(self) -> list[Parsed]:
        """The sentences parsed, each name, date and qualified number as one word."""
        found: list[tuple[list[Time], list[Quantity]]] = []
        anchor: Time | None = None
        self.headings: list[Time | None] = []
        totals: list[Quantity] = []
        headed_by: Time | None = None
        for (passage, sentence), names in zip(self.sentences, self.names, strict=True):
            times = temporal.find(sentence, self.passages[passage].posted or self.document.published, anchor)
            heading = temporal.heading(sentence, times)
            # A day alone at the top of a page is that of the page.
            if heading is not None and (headed_by is not None or heading.value != self.document.published):
                headed_by = heading
            self.headings.append(headed_by)
            anchor = next((t for t in reversed(times) if t.is_anchor), anchor)
            counted = [
                q
                for q in quantities.find(sentence, times, totals, names)
                if not _inside(q.start, names) and not _is_age(q, names, sentence)
            ]
            totals += [q for q in counted if not q.part]
            found.append((times, counted))
        sentences = [sentence for _, sentence in self.sentences]
        spans = [
            one_word(sentence, names, times, counted)
            for sentence, names, (times, counted) in zip(sentences, self.names, found, strict=True)
        ]
        trees = nlp.parse_all(sentences, spans)
        rows = zip(self.sentences, self.names, found, trees, strict=True)
        return [
            Parsed(number, passage, sentence, names, _tree(words, sentence.lang, times), tuple(times), tuple(counted))
            for number, ((passage, sentence), names, (times, counted), words) in enumerate(rows)
        ]

    def _countries(self) -> dict[str, str]:
        """ISO code → the entity of the country that the document names."""
        found: dict[str, str] = {}
        for parsed in self.parsed:
            for name in parsed.names:
                if name.type == "Place" and name.attributes.get("kind") == "country":
                    found.setdefault(str(name.attributes.get("country")), self.entities.of(name))
        return found

    def _topics(self) -> frozenset[str]:
        """Whether the document speaks of captives: then "an exchange took place" needs no more to be one of
        prisoners."""
        kinds: set[str] = set()
        for parsed in self.parsed:
            reader = Reader(parsed.tree, parsed.lang, ())
            for word in parsed.words:
                kinds |= reader.lexicon.kinds_of(word) & CAPTIVE_TOPICS
        return frozenset(kinds)

    def record(self) -> Record:
        """Everything put together."""
        relations = Relations(self.parsed, self.document.text, self.entities, self.countries, self._side).read()
        happenings = self._happenings()
        builder = Builder(self.parsed, self.document.text, self.entities.of, self._side, happenings)
        events: list[Event] = []
        for happening in happenings:
            event = builder.build(happening, len(events) + 1)
            if event is not None:
                events.append(event)
        entities = self._entities(relations, events, happenings)
        known = {e.id for e in entities}
        relations = [r for r in relations if r.subject in known and r.object in known]
        document = self.document
        info = DocumentInfo(
            id=document.id,
            lang=document.lang,
            sha256=document.sha256,
            length=len(document.text),
            publisher=document.publisher,
            published=document.published,
            title=document.title,
            url=document.url,
            iri=document_iri(document),
        )
        return Record(info, tuple(entities), tuple(relations), tuple(events))

    def _side(self, entity: str) -> str:
        group = self.entities.group(entity)
        return group.side or (str(group.attributes.get("country", "")) if group.type == "Organization" else "")

    def _happenings(self) -> list[Happening]:
        signatures = {n: Signature(name) for n, name in self.signed.items()}
        attributions = Attributions(self.parsed, self.document.text, signatures)
        gatherer = Gatherer(self.entities.of, self.document.published)
        discourse = Discourse()
        last: list[Told] = []
        for parsed in self.parsed:
            discourse = replace(discourse, time=self._running_time(parsed.number))
            tellings, discourse = self._tellings(parsed, discourse)
            passage = self.passages[parsed.passage]
            told = [
                Told(telling, attribution, passage.kind == "title", passage.posted)
                for telling in tellings
                if (attribution := attributions.of(telling)) is not None
            ]
            if not tellings:
                told = list(sequels(parsed, attributions.sayings[parsed.number], last))
            for one in told:
                gatherer.add(one)
            last = told or last
        gatherer.join_opposite_releases()
        return gatherer.happenings

    def _running_time(self, number: int) -> Time | None:
        """The day that a sentence without one has from its heading, or from the part before a semicolon."""
        before = self.parsed[number - 1] if number else None
        if before is not None and before.words[-1].text == ";" and len(before.times) == 1:
            return before.times[0] if before.times[0].kind in DATED else None
        return self.headings[number]

    def _tellings(self, parsed: Parsed, discourse: Discourse) -> tuple[list[Telling], Discourse]:
        """What a sentence tells, and what it leaves in mind."""
        scene = Scene.of(parsed, discourse, self.topics)
        return tellings(scene, dictionary.language(parsed.lang).free_order), discourse.after(parsed.tree, scene.reader)

    def _entities(
        self, relations: Sequence[Relation], events: Sequence[Event], happenings: Sequence[Happening]
    ) -> list[Entity]:
        posted = {r.subject for r in relations if r.type == "position"}
        used = {r.entity for e in events for r in e.roles if r.entity}
        captive = {r.entity for e in events for r in e.roles if r.role in CAPTIVE_ROLES and r.entity}
        captive |= described_captives(self.parsed, self.entities.of)
        private = frozenset(
            e for e in captive - posted if self.entities.group(e).type == "Person" and not self.entities.group(e).key
        )
        counted = _counted_equipment(happenings, self.parsed)
        located = {p.entity for e in events for p in e.places} | {r.object for r in relations}
        governments = only_governments(self.parsed, self.entities.of)
        keep: dict[str, bool] = {}
        for entity in self.entities.ids():
            group = self.entities.group(entity)
            if entity in governments and entity not in located | used:
                keep[entity] = False
            if group.attributes.get("generic"):
                keep[entity] = entity in used or any((n.start, n.end) in counted for n, _ in group.names)
        return self.entities.entities(private, keep)


def _tree(words: Sequence[Word], lang: str, times: Sequence[Time]) -> Tree:
    dated = {w.start for w in words for t in times if t.start <= w.start < t.end}
    return Tree(mended(predicates.restored(words, lang, dated), lang, dated))


def _is_age(quantity: Quantity, names: Iterable[Name], sentence: Sentence) -> bool:
    """Whether a bare number set off by commas follows a person's name."""
    before, after = quantity.first - 1, quantity.last
    commas = (
        before > 0
        and after < len(sentence.tokens)
        and sentence.tokens[before].text == sentence.tokens[after].text == ","
    )
    return commas and any(n.type == "Person" and n.last == before for n in names)


def _inside(offset: int, spans: Iterable[Name]) -> bool:
    return any(span.start <= offset < span.end for span in spans)


def _counted_equipment(happenings: Sequence[Happening], parsed: Sequence[Parsed]) -> set[tuple[int, int]]:
    """The spans of equipment nouns that a figure of an attack or a loss counts."""
    found = set()
    for happening in happenings:
        if happening.type not in ("Attack", "Loss"):
            continue
        for telling in happening.tellings:
            counted: Mapping[int, int] = {f.quantity.start: f.quantity.end for f in telling.figures}
            for name in parsed[telling.sentence].names:
                if any(start <= name.start and name.start - end <= 30 for start, end in counted.items()):
                    found.add((name.start, name.end))
    return found
