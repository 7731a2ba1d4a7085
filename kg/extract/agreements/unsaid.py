"""Whom a sentence leaves to be understood as the other side of an agreement."""

from __future__ import annotations

import re

from kg.extract.agreements.acts import Act, Role, Stage
from kg.extract.agreements.clauses import DATE, ORG, PERSON, PLACE, Sentence, both_ways, folded
from kg.extract.agreements.named import Ids, Types, with_role
from kg.extract.agreements.roles_ja import SUFFIX
from kg.extract.agreements.scene import Scene
from kg.model import OrganizationType, PassageKind

# A partner whom nobody named: 與上海一所學校, 與日本某企業, 與當地業者.
_NAMELESS = folded(
    f"[與和跟]{PLACE}?[^，。；、{ORG}]{{0,8}}"
    "(?:[一某另兩二三四五六七八九十多數幾0-9]+[所家間個座位名]|[三四五六七八九十多數幾0-9]+[校縣市]|某|當地|海外|國外|外國|日本地方|地方)"
    f"[^，。；{ORG}]{{0,14}}$"
)
# One that no one recognised: 與園區管理局簽訂.
_UNKNOWN_PARTNER = folded(
    f"[與和跟](?P<who>[^，。；：、{ORG}{PERSON}{DATE}{PLACE}在於就共簽正]{{2,16}}?)"
    f"(?:(?:在|於){PLACE}?[^，。；{ORG}]{{0,6}})?(?:就[^，。；{ORG}]{{0,20}})?"
    "(?:共同|正式|順利|完成|再度|首度|首次|線上)*$"
)
# 観光と半導体で協力する覚書: of two fields, none of them a partner
_UNKNOWN_PARTNER_JA = re.compile(
    f"(?:^|[、。はが])(?![^、。はが]{{0,4}}[両双三二四同])[^、。はがを{ORG}{PERSON}]{{2,20}}"
    f"(?:との間で|(?<!観光)(?<!文化)(?<!経済)(?<!産業)(?<!教育)(?<!研究)(?<!人材)(?<!学術)(?<!交流)(?<!貿易)(?<!農業)(?<!防災)(?<!技術)(?<!学生)(?<!教員)(?<!建設)(?<!開発)(?<!整備)(?<!生産)(?<!製造)(?<!設計)(?<!利用)(?<!運用)(?<!運営)(?<!管理)(?<!育成)(?<!設置)(?<!調達)(?<!供給)(?<!販売)(?<!支援)(?<!施工)(?<!設備)(?<!連携)と)[^、。はが{ORG}]{{0,24}}$"
)
# not A会およびB会の2団体と: those are named
_SOME_OF_THEM = re.compile(
    f"(?<!{ORG}の)(?:[0-9０-９一二三四五六七八九十数複]{{1,3}}(?:つの?|個|家|所)?|(?:台湾|日本|現地|地元|県内|市内)の)[^、。はがを{ORG}]{{0,8}}"
    f"(?:団体|企業|自治体|機関|組織|業者)と(?:の間で)?[^。、はが{ORG}]{{0,16}}$"
    "|"
    + folded(
        f"[與和跟](?:台灣|日本|當地|在地|{PLACE})的?[^，。；、{ORG}]{{0,6}}(?:團體|業者|企業|機構|廠商)(?:代表)?$"
    ).pattern
)
# あわせて両地域の業界団体が覚書を取り交わした: some whom nobody names
_NAMELESS_JA = re.compile(
    f"(?:^|[、。])[^、。はがを{ORG}{PERSON}]{{0,20}}"
    f"(?:団体|企業|業者|各社|事業者|機関|協会|学校|大学|高校|有志|関係者)(?:同士|どうし|間)?(?:が|も)、?[^、。はが{ORG}{PERSON}]{{0,24}}$"
)
_WHICH_OF_THEM = folded("其中(?:的)?[一二兩三四五六七八九十2-9]+(?:校|家|所|縣|市|間|方|者)[^，。；]{0,12}$")
_POINTING = folded("(?:該|本|對方|其|日方|台方|雙方|之|對造|此|他|她|會|日本|台灣)")
_STRANGER = re.compile(f"[^、。はがを{ORG}]{{2}}が(?![あ行開])")
_TRAVELS = both_ways("赴|訪|前往|抵達|率團|率隊|飛抵|一行|渡航|訪問|訪れ|訪台|来訪|代表團|代表団")
_OWN_TOPIC = re.compile("(?:^|[、。])([^、。はがをにで\ue000-\ue003]{2,20})は")
# What a sentence may begin with without a new subject: 今回の協定は, 調印式は, 具体的には.
_COMMON_TOPIC = re.compile(
    "協定|覚書|覚え書|契約|合意|提携|締結|調印|署名|式|今回|今後|内容|目的|期間|具体|本件|これ|それ|同|両|双方|当|本|年|月|日|度|春|秋"
    "|市$|県$|町$|大学$|側$|国内|海外|日本|台湾|一方|ほか|学生|教員|研究|交流|事業|背景|また|現地|うち|会$"
    # what an agreement brought about does not agree: ラボは…に取り交わした覚書に基づいて
    "|ラボ(?:ラトリー)?$|講座$|プログラム$|プロジェクト$|事業$|制度$|取り?組み?$|往来$|交流$|協業$|取引$|関係$|縁$|[0-9０-９一二三ひと]つ(?:目)?$|[0-9０-９一二三]件目?$|つながり$|始まり$|きっかけ$|発端$"
)
_WITH_ALL_ZH = folded(
    f"(?:^|[，。；：、])[^，。；：、{ORG}{PERSON}]{{0,24}}(?:{PERSON}[^，。；：、{ORG}{PERSON}]{{0,8}})?[與和跟同偕][^，。；、{ORG}{PERSON}]{{0,14}}$"
)
_WITH_ALL_JA = re.compile(
    f"{ORG}{SUFFIX}(?:、|及び|および|並びに|ならびに|や)(?:{PLACE}(?:、|及び|および|や)){{0,3}}(?:[^、。はがを{ORG}]{{0,14}}){ORG}{SUFFIX}"
    "(?:の[^、。はがを]{0,6})?と(?!の間|の[^、。]{0,10}間)"
    f"(?:、|は|も|それぞれ|個別|[^、。はがを{ORG}]{{0,30}}(?:協定|覚書|契約|合意))"
)
_WITH_PERSON_ZH = folded(f"[與和跟][^，。；{ORG}{PERSON}]{{0,8}}{PERSON}[^，。；{ORG}]{{0,10}}$")
_WITH_PERSON_JA = re.compile(f"{PERSON}[^、。はがを{ORG}]{{0,10}}と(?!の)[^。はが{ORG}]{{0,30}}$")
_SAID = folded(
    f"{ORG}[^，。；、{ORG}{PERSON}]{{0,16}}{PERSON}[^，。；{ORG}]{{0,10}}"
    f"(?:表示|指出|說|強調|提到|透露|認為|致詞|宣布)[^。；{ORG}]{{0,8}}，"
)
_SAYS = re.compile(f"」(?:と|とは|、)[^。、{ORG}]{{0,16}}{ORG}[^。、はが{ORG}{PERSON}]{{0,20}}{PERSON}")
_CITED = re.compile(f"{ORG}{SUFFIX}(?:によると|によれば)、")


def of_strangers(sentence: Sentence, act: Act, named: Ids) -> bool:
    """Whether the sentence tells of somebody whom no one recognised, so that it means none of those told before."""
    if _SOME_OF_THEM.search(_before(sentence, act)):
        return True  # 甲会と乙会は県内の5団体と: the two have not agreed with each other
    if sentence.language != "ja":
        if _WHICH_OF_THEM.search(_before(sentence, act)):
            return True  # 其中三校和本校完成簽署: which ones is told elsewhere
        # 甲局表示，本辦公室已與38個地方政府建立合作關係: the other side is none of the two that are named
        alone = len(named) < 2 or not (act.pairs or with_role(sentence, act, Role.PARTNER))
        return alone and _nameless(sentence, act)
    before = _before(sentence, act)
    if _NAMELESS_JA.search(before):
        return True
    row = sentence.kind is PassageKind.ITEM and before.startswith(DATE)
    if not named and (act.past or row) and _STRANGER.search(before):
        return True
    return not named and (bool(_UNKNOWN_PARTNER_JA.search(before)) or _unknown_topic(sentence, act))


def _before(sentence: Sentence, act: Act) -> str:
    """What stands before the verb and its noun: 協定が満了した has no subject that nobody knows."""
    return sentence.masked[: min([act.start, *(noun.start for noun in act.nouns)])]


def lists_partners(sentence: Sentence, act: Act) -> bool:
    """Whether those named are all partners of somebody who is not named: 與甲、乙簽署, A及びBと、それぞれ…."""
    if with_role(sentence, act, Role.SUBJECT, Role.DELEGATE):
        return False
    partners = [place for place, role in sorted(act.roles.items()) if role is Role.PARTNER]
    if sentence.language != "ja":
        return bool(partners) and bool(_WITH_ALL_ZH.search(sentence.masked, 0, partners[0]))
    verbless = bool(act.nouns) and act.start == act.nouns[0].start
    if sentence.kind is not PassageKind.BODY or verbless:
        return False  # A、Bと協定を締結 of a headline: A is who agreed
    return any(_WITH_ALL_JA.match(sentence.masked, place) for place in partners)


def other_side(sentence: Sentence, act: Act, named: Ids, scene: Scene, types: Types) -> Ids:
    """Who agreed with the one that a sentence names; nobody where neither it nor those before it tell."""
    at_host = with_role(sentence, act, Role.SUBJECT) and _TRAVELS.search(sentence.masked, 0, act.start)
    if at_host and act.family in ("sign", "ceremony"):
        # 甲大學一行赴日，在乙大學完成簽署: those at home are the other side
        hosts = [i for i in with_role(sentence, act, Role.PLACE) if i not in named]
        if hosts:
            return tuple(hosts[-1:])
    if with_role(sentence, act, Role.SUBJECT) or not _has_sides(act):
        alone = act.family == "sign" and _with_person(sentence, act)
        return tuple(i for i in scene.home if i not in named)[:1] if alone else ()
    places = [i for i in with_role(sentence, act, Role.PLACE) if i not in named]
    # 菊陽町で宝山郷との協定の調印があった: the town where it took place is the other one.
    if towns := [i for i in places if types.get(i) is OrganizationType.GOVERNMENT]:
        return tuple(towns[-1:])
    if abroad := scene.beyond(sentence, named[0]):
        return abroad
    # What has a subject of its own that no one recognised is told of others than the sentences before.
    strange = act.past and _STRANGER.search(_before(sentence, act))
    if not strange and not (sentence.language == "ja" and _unknown_topic(sentence, act)):
        paired = scene.recent_pair() if named[0] in scene.pair else ()
        about = (scene.speaker, scene.topic) if scene.asked else (scene.topic,)
        for known in (_spoken_for(sentence, act), *about, paired, scene.speaker):
            if len(others := tuple(i for i in known if i not in named)) == 1:
                return others
    # 乙大学で調印式が行われ: as a rule one of the two signs at home.
    return tuple(places[:1])


def _has_sides(act: Act) -> bool:
    """Whether an act may leave one of its sides unsaid: signed, agreed, or named with its date or as planned."""
    if act.family == "venture":
        return Role.PARTNER in act.roles.values()  # 2018年，它和乙公司合資成立丙公司
    named = act.family == "mention" and bool(act.stage is Stage.PLANNED or (act.past and (act.dates or act.told)))
    return named or act.family in ("sign", "ceremony", "agree")


def _nameless(sentence: Sentence, act: Act) -> bool:
    """Whether a Chinese verb has a partner that is not named, or that no one recognised."""
    if _NAMELESS.search(sentence.masked, 0, act.start):
        return True
    told = _UNKNOWN_PARTNER.search(sentence.masked, 0, act.start)
    # 在備忘錄與協議上簽名: another paper is no partner
    return told is not None and not told["who"].endswith("上") and not _POINTING.match(told["who"])


def _with_person(sentence: Sentence, act: Act) -> bool:
    """Whether the partner is a person who is named alone, as one of the house: 乙大學一行來訪，與某校長簽署."""
    rule = _WITH_PERSON_JA if sentence.language == "ja" else _WITH_PERSON_ZH
    return bool(rule.search(sentence.masked, 0, act.start))


def _spoken_for(sentence: Sentence, act: Act) -> Ids:
    """甲大學校長某表示，很高興與乙大學簽署: the institution of who speaks; A社によると，… the one that is cited."""
    rule = _CITED if sentence.language == "ja" else _SAID
    found = list(rule.finditer(sentence.masked, 0, act.start))
    if not found and (says := _SAYS.search(sentence.masked, act.end)):
        return sentence.spans[sentence.masked.index(ORG, says.start())].ids
    return sentence.spans[found[-1].start()].ids if found else ()


def _unknown_topic(sentence: Sentence, act: Act) -> bool:
    """Whether the subject of a Japanese sentence is a name that nobody recognised: 山海マイクロは…と契約を結んだ."""
    told = _OWN_TOPIC.findall(sentence.masked[: act.start])
    return any(not _COMMON_TOPIC.search(topic) for topic in told)
