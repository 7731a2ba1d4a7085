"""How far things have come, by the ending of a Japanese verb of agreeing and by what takes it up."""

from __future__ import annotations

import re

from kg.extract.agreements.acts import Stage
from kg.extract.agreements.agreement_words import pattern
from kg.extract.agreements.clauses import DATE, PLACE, Sentence

TAIL = 36  # behind a verb, where its ending and the verbs that take it up stand
_CONDITION = re.compile(r"^[^。、]{0,6}かどうか|^[^。、]{0,4}(?:れば|たら|なら|場合|際には|するには|しても|するか)")
_DENIED = re.compile(
    r"^(?:(?:し|さ|され|でき|して|されて|できて|わして|わされて|で|て|れ|れて|わさ|せ)?(?:は|も)?(?:い|お)?(?:ない|なかった|なく|り?ません|らず|ぬまま|ず[、にとも。])"
    r"|(?:は|も)(?:行(?:な)?われ|行わ|実施され|なされ)(?:ず|な[かい]|ませ)"
    r"|(?:には?|は)?至(?:って(?:い|お))?(?:ない|らず|らな|りませ|っていません)"
    r"|(?:し|され|さ|んだ|だ|た|る|す|された|ばれた)*(?:わけで(?:は|も)|べきで(?:は|も)|もので(?:は|も)|段階で(?:は|も)|とは(?:言え|いえ|限ら))(?:な|あり?ませ|ござい)"
    r"|(?:する|ぶ|さ|され|わさ|し)*る?こと(?:は|も)?な[くい]|(?:は|が)?(?:いまだ|まだ)?(?:実現|成立|成就|実現に至|妥結)(?:し|して|には?)?(?:い)?(?:な|ませ|ず)|は時期尚早|の(?:条件|時期)が整わ"
    r"|[^。、はが]{0,10}(?:事実|覚書|覚え書|協定|契約|合意|形跡|記録)書?(?:は|が|も)(?:な[いくか]|あり?ませ|存在し(?:な|ませ)|確認(?:でき|され|して)(?:い)?(?:な|て(?:い|お)))"
    r"|[^。、]{0,6}(?:計画|方針|予定|案|構想|交渉|協議|話)(?:を|は|が)(?:撤回|断念|中止|白紙|取りやめ|打ち切|凍結|破談|決裂|頓挫|とん挫|立ち消え|見送|中断|物別れ)"
    r"|[^。、]{0,6}考え(?:を)?(?:は|も)(?:持っていな|示さな)"
    r"|[^。、]{0,6}(?:考え|予定|計画|方針|つもり)は(?:な[いくか]|あり?ませ)|(?:を|は|が|も)?(?:見送|断念|取りやめ|取り止め|中止|撤回|否定|拒|白紙|あきらめ|諦め|見合わせ|保留に|棚上げ|破談|決裂|不調に|流れ(?:た|、)|物別れ)|の(?:事実|予定|計画)は(?:な|あり?ませ|ござい))"
)
FALSE_REPORT = re.compile(
    r"(?:との|という|といった|とする|とした|とされる)?(?:一部)?(?:報道|情報|観測|憶測|噂|うわさ|見方|報)(?:を|は|が|に).{0,12}(?:否定|事実(?:で(?:は)?な|無根|と異|に反|とは異)|誤|打ち消|根拠(?:が|の)な)|事実無根|事実(?:は|で)は?(?:な|あり?ま)|誤報"
    r"|報道.{0,30}(?:発表したものでは|発表に基づくものでは|決定した(?:事実|もの)|決ま(?:った|って)[^。]{0,8}な)"
)
_PLANNED = re.compile(
    rf"^(?:(?:を|は)[^。、]{{0,8}}{DATE}[^。、]{{0,10}}(?:に|で)?(?:予定|計画|見込)"
    r"|[^。、]{0,14}(?:予定|方針|見通し|見込み|進め|計画|検討|目指|めざ|意向|意欲|前向き|期待|希望|約束|誓|呼びかけ|提案|打診|要望|考え|運び|見据え|構え|段取り|調整|準備|予告|延期|先送り|見込[むみ]|模索|構想|働きか|求め|申し入れ|申し出|内定|内諾)"
    r"|(?:する|ぶ|わす|す)こと(?:を|が)[^。、]{0,10}(?:報告|説明|表明|伝え|明らか|明かし|披露|話し)"
    r"|(?:を|が|は)[^。、]{0,10}(?:控え(?!め|室)|目前|間近)"
    r"|(?:の|に関する|に係る|にかかる)?(?:議案|議決案|承認案)[^。]{0,20}(?:可決|提出|上程|承認|議決|審議|諮)"
    r"|[^。、]{0,6}(?:(?:する|ぶ|わす|す|される|ばれる)?こと(?:に|と)?(?:なり|なっ|な[るり]|し(?:まし)?た|して(?:い|お)|を決|で(?:一致|大筋|基本))|こととなり|向け(?:て|た|、|協|調|準|最)|交渉|したい|たい(?:と|。|考))"
    r"|(?:する|ぶ|す|わす|される|ばれる)(?:。|$|と(?:発表|明らか|決)|見)|(?:し|び|わし|いたし)ます|へ(?:$|[、。　!！])"
    r"|(?:式)?を?(?:開催|行い|開き|執り行い)(?:し|いた)?ます"
    r"|(?:する|ぶ|す|わす|される|ばれる)?(?:方向|旨|こと)?(?:で|を|に)(?:[^。、]{0,8}で)?(?:決議|承認|可決|議決|了承|機関決定|協議|審議|相談|話し合|折衝)"
    r"|(?:する|す|わす|される|ばれる)と(?:し(?:て|た)|いう|の(?:こと|方針|見通し|意向|計画)|述べ|語|話し|説明|伝え)"
    r"|(?:に(?:ついて|関し(?:て)?)|を)[^。]{0,30}(?:承認|了承|可決|審議|諮)"
    r"|(?:を|は)[^。、]{0,14}(?:行う|実施する|執り行う)(?:。|$|予定|こと)"
    r"|[^。、]{0,4}(?:(?:する|ぶ|わす|す)?こと(?:で|に(?:ついて|関し(?:て)?)?)、?(?:基本|大筋|正式に|原則|おおむね)?合意|(?:する|ぶ|わす|す)ことを発表|協議を))"
)
# 締結は、台風のため延期された; 調印式は、相手方の都合により中止となった
_PUT_OFF = re.compile(r"(?:式)?(?:は|が|を|も)、?[^。]{0,24}(?:延期|先送り|順延|繰り延べ|持ち越)")
_CALLED_OFF = re.compile(
    r"(?:式)?(?:は|が|を|も)、?[^。、]{0,20}(?:ため|から|により|によって|を受けて?|で|を理由に)、?(?:急きょ|急遽|直前に)?(?:見送|中止|取りやめ|取り止め|断念|白紙|破談)"
)
_AHEAD = re.compile(r"(?:年内|年度内|来年|来月|来週|明日|近く|今後|将来|近日)[^。]{0,24}$")
_AIM = re.compile("(?:目的|狙い|ねらい|目標|用件|課題|ゴール)は[^。]{0,50}$")  # 目的は協定の締結です
STANDING = re.compile(r"^[^。、]{0,4}?(?:て|で)(?:い(?:る|ま|た)|お(?:り|らず))|^[^。、]{0,2}済み")
_EVER_SINCE = re.compile("[^。、はが]{0,4}[てで]以来")
BASIS = re.compile(
    r"^[^。、]{0,4}?(?:に(?:基|もと)づ|を踏まえ|を受け|をもとに|を基に|を発展|に続|以来|から\d+周年|に則)"
)
_JUBILEE = re.compile(r"(?:から|して|より)?、?[0-9０-９一二三四五六七八九十]+(?:周年|年(?:目|の節目|が|を))")
_NEUTRAL = re.compile(rf"^[^。、]{{0,6}}(?:る|た)のは(?!、?(?:{DATE}|\d|昨年|今年|去年))")
# まだ締結されておらず、年度内の妥結を目指す
# 締結することとなったものです: how it came about, said of one that others tell; 締結した際: when
_CAME_ABOUT = re.compile(
    "(?:する|ぶ|わす|す)?こと(?:と|に)(?:なった|至った|した)もの(?:です|で、|であ|。)|(?:した|んだ|わした)(?:とき|折|当時)(?:に|の|は|も|から)"
)
_STILL = re.compile(r"(?:まだ|いまだ|現時点|今のところ|現段階)[^。]{0,24}$")
# 締結するため、9月に訪問団を送る
_IN_ORDER_TO = re.compile(
    "(?:する|ぶ|わす|す)?ため(?:に)?、?[^。]{2,50}(?:[るすくうぐむ]|ます|予定|方針|見通し)(?:です|だ|となった)?(?:。|$)"
)
_STRIVING = re.compile(r"[^。]{1,14}、[^。]{0,30}(?:目指|めざ|交渉|協議|調整|話し合|進め|検討して|見込)")


def stage_of(sentence: Sentence, start: int, end: int) -> tuple[Stage, bool]:
    """Stage by the ending of the verb and by what takes it up, and whether it is told as background."""
    masked = sentence.masked
    tail = _DONE_BY.sub("し", _without_adverbs(masked[end : end + TAIL]))
    clause = re.split(r"[。]", masked[max(0, start - 60) : start])[-1]
    past = bool(pattern("ja", "past").search(clause)) or bool(STANDING.match(tail))
    past = past or bool(re.search("[0-9０-９一二三四五十数]年前", clause))
    past = past or bool(_EVER_SINCE.match(masked, end))
    if _DENIED.match(tail) or re.search("未$", clause):
        still = _STILL.search(clause) and _STRIVING.match(masked, end)
        return (Stage.PLANNED, False) if still else (Stage.DENIED, past)
    if _CALLED_OFF.match(tail):
        return Stage.DENIED, past
    if _IN_ORDER_TO.match(masked, end) or _PUT_OFF.match(tail):
        return Stage.PLANNED, False
    if _CONDITION.match(tail) or _CAME_ABOUT.match(tail):
        return Stage.OPEN, past
    if _PLANNED.match(tail):
        return Stage.PLANNED, False
    if _AHEAD.search(clause) and not re.match(r"^(?:し|さ)?(?:れ)?(?:た|だ|まし)", tail):
        return Stage.PLANNED, False
    if _AIM.search(clause) and re.match("(?:です|だ(?!っ)|である|となる|にあ)", tail):
        return Stage.PLANNED, False
    if masked[start:end] == "結び" and tail.startswith("ます"):
        return Stage.PLANNED, False
    if masked[start:end] == "結ぶ" and re.match(
        r"^(?:。|$|と(?:発表|明らか|見ら|し(?:て|た)|いう|の(?:こと|方針|見通し|意向|計画)|述べ|語|話し|説明|伝え)|(?:こと|旨)を(?:決|承認|可決|議決))",
        masked[end:],
    ):
        return Stage.PLANNED, False
    if _NEUTRAL.match(masked[end:]):
        return Stage.OPEN, past
    return Stage.SIGNED, past


# 署名を交わします as 署名します
_DONE_BY = re.compile("^を(?:取り)?(?:交わし|行い|行っ|行な[いっ]|し)(?=[たてまな、])")


def _without_adverbs(tail: str) -> str:
    """締結式を9月10日に市役所で開催 without the day and the place, so that endings stand next to their verbs."""
    return re.sub(rf"(?:{DATE}(?:に|から)?|{PLACE}(?:で|にて|において)?)、?", "", tail)


PUBLISHED = re.compile(r"^(?:し|す|る|さ|れ|て)*(?:こと)?(?:と|を|で|が)(?:発表|公表|合意|明らか)")


def is_jubilee(masked: str, end: int) -> bool:
    """締結から10周年: whether what stands behind a verb says how long ago that was."""
    return _JUBILEE.match(masked, end) is not None
