"""Is this English? Told by function words, which every sentence has and no two languages share.

What is not English is left alone by whatever knows English words and names only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from copyedit.patterns import lazily

# function words that no other language below has, but for those of two letters (in, on, an, as, do)
_ENGLISH = """
    a about after all also an and any are as at be because been before being between both but by can could did do does
    for from had has have he her him his how i if in into is it its just like may more most much my no not now of on
    one only or other our out over said say says should since so some such than that the their them then there these
    they this those through to too under until up very was we were what when where which while who whose why will with
    within without would you your
"""
ENGLISH = frozenset(_ENGLISH.split())

# function words of other languages that are no English words
_FOREIGN = """
    au aux avec avait avoir cette ces ceux chez comme dans depuis des donc du elle elles est et été être fait il ils je
    jusqu leur leurs lui mais même nos notre nous où ou par pas peut plus pour puis quand que quel quelle qui sa sans
    selon ses si soit son sont sous sur très tous tout toute un une vers vos votre vous à ça

    aber alle als am auch auf aus bei bis dann das dass dem den der des deutsche die dieser diese dieses doch durch ein
    eine einem einen einer eines er es für gegen hat hatte habe haben ich ihr ihre im immer ist ja jetzt kann kein keine
    können mehr mich mir mit muss nach nicht noch nur oder ohne sehr sein seine sich sie sind über um und uns unter viel
    vom von vor war waren warum was weil wenn werden wie wieder wir wird wo wurde wurden zu zum zur zwischen

    ahora al ante antes aunque cada como con contra cuando cual de del desde donde dos durante el ella ellos en entre
    era eran ese esa eso esta está están este esto estos fue fueron ha había hace hacia han hasta hay la las le les lo
    los más me mi mientras mucho muy nada ni no nos nosotros nuestra nuestro para pero poco por porque puede que qué
    quien se según ser si sí sido sin sobre son su sus también tan tiene tienen todo todos tras tu una uno unos y ya yo

    agli ai al alla alle allo anche ancora c'è che chi ci come con così da dai dal dalla dalle degli dei del della delle
    dello di dopo dove e è era erano fra gli ha hanno ho i il in io la le lei lo loro ma mi molto né nei nel nella nelle
    noi non o ogni per perché più può quando quella quello questa queste questi questo quindi sarà se sempre senza si
    sia sono stata stato stati su sua sue sui sul sulla suo suoi tra tutti tutto un una uno

    ao aos as até com da das de depois do dos e é ela ele eles em entre era essa esse esta está estão eu foi foram isso
    já mais mas mesmo meu muito na nas nem no nos não o os ou para pela pelas pelo pelos por qual quando quem se sem ser
    seu seus são sua suas só também tem têm um uma você

    aan alleen als ben bij dan dat de deze die dit door een en er ge geen geeft had heb hebben heeft het hij hoe hun ik
    is je kan maar meer men met mijn moet na naar niet nog nu of om onder ons ook op over te tegen tot uit van veel voor
    waar waren wat we wel werd wie wij worden wordt zal ze zei zich zijn zo zou

    ale bez był była było były być co czy dla do gdy go i ich jak jako jego jej jest jeszcze już kiedy które który która
    ma mnie na nad nie o od oraz po pod przed przez przy są się tak tego tej ten to tylko tym w we więc wszystko z za ze
    że žádný aby byl byla bylo jsem jsou jsme když které který která nebo než není pro proti před při s se si tento toto
    ve však za až že u už také tak bude budou mezi podle

    att av blev bli de den det där då efter ej eller en ett från för ha han har hon hur här i inte jag kan kommer man
    med men mot mycket när någon något nu och om på sedan sig sin ska skulle som så till under upp ut vad var vi vid är
    över af blev da deres det dette efter eller er et fra hvad hvor ikke jeg kunne meget mod når og også på skal så til
    var ved være vil ville å bare blir ble både dere enn etter gjør hadde henne hva hvis inn kom mellom mer måtte noe
    noen oss

    bir bu çok da daha de değil diye en gibi göre her için ile ise kadar ki mi ne o olan olarak oldu sonra şu var ve
    veya ya yok
    acest această al ale am ar au ca care ce cei cu de din după ea este eu fi fost în îi îl la le lui mai nu o pe pentru
    prin sau se spre sunt să și un unde va
    a az azt be csak de egy el és ez ezt fel hogy ha is ki le már meg még mint nem s szerint vagy volt
    ei ja joka jos kun mutta myös ne niin oli olla on ovat se sekä tai vain voi
    dan dengan di dari ini itu ke oleh pada tidak untuk yang akan dalam juga sudah telah
    agus ar an na go is sé sí tá bhí mae yn yr a'r i'r ei eu wedi gan fod hefyd
    i je u na se da su za od što kao ali iz nije koji koja koje bio samo kako
"""

# English words, or taken for such
_HOMOGRAPHS = """
    ale am ante era bare ben bio bis bu by ca care co com come con cu den dim din do door dos dove ea em er est fur gli
    go ha has hat hay her hi his ho hoe hon hun i if in inn is it jag ma man mas me med meg men mer met mi mint mod mot
    na no nu o of om on once ons op or os out over pan par pas per plus po pod pour pro s sans sea sedan seine sin ska
    so son sub sue sum sur tan te ten than til till to too tot u um under up us va vain van var via vice vid ville volt
    vos w war was we y ya yang yn yo yr z
"""
# parts of names and set phrases in English text: Rio de la Plata, Abu al Fatah, et al
_PARTICLES = "a al as at au aux da dal de dei del della der des di die dos du e el en et il la las le les lo los ne von"
_ALL = frozenset(_FOREIGN.split()) - frozenset(_HOMOGRAPHS.split()) - ENGLISH
FOREIGN = _ALL - frozenset(_PARTICLES.split())
# in a quoted title the particles tell as well: “La vie en rose”
TELLING = _ALL | frozenset(_PARTICLES.split()) - ENGLISH

_ELIDED = lazily(r"\b(?:[Ll]|[Qq]u|[Nn]|[Jj]|[Cc])['’](?=[a-zéèêàâîôû]{2})\w+")
_LATIN = lazily(r"[A-Za-zÀ-ɏḀ-ỿ]")
_EDGES = "“”‘’\"'«»„()[].,;:!?…–—-¿¡"

ENOUGH = 0.2  # of the words are English function words: no other language comes near, English prose has 0.35 to 0.5
MOST_READ = 120  # words of a passage; a paragraph does not change its language later
FEWEST = 6  # lower-case words, below which only function words can tell


def is_english(text: str) -> bool:
    """Whether `text` may be English; True for what is too short or too odd to tell (a headline, a list of names)."""
    if not text.isascii() and _is_other_script(text):
        return False
    words = text.split(None, MOST_READ)[:MOST_READ]
    english = sum(map(ENGLISH.__contains__, words))
    if english >= ENOUGH * len(words):
        return True
    return not is_foreign(words)


def is_foreign(words: Sequence[str]) -> bool:
    """Whether `words` (as split at blanks) read as another language: more of its function words than of English ones,
    or many words and hardly one that English has."""
    bare = [word.strip(_EDGES) for word in words]
    lower = [word for word in bare if word.islower()]
    english = sum(word in ENGLISH for word in lower)
    foreign = sum(word in FOREIGN for word in lower) + sum(1 for word in bare if _ELIDED.match(word))
    if foreign >= 2 and foreign > 2 * english:
        return True
    shared = sum(word in TELLING for word in lower)
    if foreign >= 1 and shared >= 3 and foreign + shared > 3 * english:
        return True
    return len(lower) >= FEWEST and english <= 0.1 * len(lower) and not _mostly_known(lower)


def may_hold_foreign(text: str) -> bool:
    """A quick test that nearly all English passages fail: two function words of other languages, or one and a quote."""
    words = set(text.split())
    return len(FOREIGN & words) >= 2 or (("“" in text or '"' in text or "‘" in text) and not TELLING.isdisjoint(words))


def is_foreign_title(words: Sequence[str]) -> bool:
    """Whether a quoted phrase is another language's: “La vie en rose”, “Die Zeit”, but not “The Sun” or “Yes, sir”."""
    bare = [word.strip(_EDGES).lower() for word in words if word.strip(_EDGES)]
    if not 2 <= len(bare) <= 12 or any(word in ENGLISH for word in bare):
        return False
    others = [word for word in bare if word not in TELLING]
    return len(others) < len(bare) and (2 * len(others) <= len(bare) or not _mostly_known(others))


def _mostly_known(words: Iterable[str]) -> bool:
    from copyedit import lexicon

    known = [lexicon.load().listed(word) for word in words]
    return sum(known) > 0.5 * len(known)


def _is_other_script(text: str) -> bool:
    """Whether most letters are not Latin: Cyrillic, Greek, Arabic, Chinese."""
    head = text[:2000]
    letters = sum(map(str.isalpha, head))
    return letters > 2 * len(_LATIN.findall(head))
