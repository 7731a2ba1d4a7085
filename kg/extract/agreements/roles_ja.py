"""What each institution of a Japanese sentence is to the verb of agreeing, by the particle behind it."""

from __future__ import annotations

import re

from kg.extract.agreements.acts import Role
from kg.extract.agreements.agreement_words import pattern
from kg.extract.agreements.clauses import DATE, NAME, ORG, PERSON, PLACE, Sentence

# What may stand between a name and its particle: a part of the institution, or the title of who heads it.
SUFFIX = (
    rf"(?:社|側|グループ|当局|股份有限公司|有限公司|株式会社|ホールディングス|ＨＤ|HD|半導体|電子|電機|化学|工業|科技|材料|精密|製作所|テクノロジー|(?:など|等)(?:[^、。はがをにで]{{0,6}}の)?[0-9０-９一二三四五六七八九十]+(?:大学|社|校|者|市|町|団体|機関)|など|等|ら|役場|本社|[^、。はがをにでへもと{NAME}]{{0,10}}"
    r"(?:長|知事|代表|総裁|訪問団|代表団|視察団|使節団|訪台団|一行|学部|学院|研究科|研究所|研究院|センター|本部|事業部|支社|事務所|局|課|会))?"
)
_MODIFIER = rf"[^、。はがをにでへもと{NAME}]{{0,24}}"
_AND = "(?:と|、|・|▽|／|/|×|&|＆|及び|および|並びに|ならびに|や|,|，|それに|そして|さらに|加えて)+"
# Between two that a list joins may stand others that no one recognised, or that have only the name of their place.
_CONJUNCTION = re.compile(
    rf"^{SUFFIX}{_AND}(?:{PLACE}{_AND}|[^、。はがをにでへもと{NAME}]{{1,16}}(?:市|町|村|県|郷|鎮|大学|高専|会議所|協会|機構|社)、{_AND}?){{0,3}}"
    rf"(?:{DATE}(?:に|には)?、?)?(?:{_MODIFIER}の)?{_MODIFIER}{ORG}"
)
_DELEGATE = re.compile(rf"^の?[^。はがをにでへもと{NAME}]{{0,22}}{PERSON}")
_APPOSITION = re.compile(rf"^の[^、。はがをに{NAME}]{{0,24}}(?:である|の|、)?{ORG}")
_AFTER_PERSON = re.compile(
    rf"^[^、。はがをにでへもと{NAME}]{{0,18}}(?:と|、|・|は|が|も|ら|を(?:出?迎え|招[いき]|訪[ねれ])|によ(?:る|り|って)|の(?:両|2人|二人|3人|間[でに]))"
)
# A relative clause whose head is the partner: 協定を結んだA大学から.
HEAD = rf"^(?:(?:し|さ|れ|て|で|い|お)*(?:んだ|だ|た|る|ぶ|り))?(?:台湾の|日本の|台湾・)?{ORG}"
# A社と同じく; but A社と同様の覚書を結んだ is with A社
_ALIKE = "(?:同じ|同様)(?!(?:の|内容の|趣旨の|形の|種類の)?[^、。はがを]{0,6}(?:協定|覚書|契約|合意|MOU)[」』]?書?を)"
_PARTNER = re.compile(
    rf"^{SUFFIX}[─―—]{{0,3}}(?:と|とは|とも|との|と共同で|との間[でに]|を(?:パートナー|相手方?|相手先|提携先|連携先|締結先)(?:と(?:する|した|して)|に)|に対する(?=[^、。はがを]{{0,14}}(?:契約|協定|覚書|合意)))(?!{ORG}|{_ALIKE}|異な|違[いっう]|比べ|並[びぶん])"
)
# B大学を含む3校と協定を結んでいる
_AMONG = re.compile(
    "(?:など|等|を(?:含む|含め|はじめ(?:とする|として)?|初め|筆頭に))、?[^、。はがを]{0,14}(?:大学|学校|校|社|者|市|町|機関|団体|行|会|所)と(?!共同)"
)
_SUBJECT = re.compile(rf"^[」』]による|^{SUFFIX}(?:は|が|も(?!の)|では|により|による|、(?:代表))")
_RECEIVED = re.compile(rf"^{SUFFIX}を(?:お?迎え|招[いき])(?:て|、)")  # Aでは、Bを迎え、覚書を交わした
# A社から、B社と契約を交わしたとの報告があった
_REPORTS = re.compile(f"^{SUFFIX}から(?:は)?、[^、。はがを{ORG}]{{0,8}}{ORG}{SUFFIX}と(?:の間で)?(?!の)")
_VISITED = re.compile(f"{ORG}(?:本庁|役場|庁舎|本社)?(?:を(?:表敬)?訪(?:問|れ)|に来(?:訪|庁|校|学|社))")
# A高とB校を運営する学校法人: the schools that one runs
_RUN_BY = re.compile(
    f"{ORG}(?:など|等)?を(?:運営|経営|設置|擁|傘下|展開|所有|持)[^、。はが]{{0,8}}(?:る|す|つ|た|く)(?=[^、。]{{0,12}}{ORG})"
)
# A大学も名を連ねるB連盟: it is the league that acts
_PART_OF = re.compile(
    f"(?:側|など)?(?:も|が|の)(?:名を連ね|加盟|所属|参加|参画|加わ|属)[^、。はがを]{{0,6}}(?:る|た|の)[「『]?{ORG}"
)
_BETWEEN = re.compile(
    rf"^{SUFFIX}の?間(?:で|に|の)|^{SUFFIX}の(?:両(?:者|社|校|大学|市|町|県|機関|団体)|双方|[23456二三四五六２３４５６](?:者|社|校|大学|市|町|県|団体|機関|法人|か所)|三団体)"
)
_PLACE = re.compile(
    rf"^{SUFFIX}(?:の[^、。はがをに{NAME}]{{0,8}}(?:議場|議会|会議室|講堂|ホール|本部|本社|本店|キャンパス|庁舎|役所|役場|校舎|迎賓館|応接室|図書館|会館|工場)で|で(?!は)|において|にて|を会場|本庁舎|庁舎|キャンパス|本社で)"
)


# B社が担う事業を売却: whose the thing is says nothing of what it does itself
_WHOSE_THING = re.compile(
    f"{SUFFIX}が(?:担う|手掛ける|手がける|営む|展開する|(?:保有|所有|運営)する|持つ|抱える)"
    f"[^、。はが{NAME}]{{0,16}}(?:事業|部門|株式|持分|工場|資産|施設)(?:の[^、。はが{NAME}]{{0,8}})?を"
)
# A大学が橋渡し役となり、BとCが…: who brings the two together
_BROKER = re.compile(
    f"{SUFFIX}が(?:橋渡し役?|仲介役?|仲立ち|取り持ち役?|つなぎ役|調整役|旗振り役|紹介者|後ろ盾|音頭を取|間に(?:立|入))"
    "(?:とな[りっ]|にな[りっ]|を[務担果]|を買って出|を引き受け|って|ち|り|して?)"
)
# 甲県では乙社が…: where somebody else acts
_WHERE = re.compile(f"(?:内|下)?では[^。]{{0,60}}{ORG}{SUFFIX}が")


def joined(masked: str, place: int) -> int | None:
    """The place of the institution that と, 、 or 及び joins to the one at `place`, if any."""
    conjunction = _CONJUNCTION.match(masked[place + 1 :])
    return place + conjunction.end() if conjunction else None


def topic(sentence: Sentence) -> tuple[str, ...]:
    """The institutions that a sentence is about, which the next one may leave unsaid."""
    for place, span in sentence.find(ORG):
        if _SUBJECT.match(sentence.masked[place + 1 :]) or _HEADED.match(sentence.masked, place + 1):
            joined = re.search(rf"{ORG}{SUFFIX}(?:と|・|及び|および)+$", sentence.masked[:place])
            subject = (sentence.spans[joined.start()].ids if joined else ()) + span.ids
            # 郷長らが町を訪れた: the next sentence may be about the host.
            host = _VISITED.search(sentence.masked, place + 1)
            return subject + (sentence.spans[host.start()].ids if host else ())
    return ()


# A協会の某会長が訪台: about the one whose head it is.
_HEADED = re.compile(f"の?[^、。はがをにでへもと{NAME}]{{0,10}}{PERSON}[^、。はがをにでへもと{NAME}]{{0,10}}(?:は|が)")
_AT_CEREMONY = re.compile("の[^。、はが]{0,40}(?:署名|調印|締結|交換)(?:式典?|セレモニー|の儀)?に$")
# 某市長が出席し、協定書に署名した: who came to sign
ATTENDED = re.compile("(?:出席|参加|列席)し(?:て)?、[^。、はが]{0,24}(?:署名|調印|サイン|締結|取り?交わ|交わし)")
_THROUGH = re.compile("(?:社)?を(?:通じ|通して|介し|窓口に)")


def roles_of(masked: str, start: int, stop: int, noun: int, heading: bool) -> dict[int, Role]:
    """What each institution between two places is to the verb that follows, by the particle behind it."""
    roles: dict[int, Role] = {}
    signs = [i for i in range(start, stop) if masked[i] == ORG]
    for order, i in reversed(list(enumerate(signs))):
        roles[i] = _role(masked, i, stop, noun, roles, signs[order + 1 :], heading)
    for i in signs:
        # Who looks on is no party; a topic stays what it is: Aは、C市長が立ち会うなか、Bと結んだ.
        onlooking = pattern("ja", "witness").search(masked, i, min(stop, i + 60))
        if onlooking and roles[i] is Role.PARTNER and _AT_CEREMONY.search(masked, i, onlooking.start()):
            continue  # AとBの署名式に立ち会った: who looks on is told before
        if onlooking and "は" not in masked[i : onlooking.start()] and not ATTENDED.match(masked, onlooking.start()):
            roles[i] = Role.OTHER
        if masked[i + 1 : i + 2] == ORG:
            roles[i] = Role.OTHER
    through = [i for i in signs if _THROUGH.match(masked, i + 1)]
    if through:
        # 台湾子会社のB社を通じ: the daughter agrees, not the parent.
        for i in signs:
            roles[i] = Role.SUBJECT if i in through else Role.OTHER if roles[i] is Role.SUBJECT else roles[i]
    actors = [i for i in signs if roles[i] is Role.SUBJECT and re.match(rf"^{SUFFIX}が", masked[i + 1 :])]
    with_whom = next((i for i in signs if actors and i > actors[0] and roles[i] is Role.PARTNER), None)
    if with_whom is not None and not re.search("を|する", masked[actors[0] : with_whom]):
        # 甲県は、乙村が丙鎮と結んだことを…: the nearer one is the subject of the verb
        for i in signs:
            if roles[i] is Role.SUBJECT and i < actors[0] and re.match(rf"^{SUFFIX}は", masked[i + 1 :]):
                roles[i] = Role.OTHER
    if actors and any(re.search(rf"{ORG}{SUFFIX}と[^、。]{{0,12}}$", masked[start:i]) for i in actors):
        # Cは、AとBが設立した会社だ: the topic is what they founded, or who reports it.
        for i in signs:
            if roles[i] is Role.SUBJECT and re.match(rf"^{SUFFIX}は", masked[i + 1 :]):
                roles[i] = Role.OTHER
    return roles


# A picture shows those who sign: 協定書を交わすA大学のP学長とB大学のQ校長.
SHOWN = re.compile(
    rf"(?:協定|覚書|契約|合意|MOU)書?[^。、はが{NAME}]{{0,8}}(?:を|に)(?:取り交わ|交わ|署名|調印|サイン|手に|交換|掲げ|披露)[^。、はが]{{0,8}}?(?:す|する|した|し合う|わした|げる|にする|にした|後の)(?=[^。はが、]{{0,24}}{PERSON})"
)


def _role(masked: str, i: int, stop: int, noun: int, roles: dict[int, Role], later: list[int], heading: bool) -> Role:
    right = masked[i + 1 : max(stop, i + 1)]
    following = later[0] if later else None
    if _PART_OF.match(right) or _WHOSE_THING.match(right) or _BROKER.match(right):
        return Role.OTHER
    if _WHERE.match(right):
        return Role.PLACE
    if _BETWEEN.match(right):
        return Role.PARTNER
    if (joined := _CONJUNCTION.match(right)) and following == i + joined.end():
        role = roles[following]
        return (
            Role.PARTNER
            if right.lstrip("社側").startswith("と")
            and role in (Role.OTHER, Role.PLACE)
            and not (heading or _VISITED.match(masked, following) or _RUN_BY.match(masked, following))
            else role
        )
    if following is not None and (chain := _APPOSITION.match(right)) and following == i + chain.end():
        return Role.OTHER
    if delegate := _DELEGATE.match(right):
        rest = masked[i + 1 + delegate.end() :]
        return Role.DELEGATE if _AFTER_PERSON.match(rest) else Role.OTHER
    if _PARTNER.match(right) or _AMONG.match(right) or _RECEIVED.match(right):
        return Role.PARTNER
    if _SUBJECT.match(right) or _REPORTS.match(right):
        return Role.SUBJECT
    if _PLACE.match(right):
        return Role.PLACE
    if right.startswith("の"):
        # AとBの協定: the pair belongs to the noun; a single one is only a modifier.
        paired = any(masked[j] == ORG for j in range(max(0, i - 26), i)) and re.search(
            rf"{ORG}{SUFFIX}(?:と|・|、)(?:{_MODIFIER})$", masked[max(0, i - 60) : i]
        )
        return Role.PARTNER if paired and not re.search(r"[はがを]", masked[i + 1 : noun]) else Role.OTHER
    if heading and re.match(r"^(?:、|　|と?$|[「『【]|×)|^$", right) and not re.search(r"[をに]$", masked[:i]):
        return Role.SUBJECT
    return Role.OTHER
