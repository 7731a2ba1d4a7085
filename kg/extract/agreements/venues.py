"""Those whom a page went to and at whose place a paper was signed, the page's own institution being the other side."""

from __future__ import annotations

import re

from kg.extract.agreements.acts import Act, Stage
from kg.extract.agreements.clauses import ORG, Sentence
from kg.extract.agreements.named import Ids, Types
from kg.extract.agreements.roles_ja import SUFFIX
from kg.extract.agreements.scene import Scene

_JOINED = f"{ORG}{SUFFIX}(?:と|、|及び|および|並びに|ならびに|や|・)"
# A大学とB大学においては、更新の調印式が行われた; A大学では、両大学で結んだ協定の更新調印式が
_AT = re.compile(
    f"(?:^|[。、])(?P<hosts>(?:{_JOINED}){{0,4}}{ORG}{SUFFIX})(?:でも?は?|において(?:は|も)?|にて)、?(?P<rest>[^。]{{0,80}})"
)
_CEREMONY = re.compile("(?:調印|締結|署名|更新)(?:式|の儀|セレモニー)|締結|調印|更新")


def at_venues(sentence: Sentence, act: Act, scene: Scene, types: Types) -> Ids:
    """The hosts of a signing, where a sentence names nobody but them and perhaps the one who publishes the page."""
    if (
        sentence.language != "ja"
        or not scene.speaker
        or act.stage is Stage.OPEN
        or act.family not in ("sign", "ceremony")
    ):
        return ()
    at = _AT.search(sentence.masked)
    if at is None or not _CEREMONY.search(at["rest"]):
        return ()
    hosts = tuple(dict.fromkeys(i for _, span in sentence.find(ORG, *at.span("hosts")) for i in span.ids))
    home = scene.speaker[0]
    beside = [span for place, span in sentence.find(ORG) if not at.start("hosts") <= place < at.end("hosts")]
    others = {i for span in beside if not (span.reference and len(span.ids) > 1) for i in span.ids}
    alike = {types.get(i) for i in hosts} == {types.get(home)}
    return hosts if alike and home not in hosts and others <= {home, *hosts} else ()
