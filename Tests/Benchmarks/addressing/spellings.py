"""Spellings of the addresses of a register, as residents write them. Deterministic."""

import random
import re

# How a kind of street is written: abbreviated, in full, and in other ways.
KINDS = [
    ("ул.", "улица", ["ул", "Ул."]), ("пр-кт", "проспект", ["пр-т", "просп.", "пр-кт."]), ("пер.", "переулок", ["пер"]),
    ("б-р", "бульвар", ["бул.", "б-р."]), ("наб.", "набережная", ["наб"]), ("пл.", "площадь", ["пл"]),
    ("ш.", "шоссе", ["ш"]), ("проезд", "проезд", ["пр-д"]), ("тракт", "тракт", ["тракт."]), ("мкр.", "микрорайон", ["мкр"]),
]
# First names by which streets are called in two words.
GIVEN = set(
    """Карла Розы Николая Анны Антона Анри Евгения Сони Степана Пальмиро Максима Ивана Александра Юрия Сергея Павла Льва
    Петра Михаила Андрея Зои Лизы Василия Дмитрия Георгия""".split()
)
LATIN = str.maketrans("аеорсухкАВЕКМНОРСТХ", "aeopcyxkABEKMHOPCTX")


class Address:
    """A house of the register: `street` and `number` as they stand there."""

    def __init__(self, house, street, number):
        self.house, self.street, self.number = house, street.strip(), number.strip()
        self.kind, self.name = split_kind(self.street)
        found = re.fullmatch(
            r"(?P<main>\d+)\s*(?P<letter>[А-Яа-яЁё])?"
            r"(?:,?\s*(?:к|корп|корпус)\.?\s*(?P<corpus>\d+|[А-Яа-я]))?"
            r"(?:,?\s*(?:с|стр|строение)\.?\s*(?P<building>\d+|[А-Яа-я]))?",
            self.number,
        )
        self.parts = found.groupdict() if found else None

    def key(self):
        """Equal for houses that share an address."""
        return (self.street.lower(), re.sub(r"\(.*\)|[\s.,]|-$", "", self.number.lower()))


def split_kind(street):
    """The row of KINDS and the name; no row when the street begins with none of them."""
    for row in KINDS:
        for word in sorted([row[0], row[1], *row[2]], key=len, reverse=True):
            if street.lower().startswith(word.lower() + " "):
                return row, street[len(word):].strip()
    return None, street


def numbers(address):
    """Five spellings of the number of the house."""
    parts = address.parts
    if not parts:
        return [address.number, f"д. {address.number}", f"д.{address.number}", f"дом {address.number}", f"№ {address.number}"]
    main, letter, corpus, building = (parts[name] for name in ("main", "letter", "corpus", "building"))
    if letter:
        main = main + letter
    if building:
        tail = f"к{corpus}" if corpus else ""
        long = f" корпус {corpus}" if corpus else ""
        return [
            f"{main}{tail}с{building}", f"{main}{long} строение {building}", f"{main}{tail} стр. {building}",
            f"д. {main},{long + ',' if long else ''} стр. {building}", f"{main}{tail} стр {building}",
        ]
    if corpus:
        spellings = [f"{main} к. {corpus}", f"{main}к{corpus}", f"{main} корп. {corpus}", f"д. {main}, корпус {corpus}"]
        return spellings + [f"{main}/{corpus}" if corpus.isdigit() else f"{main} корпус {corpus.upper()}"]
    if letter:
        digits = parts["main"]
        return [
            f"{digits} {letter}", f"{digits}{letter.lower()}", f"{digits} «{letter.upper()}»", f"{digits}-{letter}",
            f"д. {digits}, лит. {letter.upper()}",
        ]
    return [f"д.{main}", f"дом {main}", f"дом номер {main}", f"№{main}", f"д {main}"]


def mistyped(name, chance):
    """One letter of the longest word is wrong, missing or swapped with its neighbour; None for short names."""
    word = max(re.findall(r"[А-Яа-яЁё]+", name), key=len, default="")
    if len(word) < 6:
        return None
    place = chance.randrange(1, len(word) - 2)
    change = chance.randrange(3)
    if change == 0:
        other = word[:place] + chance.choice([letter for letter in "аоиент" if letter != word[place]]) + word[place + 1:]
    elif change == 1:
        other = word[:place] + word[place + 1:]
    else:
        if word[place] == word[place + 1]:
            return None
        other = word[:place] + word[place + 1] + word[place] + word[place + 2:]
    return name.replace(word, other, 1)


def spellings(address, town, region):
    """Twenty of them."""
    chance = random.Random(f"{address.house} {address.street} {address.number}")
    short, full, others = address.kind or ("", "", [""])
    street, number, name = address.street, address.number, address.name
    forms = numbers(address)
    words = name.split()
    if len(words) > 1 and words[0] in GIVEN:
        personal = f"{short} {words[0][0]}. {' '.join(words[1:])}"
    elif words and words[0].isdigit():
        personal = f"{short} {words[0]}-го {' '.join(words[1:])}" if words[1:] == ["Марта"] else f"{others[0]} {name}"
    else:
        personal = f"{others[0]} {name}".upper()
    typed = mistyped(name, chance)
    return [text.strip() for text in (
        f"{street}, {number}",
        f"г. {town}, {street}, д. {number}",
        f"152300, {region}, г. {town}, {street}, д. {number}",
        f"{town}, {street} {number}",
        f"{street}, {number}, кв. 12",
        f"{short} {name} {number} кв 7",
        f"{street}, д. {number}, подъезд 2, этаж 3",
        f"{street}, {number}, 2-й подъезд",
        f"{full} {name}, дом {number}",
        f"{name} {full}, {number}",
        f"{others[0]} {name} {number}".lower().replace(",", ""),
        f"{name} {number}",
        f"д. {number}, {street}" if address.parts else f"{street} д.{number}",
        *(f"{street}, {form}" for form in forms),
        f"{short} {typed}, {number}" if typed else f"{street}  {number}.",
        f"{personal}, {number}".translate(LATIN) if chance.random() < 0.3 else f"{personal}, {number}",
    )]


def missing(addresses, chance):
    """Spellings of houses that the register does not have, for each of its streets."""
    streets = {}
    for address in addresses:
        streets.setdefault(address.street, []).append(address)
    for street, houses in streets.items():
        mains = {int(found.group()) for house in houses if (found := re.match(r"\d+", house.number))}
        for main in sorted({chance.randrange(1, 2 * max(mains, default=1) + 20) for _ in range(6)} - mains):
            yield f"{street}, {main}"
            yield f"{street}, д. {main}, кв. {chance.randrange(1, 60)}"
            yield f"{split_kind(street)[1]} {main}"
        for main in sorted(mains)[:4]:
            here = "".join(house.number.lower() for house in houses if house.number.startswith(str(main)))
            for tail, spelled in (("щ", f"{main}Щ"), ("17", f"{main} корп. 17"), ("19", f"{main}с19")):
                if tail not in here:
                    yield f"{street}, {spelled}"
