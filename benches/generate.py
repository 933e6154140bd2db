#!/usr/bin/env python3
"""Writes a made-up network of any size in acquaint's format, the same bytes for the same arguments.

    benches/generate.py FOLDER [--people N] [--ties N] [--meetings N] [--seed N]
    benches/generate.py small                                    1,000 people, 10,000 ties, 10,000 meetings
    benches/generate.py large --people 10000 --ties 100000 --meetings 100000

People work in departments of organizations of very different sizes; ties lie mostly within a department or community and
prefer those who have many; ego knows a few well and many little. Meetings end on 2026-11-20: give commands
`--today 2026-11-20`.
"""

import argparse
import datetime
import itertools
import pathlib
import random
import unicodedata

TODAY = datetime.date(2026, 11, 20)
GIVEN = """Ada Aïcha Ana Anders André Ayşe Bjørn Chloé Dagmar Deniz Đorđe Elif Emma Étienne Farid Fatima Frida Grace Gül
Hana Håkon Hugo Inês Ingrid Jiří João José Kaja Karim Kateřina Lars Léa Łukasz Mads Mária Mei Miguel Nadia Niamh Noor
Nuño Olga Øystein Priya Rafał René Rosa Şükran Sean Siobhán Sofia Sören Tomás Uğur Vera Wei Yūki Zoë Žana""".split()
FAMILY = """Achterberg Åkesson Álvarez Bauer Błaszczyk Brontë Çelik Čapek Dubois Dvořák Eriksson Fernández Fröhlich García
Gonçalves Haddad Hansen Iglesias Ivanov Jørgensen Kovács Krüger Lefèvre Lindqvist Løvås Martínez Müller Nakamura Nguyễn Núñez
O'Brien Öztürk Peña Petrović Quist Rossi Šimić Søndergaard Sundaresan Tamm Tóth Ünal Vásquez Weiß Wójcik Yıldız Żak""".split()
FIRMS = "Alder Beacon Cobalt Delta Ember Fjord Granite Harbour Iris Juniper Kestrel Lumen Meridian Nimbus Orchard".split()
TRADES = "Analytics Bank Cargo Energy Foods Health Labs Logistics Media Networks Robotics Systems".split()
UNITS = {
    "technology": ["CTO", "VP Engineering", "Engineering Manager", "Staff Engineer", "Software Engineer"],
    "product": ["Chief Product Officer", "Head of Product", "Product Manager", "Product Owner"],
    "finance": ["CFO", "Finance Director", "Controller", "Financial Analyst"],
    "people": ["CHRO", "Head of People", "Recruiter", "HR Business Partner"],
    "sales": ["Chief Revenue Officer", "Head of Sales", "Account Executive", "Sales Engineer"],
    "operations": ["COO", "VP Operations", "Operations Manager", "Project Manager"],
    "marketing": ["CMO", "Head of Marketing", "Content Lead", "Campaign Manager"],
    "security": ["CISO", "Head of Security", "Security Engineer"],
    "data": ["Chief Data Officer", "Head of Data", "Data Scientist", "Data Engineer"],
    "legal": ["General Counsel", "Legal Counsel", "Compliance Officer"],
}
TOPICS = """architecture board-work budgeting cloud-cost compliance contracts data-platforms design finance hiring
incident-response machine-learning mentoring mobile networking observability pricing product-planning public-speaking
reliability research roadmaps sales security strategy supply-chain testing user-research""".split()
KINDS = "association conference forum alumni team".split()
TIES = ["works_with"] * 8 + ["knows"] * 5 + ["friend"] * 2 + ["advises", "influences", "mentors", "introduced"]
VIAS = ["in_person", "video", "video", "phone", "email", "chat", "coffee", "lunch"]
HEAD = "#![enable(implicit_some)]\n"


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def listed(texts):
    return "[" + ", ".join(map(quoted, texts)) + "]"


def record(name_of_kind, /, **fields):
    """Returns one line of RON; fields that are None, empty or zero are left out, all others are RON already."""
    return f"    {name_of_kind}(" + ", ".join(f"{name}: {value}" for name, value in fields.items() if value) + "),\n"


def slug(name):
    """Returns the id the way acquaint would write most of them; letters without a plain form are dropped."""
    plain = name.translate(str.maketrans("ıŁłØøĐđß", "iLlOoDds"))
    plain = unicodedata.normalize("NFD", plain).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(c if c.isalnum() else "" if c in "'." else " " for c in plain).split())


def numbered(texts):
    """Yields each text with its slug, a namesake's with a number."""
    seen = {}
    for text in texts:
        base = slug(text)
        seen[base] = seen.get(base, 0) + 1
        yield text, base if seen[base] == 1 else f"{base}-{seen[base]}"


class Made:
    """The network being made: rows of RON by file, and who belongs where."""

    def __init__(self, options):
        self.random = random.Random(options.seed)
        self.n_people, self.n_ties, self.n_meetings = options.people, options.ties, options.meetings
        self.files = {}
        self.people, self.circles, self.departments = [], {}, []
        self.units()
        self.communities = list(self.circles)
        self.crowd()
        self.tie_all()
        self.meet()

    def write(self, file, row):
        self.files.setdefault(file, []).append(row)

    def units(self):
        names = [f"{a} {b}" for a, b in itertools.product(FIRMS, TRADES)]
        self.random.shuffle(names)
        for name, firm in numbered(names[: max(3, self.n_people // 60)]):
            self.write("organizations.ron", record("Organization", id=quoted(firm), name=quoted(name),
                                                   domains=listed([f"{firm}.example"])))
            for unit in UNITS:
                self.departments.append((firm, unit, f"{firm}/{unit}"))
                self.write("departments.ron", record("Department", id=quoted(f"{firm}/{unit}"), name=quoted(unit.title()),
                                                     at=quoted(firm), function=unit))
        for n in range(max(4, self.n_people // 80)):
            kind, topic = self.random.choice(KINDS), TOPICS[n % len(TOPICS)]
            name = f"{topic.replace('-', ' ').title()} {kind.title()} {n + 1}"
            self.circles[slug(name)] = []
            self.write("communities.ron", record("Community", id=quoted(slug(name)), name=quoted(name), kind=kind))
        for topic in TOPICS:
            self.write("topics.ron", record("Topic", id=quoted(topic), name=quoted(topic.replace("-", " ").capitalize())))

    def crowd(self):
        pick = self.random
        weights = [1 / (1 + n // len(UNITS)) for n in range(len(self.departments))]
        places = [self.departments[0], *pick.choices(self.departments, weights, k=self.n_people - 1)]
        for (name, who), (firm, unit, department) in zip(numbered(self.names(places)), places):
            circles = sorted({c for c in pick.choices(self.communities, k=3) if pick.random() < 0.3})
            for circle in [department, *circles]:
                self.circles.setdefault(circle, []).append(who)
            self.people.append(who)
            self.write("people.ron", self.person(name, who, firm, unit, department, circles))

    def names(self, places):
        """Yields a name for each place, namesakes never at one organization."""
        pick, taken = self.random, set()
        yield "Ego Prime"
        for firm, _, _ in places[1:]:
            name = f"{pick.choice(GIVEN)} {pick.choice(FAMILY)}"
            while (name, firm) in taken:
                name += f"-{pick.choice(FAMILY)}"
            taken.add((name, firm))
            yield name

    def person(self, name, who, firm, unit, department, circles):
        pick, ego = self.random, len(self.people) == 1
        title = "CTO" if ego else UNITS[unit][min(int(pick.expovariate(0.5)), len(UNITS[unit]) - 1)]
        since = f"{pick.randint(2008, 2026)}" + (f"-{pick.randint(1, 10):02}" if pick.random() < 0.7 else "")
        position = f"[Position(title: {quoted(title)}, at: {quoted(firm)}, department: {quoted(department)}, " \
                   f"since: {quoted(since)})]"
        skills = {topic: pick.randint(1, 5) for topic in pick.sample(TOPICS, pick.randint(0, 4))}
        known = len(self.people) < 200 and not ego
        return record(
            "Person", id=quoted(who), name=quoted(name), emails=listed([f"{who}@{firm}.example"]),
            phones=listed([f"+46 31 {pick.randint(100, 999)} {pick.randint(10, 99)}"]) if pick.random() < 0.2 else None,
            positions=position, communities=circles and listed(circles),
            skills=skills and "{" + ", ".join(f"{quoted(t)}: {n}" for t, n in sorted(skills.items())) + "}",
            seeks=listed([pick.choice(TOPICS)]) if pick.random() < 0.1 else None,
            offers=listed([pick.choice(TOPICS)]) if pick.random() < 0.1 else None,
            closeness=pick.randint(1, 5) if known and pick.random() < 0.4 else None,
            cadence=pick.choice([7, 14, 30, 90]) if known and pick.random() < 0.2 else None,
            note=quoted("Met at a dinner; asks good questions.") if pick.random() < 0.2 else None)

    def tie_all(self):
        pick, seen, rows = self.random, set(), []
        circles, ends = [it for it in self.circles.values() if len(it) > 1], [*self.people]
        sizes = list(itertools.accumulate(map(len, circles)))
        while len(rows) < self.n_ties:
            if pick.random() < 0.75:
                one, other = pick.sample(pick.choices(circles, cum_weights=sizes)[0], 2)
            else:
                one, other = pick.choice(ends), pick.choice(ends)
            pair = tuple(sorted((one, other)))
            if one == other or pair in seen:
                continue
            seen.add(pair)
            if len(ends) < 20 * self.n_people:
                ends += pair
            strength = f"{pick.randint(2, 10) / 10}" if pick.random() < 0.3 else None
            since = quoted(str(pick.randint(2010, 2026))) if pick.random() < 0.3 else None
            rows.append(record("Tie", **{"from": quoted(pair[0]), "to": quoted(pair[1])}, kind=pick.choice(TIES),
                               strength=strength, since=since))
        self.files["ties.ron"] = sorted(rows)

    def meet(self):
        pick, seen, days = self.random, set(), []
        known = self.people[1 : max(3, min(len(self.people), 400))]
        weights = list(itertools.accumulate(1 / (n + 2) for n in range(len(known))))
        years = max(3, self.n_meetings // 4000)
        while len(days) < self.n_meetings:
            on = TODAY - datetime.timedelta(days=int(pick.random() ** 1.5 * 365 * years))
            with_ = sorted({pick.choices(known, cum_weights=weights)[0] for _ in range(1 + int(pick.expovariate(1.2)))})
            via = pick.choice(VIAS)
            if (on, *with_, via) not in seen:
                seen.add((on, *with_, via))
                days.append((on.isoformat(), with_, via))
        for on, with_, via in sorted(days):
            self.write(f"meetings/{on[:4]}.ron", record(
                "Meeting", on=quoted(on), **{"with": listed(with_)}, via=via,
                minutes=pick.choice([15, 30, 45, 60]) if via != "email" else None,
                about=listed([pick.choice(TOPICS)]) if pick.random() < 0.5 else None,
                note=quoted("Agreed on the next step.") if pick.random() < 0.2 else None))

    def save(self, folder):
        (folder / "meetings").mkdir(parents=True, exist_ok=True)
        (folder / "network.ron").write_text(HEAD + f'Network(format: 1, ego: "{self.people[0]}")\n')
        for file, rows in self.files.items():
            ordered = rows if file.startswith("meetings") else sorted(rows)
            (folder / file).write_text(HEAD + "[\n" + "".join(ordered) + "]\n", encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    for name, default in [("people", 1000), ("ties", 10000), ("meetings", 10000), ("seed", 1)]:
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    if options.folder.exists():
        parser.error(f"{options.folder} is there already")
    Made(options).save(options.folder)


if __name__ == "__main__":
    main()
