"""What each institution of a Chinese sentence is to the verb of agreeing, by the words before its name.

Patterns are written in Traditional characters and folded, as the sentences are.
"""

from __future__ import annotations

import re
from itertools import pairwise

from kg.extract.agreements.acts import Act, Role
from kg.extract.agreements.clauses import DATE, NAME, ORG, PERSON, PLACE, Sentence, folded, simplified
from kg.extract.agreements.stages_zh import BREAK

_MARKER = folded(
    "(?P<partner>攜手|聯手|偕同|會同|連同|夥同|找來|找上|拉來|拉上|對象(?:為|是)|(?<!參)與(?!會|此|其)|(?<![飽昭共調緩總溫融])和(?!平|解|緩|諧)|跟(?!進)|暨|(?<![共協合相一會陪連不贊認])同(?!步|時|日|意|類|樣|一|名|年|仁|行|台|事|屬|業|儕|學|鄉|好|盟)|攜(?!帶))"
    "|(?P<agent>由(?!於|此|來)|代表(?!團|處|隊|人|性|們|的))"
    "|(?P<place>(?<![存實所潛現內外])在(?!地|線|職|學|內|於|台日|此)|(?<![關對由基位鑑至終屬善])於(?!是|此)|赴|抵達|訪問|造訪|前往|走訪|位於|假(?!設|如|使|日|期|性))"
    "|(?P<other>(?<![方導取傾轉走趨])向(?!量|來)|(?<![比配針校核])對(?!面|於|日|台(?!灣)|外|接|位|象|焦|等)|獲(?!利|獎)|受(?!託代|訓|理)|替(?!代|換)|給(?!水|料)|感謝|謝謝|感念|肯定|委由|委託|將(?!於|與|和|在)|把(?!關)|從(?!事|業|屬)|被(?!動)|除了|(?<![去排解拆清廢移刪切免])除(?!錯|塵|濕|溼|役|靜|霧|氧)|包括|例如|透過|經由|加入|隸屬|同屬|來自|收購|入股|支持|協助|促成|拜會|拜訪|參訪|參觀|邀請|接待|接見|(?<![功效頻速比良利匯費機毛轉產精])率|帶領|選擇|選送|派遣|屬於|繼(?!電|續|任)|參與(?!的|簽)|(?<![解排拆廢])除與|鄰近|緊鄰|毗鄰|鄰接|靠近|進駐|落腳|服務於|畢業於)"
)
_SET = folded(f"(?:在|於|赴|抵達|抵|訪問|造訪|前往|走訪|位於|假){PLACE}")
# 與總行設在某市的乙銀行: where it is
_SEAT = folded("(?:總行|總部|總公司|本社|本店|校本部|校區|廠房|據點)(?:設|位|座落|坐落)?(?:在|於)")
# 進駐某科學園區的甲公司: what only says which one is meant
_SAYS_WHICH = folded(
    "(?:進駐|落腳|來自|位於|座落於|坐落於|設於|設在|鄰近|靠近|從事|專攻|主攻|專營|經營|生產|製造|供應|提供|擁有|加入)[^，。；與和跟]{1,20}的[^，。；的與和跟]{0,8}$"
)
_HERE = folded("(?:在|駐)(?:台|臺|日|華)(?:灣|本)?(?:的)?(?:子公司|分公司|法人|據點|公司|企業|廠商)")
_SITUATED = folded(
    "[與和跟](?:同樣|同|總行|總部|總公司|本社|本店|校本部)?(?:設在|位在|位於|來自|設於|座落於|坐落於|地處)$"
)
_CAME_TO = folded("(?<![達得受感收直回找看見提])[到至](?:日本|台灣|臺灣)?$")  # 率團到縣府, 率隊至本校
_GENITIVE = folded(
    f"^(?:的|之(?!間)|所屬|旗下|轄下|附設|(?:在日|在台|日本|台灣)?(?:的)?(?:子公司|分公司|孫公司|轉投資公司)|在{PLACE}?[^，。{NAME}]{{0,8}}的|本部|總部|廠|校區|校園)"
)
_BETWEEN = folded(
    "^(?:之間|間|雙方|兩校|兩造|兩市|兩地|兩家|共同|三方|三校|等[三四五六七3-7](?:方|校|家|所)|[三四五六七3-7](?:方|校|所大學|家))"
)
# Who belongs to an institution acts for itself: 本會會員甲公司; who only reports is none of those it reports on.
_MEMBER_OF = folded("^(?:的)?(?:團員|會員|成員|會員廠商?|會員企業|會員公司|校友|理監事)(?![會大])")
# 該校參與的某聯盟: it is the league that acts
_PART_OF = folded(f"[也亦所]?(?:參與|參加|加入|加盟|所屬|隸屬|名列其中)的[「『“]?{ORG}")
_PART_OF_BEFORE = folded("[也亦所]?(?:參與|參加|加入|加盟|所屬|隸屬|主導|發起|籌組|創辦|領銜|推動|名列其中)的[「『“]?$")
_WE = folded("(?:學校|本校|該校|校方|公司|該公司|本公司|協會|該會|本會|會方|我們)$")  # 學校加入的某聯盟
# 由設備廠與材料廠組成的甲協會: of whom it is made up says nothing of what it does
_MADE_UP_OF = folded(
    f"由[^，。；：]{{1,24}}(?:組成|組織|合組|創辦|創立|成立|設立|經營|營運|主導|發起|支持|出資|管理|推動)(?:而成)?的[^，。{NAME}]{{0,6}}$"
)
_HOME_OF = re.compile(simplified(f"(?:的)?[^，。、與和{NAME}]{{0,4}}(?:企業|廠商|業者|會員|公司|子公司|新創){ORG}"))
_FOUNDED = folded("(?:成立|設立|創設|創立|組成|組建|籌組)(?:了)?(?:名為)?[「『“]?$")
_DATELINE = folded(f"{PLACE}?[^，。；{NAME}]{{0,6}}(?:{DATE}|[0-9]{{1,2}}月[0-9]{{1,2}}日|[0-9]{{1,2}}日)[電讯訊电]")
_TITLED = re.compile(simplified(f"^[^，。；、的與和及在於由{NAME}]{{0,16}}{PERSON}"))
# 與甲會的某某會長在備忘錄上簽字
_OF_WHOM = folded(
    f"的[^，。；、的與和及在於由{NAME}]{{0,8}}{PERSON}[^，。；的{NAME}]{{0,8}}在[^，。；的{NAME}]{{0,24}}上"
)
_LINK = re.compile(
    simplified(
        # a list may hold some whom no one recognised: 甲公司、某某、乙公司
        f"{ORG}(?:側)?(?:、[^，。；：、與和及在於由的了{NAME}]{{2,8}}(?=、)){{0,3}}(?:、|，(?=以及|及)|與|和|及|以及|跟|暨|／|/|×|Ｘ|X|x|&|＆|・|·|—|－)+(?:日本|台灣|臺灣|我國|韓國|美國|日方|台方|該國)?(?:的)?[「『“]?[^，。；、：與和及在於由的了{NAME}]{{0,12}}$"
    )
)
# 拜會乙校和丙校，並與乙校簽署: who is visited in one clause is not whom the next one is about.
_VISITED_TOO = folded(f"[^，。；{NAME}]{{0,12}}，[^，。；{NAME}]{{0,12}}(?:{DATE}[^，。；{NAME}]{{0,6}})?[與和跟]{ORG}")
# 與甲校校長某、乙校校長某簽署: the second is a partner, too.
_LINK_OF_HEADS = folded(
    f"{ORG}[^，。；、與和及{NAME}]{{1,12}}{PERSON}[^，。；、與和及{NAME}]{{0,8}}(?:、|及|以及|和){{1,2}}(?:日本|台灣)?$"
)
_CHAIN = re.compile(
    simplified(
        f"{ORG}(?:的|之|旗下|所屬|在{PLACE}?[^，。{NAME}]{{0,8}}的|轄下|附設)[^，。；與和及由了{NAME}]{{0,16}}[「『“]?$"
    )
)
_NAMED_BEHIND = folded("(?:與|和|跟|對象(?:為|是)|雙方(?:為|是))[^，。的]{0,10}$")
# 出席簽約的還有甲公司董事長: who attends, not who signs.
_ATTENDED = folded("(?:儀式|典禮)?的(?:還有|尚有|另有|還包括|有)")
# Someone whom no one recognised, of whom the name before only tells where they are: 與熊野市的學校法人某某學園簽訂.
_STRANGER = folded("的[^，。簽締訂]{0,20}(?:法人|公司|大學|學園|學院|高中|協會|集團)[^，。簽締訂與和]{0,8}[簽締訂]")
# 海山大學校史館裡，某與某…
_INSIDE = folded(
    f"[^，。；、的與和由{NAME}]{{0,8}}(?:裡|裏|內|會議室|會議廳|禮堂|大樓|總部|校史館|圖書館|校園|展示廳|議事廳)(?:裡|裏|內)?，"
)
# 甲會理事長暨乙公會理事長某某: of the second only the person who signs is the head, too.
_SECOND_HAT = folded(
    f"{ORG}[^，。；、與和及{NAME}]{{1,10}}(?:暨|兼|兼任|並兼|(?:(?<=[長任監理書總事授])|(?<=[委議]員))、)(?:日本|台灣)?$"
)
# An institution that only tells which other one is meant: 與鄰近甲公司工廠的乙大學, 與已和甲公司合作的乙大學.
_MODIFIER_BEFORE = folded(f"(?:鄰近|緊鄰|毗鄰|鄰接|靠近|[與和跟][^，。{NAME}]{{0,3}}(?:已|也|同樣|曾)[與和跟])$")
_MODIFIER_BEHIND = re.compile(f"[^，。；、{NAME}]{{0,12}}的[^，。；、{NAME}]{{0,6}}{ORG}")
_DAUGHTER = folded(
    f"^(?:的|旗下|集團|所屬|轄下|在[^，。{NAME}]{{0,6}}的)?(?:的|一家|某)?(?:[^，。{NAME}與和]{{0,6}})(?:子公司|分公司|關係企業|轉投資公司|孫公司|關聯企業|海外據點)[^，。{NAME}]*$"
)
# 在次長某見證下: between the last 在 and the word for looking on.
_LOOKING_ON = folded("(?:在|於|由)(?:(?!在|於|由)[^，。]){0,60}?(?:見證|陪同|觀禮)")
# 甲市市長某見證乙與丙簽署: who looks on is no party
_LOOKS_ON = folded(
    f"[^，。；、{NAME}]{{0,16}}(?:{PERSON}[^，。；{NAME}]{{0,8}})?(?:見證|觀禮|監簽)(?!下|之下)[^，。；]{{0,6}}{ORG}"
)
# 由經濟部核准投資，三週就簽約: who does something else before
_ELSE_DONE = folded(
    f"[^，。；{NAME}]{{0,12}}(?:核准|核定|審查|審議|審核|通過|批准|補助|資助|主辦|承辦|協辦|執行|管理|營運|監督|推薦|引薦|介紹|牽線|主持|促成|撮合|媒合|居中|協調|穿針引線|安排)"
)
# 外貿協會促成甲公司與乙公司簽署: who brings the two together, and the first of these
_BRINGS = folded(
    f"[^，。；、{NAME}]{{0,16}}(?:{PERSON}[^，。；{NAME}]{{0,8}})?(?:促成|撮合|媒合|協助|輔導|牽成|安排|邀集)(?:了)?[^，。；{NAME}]{{0,6}}{ORG}[^，。；{ORG}]{{0,12}}[與和跟][^，。；{ORG}]{{0,8}}{ORG}"
)
_BROUGHT = folded(f"(?:促成|撮合|媒合|協助|輔導|牽成|安排|邀集)(?:了)?[^，。；與和跟{NAME}]{{0,6}}$")
_WITH_ONE = folded(f"[^，。；{ORG}]{{0,12}}[與和跟][^，。；{ORG}]{{0,8}}{ORG}")
# 接待乙公司一行，席間簽下備忘錄: with the guests, where the clause of signing names nobody
_GUESTS = folded(
    f"(?:接待|迎接|款待|接見|迎來|宴請)(?:了)?[^，。；{ORG}]{{0,8}}(?P<guest>{ORG})[^，。；{ORG}]{{0,20}}，(?:並|且)?(?:於|在)?"
    f"(?:席間|會中|會後|會上|隨後|當場|期間|同時|現場|餐敘)[^，。；{ORG}]{{0,12}}$"
)
# 同屬某集團的甲銀行與乙銀行: whose the first is says nothing of what it does
_BELONGS = folded("(?:同屬於?|同樣隸屬於?|同隸屬於?|隸屬於?|屬於|同為|同是|來自|出自)$")
# 向乙公司採購光阻劑的長約, 供應甲公司光阻劑的合約, 拿下丙公司的長約: who gives and who gets
_DEALS_WITH = folded("(?:向|自|從|給|供應|供貨給?|委託|委由|授權給?|拿下|取得|獲得|贏得|爭取到|搶下)(?:日本|台灣)?的?$")
_DEALT = folded(
    f"[^，。；{ORG}]{{0,14}}(?:採購|購買|購入|進口|供應|供貨|供料|承租|引進|代理|代工|銷售|製造|生產|零件|材料|設備|授權|長期|年期)[^，。；{ORG}]{{0,20}}$"
)
# 與乙公司的授權談判進入尾聲，可望於第四季簽約
_OF_TALKS = folded(f"的[^，。；{NAME}]{{0,14}}(?:談判|協商|洽談|磋商|議約|交涉|商談|合作案|合作計畫)")
# 與乙大學的合作始於2018年簽署的備忘錄
_TIES_BEGAN = folded("的(?:合作|交流|往來|緣分|淵源|情誼|關係|互動)[^，。；]{0,6}(?:始|起|源|可?追溯|建立|奠基)")
_AMONG_THESE = folded("，其中")
_WITNESSED = folded("見證|觀禮|陪同|主持|出席|列席|致詞|協助|支持|促成|安排")


def topic(sentence: Sentence) -> tuple[str, ...]:
    """The institution that a sentence is about, which the next one may leave unsaid."""
    masked = sentence.masked
    for place, span in sentence.find(ORG):
        if left_role(masked[:place]) is Role.SUBJECT and not _GENITIVE.match(masked[place + 1 :]):
            return span.ids
    return ()


def reports(masked: str, place: int) -> bool:
    """Whether the institution at a place is the one of a dateline: 某通訊社福岡12月5日電."""
    return bool(_DATELINE.match(masked, place + 1))


_ALSO = folded("與|和|及")
_WITH = folded("[與和跟]")
_OF_A_NOUN = folded(f"的[^，。{NAME}]*$")
_BEGINS_WITH = folded("[^，。]{0,6}[與和跟]")
_COUPLE = folded(f"{ORG}[與和跟]{ORG}")
_COUPLES = folded(f"{_COUPLE.pattern}(?:[、，；]|以及|及){_COUPLE.pattern}")
_RESPECTIVELY = folded(f"{ORG}[^，。；{ORG}]{{0,6}}分別[與和跟][^，。；{ORG}]{{0,8}}{ORG}")


def pairs_of(masked: str, floor: int, act: Act) -> list[tuple[int, int]]:
    """甲與乙、丙與丁分別簽署: the places of each pair."""
    if _COUPLES.search(masked, floor, act.start):
        return [(m.start(), m.end() - 1) for m in _COUPLE.finditer(masked, floor, act.start)]
    return _respectively(masked, floor, act)


def _respectively(masked: str, floor: int, act: Act) -> list[tuple[int, int]]:
    """甲、乙分別與丙、丁簽署: first with first, second with second; 甲、乙分別與丙簽署: each of the two."""
    middle = _RESPECTIVELY.search(masked, floor, act.start)
    if middle is None:
        return []
    own = [i for i in range(floor, middle.start() + 1) if masked[i] == ORG]
    others = [i for i in range(middle.end() - 1, act.start) if masked[i] == ORG]
    listed = all("、" in masked[a:b] or _ALSO.search(masked[a:b]) for a, b in [*pairwise(own), *pairwise(others)])
    if not listed or len(own) < 2:
        return []
    if len(others) == 1:
        return [(place, others[0]) for place in own]
    return list(zip(own, others, strict=True)) if len(own) == len(others) else []


def roles_of(masked: str, start: int, act: Act, last: int) -> dict[int, Role]:
    """What each institution before the verb is to it, clause by clause from the verb leftwards."""
    roles: dict[int, Role] = {}
    signs = [i for i in range(start, last) if masked[i] == ORG]
    for i in signs:
        roles[i] = _role(masked, i, start, last, act.nouns[0].start if act.nouns else act.start, roles)
    for i in signs:
        if masked[i + 1 : i + 2] == ORG or i == start > 0:
            roles[i] = Role.OTHER  # a place before its office, or what the verb before made
        # Behind the verb only 與某校的… and 對象為… name parties.
        if i >= act.end and (_ATTENDED.match(masked, act.end) or not _NAMED_BEHIND.search(masked[act.end : i])):
            roles[i] = Role.OTHER
        if _LOOKS_ON.match(masked, i + 1) or _BRINGS.match(masked, i + 1):
            roles[i] = Role.OTHER
        if roles[i] is Role.PARTNER and _AMONG_THESE.search(masked, i, act.start):
            roles[i] = Role.OTHER  # 與甲校、乙校有往來，其中與丙校的協議: with the last alone
        left = max((m.end() for m in BREAK.finditer(masked, start, i)), default=start)
        right = next((m.start() for m in BREAK.finditer(masked, i, last)), last)
        clause = masked[left:right]
        onlookers = (m.span() for m in _LOOKING_ON.finditer(masked, left, act.start))
        if (_WITNESSED.search(clause, max(0, i - left)) and not left <= act.start < right) or any(
            a < i < b for a, b in onlookers
        ):
            roles[i] = Role.OTHER
    kept = _nearest_subject(masked, roles, act, start)
    if Role.PARTNER not in kept.values() and (guests := _GUESTS.search(masked, start, act.start)):
        kept[guests.start("guest")] = Role.PARTNER
    return kept


def _role(masked: str, i: int, start: int, last: int, noun: int, roles: dict[int, Role]) -> Role:
    left, right = masked[start:i], masked[i + 1 : last]
    if _INSIDE.match(right):
        return Role.PLACE
    if _BROUGHT.search(left) and _WITH_ONE.match(right):
        return Role.SUBJECT
    if _DEALS_WITH.search(left) and _DEALT.match(masked, i + 1, max(noun, i + 1)):
        return Role.PARTNER
    if left.endswith("由") and _ELSE_DONE.match(right):
        return Role.OTHER
    if _SECOND_HAT.search(left) and _TITLED.match(right):
        return Role.OTHER
    if _MODIFIER_BEFORE.search(left) and _MODIFIER_BEHIND.match(right):
        return Role.OTHER
    if _MEMBER_OF.match(right) or _PART_OF.match(right) or _HOME_OF.match(right):
        return Role.OTHER
    if reports(masked, i) or _FOUNDED.search(left):
        return Role.OTHER
    if (linked := _LINK.search(left)) and start + linked.start() in roles:
        before = roles[start + linked.start()]
        role = (
            Role.PARTNER
            if before in (Role.PLACE, Role.OTHER)
            and _WITH.search(linked.group())
            and not _VISITED_TOO.match(masked, i + 1, last)
            else before
        )
    elif (heads := _LINK_OF_HEADS.search(left)) and roles.get(start + heads.start()) is Role.PARTNER:
        role = Role.PARTNER
    elif made := _MADE_UP_OF.search(left):
        role = left_role(left[: made.start()])
    elif (whole := _PART_OF_BEFORE.search(left)) and left[: whole.start()].endswith(ORG):
        role = left_role(left[: whole.start() - 1])
    elif whole is not None and (own := _WE.search(left, 0, whole.start())):
        role = left_role(left[: own.start()])
    elif (chain := _CHAIN.search(left)) and start + chain.start() in roles:
        role = left_role(_BELONGS.sub("", masked[start : start + chain.start()]))
    else:
        role = left_role(left)
    if _TITLED.match(right) or (role is Role.PARTNER and _OF_WHOM.match(right)):
        return role
    if role is Role.PARTNER and _OF_A_NOUN.match(masked, i + 1, noun):
        return Role.OTHER if _STRANGER.match(masked, i + 1, noun) else role
    if role is Role.PARTNER and _DAUGHTER.match(right):
        return role  # 與甲旗下子公司簽訂: the parent stands for a daughter without a name
    if role is Role.PARTNER and (_OF_TALKS.match(right) or _TIES_BEGAN.match(right)):
        return role
    if _GENITIVE.match(right) and not _BETWEEN.match(right):
        paired = _LINK.search(left)
        return (
            role
            if paired and role in (Role.SUBJECT, Role.PARTNER) and not re.search(f"[，{ORG}]", right)
            else Role.OTHER
        )
    return role


def left_role(left: str) -> Role:
    """The role by the last marker that stands between the name and the break or name before it."""
    phrase = re.split(f"[，。；：:、」』”！!{ORG}{PERSON}{DATE}]", left)[-1]
    # 在東京某某大學與… of a headline: the place has its name already.
    phrase = _HERE.sub("", _SEAT.sub("", _SET.sub("", phrase)))
    if _SITUATED.search(phrase):
        return Role.PARTNER
    phrase = _SAYS_WHICH.sub("", phrase)
    if _CAME_TO.search(phrase):
        return Role.PLACE
    markers = list(_MARKER.finditer(phrase))
    if not markers:
        return Role.SUBJECT
    kind = markers[-1].lastgroup
    return {"partner": Role.PARTNER, "agent": Role.SUBJECT, "place": Role.PLACE}.get(kind or "", Role.OTHER)


def _nearest_subject(masked: str, roles: dict[int, Role], act: Act, start: int) -> dict[int, Role]:
    """Keep the subjects of the verb's own clause; without any, those of the nearest clause before it that has one."""
    breaks = [start, *(m.end() for m in BREAK.finditer(masked, start, act.start))]
    seen = False
    kept = dict(roles)
    for left, right in reversed(list(zip(breaks, [*breaks[1:], act.start + 1], strict=True))):
        here = [i for i, r in roles.items() if left <= i < right and r is Role.SUBJECT]
        partners = [i for i, r in roles.items() if left <= i < right and r is Role.PARTNER]
        own = right == act.start + 1
        if seen and not own:
            for i in [*here, *partners]:
                kept[i] = Role.OTHER
        elif not own and (seen or not here):
            for i in partners:
                if not here and _BEGINS_WITH.match(masked, left, right):
                    continue
                kept[i] = Role.OTHER
        seen = seen or (bool(here) and (not own or len(here) + len(partners) > 0))
    return kept
