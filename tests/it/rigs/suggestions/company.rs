//! Companies made for a template: every slot is held by somebody whose title real people have, and ego has met them all.

use std::collections::{BTreeMap, BTreeSet};

use crate::rigs::Dice;
use acquaint::network::role::{Relation, Scope, Slot, template};
use acquaint::network::title::{self, Function, Level, Reading};
use acquaint::network::{
    Channel, Date, Meeting, Network, Organization, OrganizationId, Person, PersonId, Position, Revision, Settings, Tie,
    TieKind,
};

/// Titles with the one role a hand has written beside each; those the table of titles reads otherwise are left out, since how
/// many these are has a test of its own.
struct Titles(Vec<(String, Reading)>);

impl Titles {
    fn all() -> Self {
        type Listed = Vec<(String, Vec<(Option<Function>, Level)>)>;
        let options = ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        let found: Listed = options.from_str(include_str!("../../../../src/network/titles_found.ron")).unwrap();
        let unseen: Listed = options.from_str(include_str!("../../../../src/network/titles_unseen.ron")).unwrap();
        let single = found.into_iter().chain(unseen).filter(|(_, roles)| roles.len() == 1);
        let reading = |(function, level): (Option<Function>, Level)| Reading { function, level };
        let mut all: Vec<_> = single.map(|(title, roles)| (title, reading(roles[0]))).collect();
        // Of the highest hardly any is in the lists, which are drawn from everybody.
        for (word, function) in [
            ("Technology", Function::Technology),
            ("Financial", Function::Finance),
            ("Product", Function::Product),
            ("Operating", Function::Operations),
            ("Revenue", Function::Sales),
            ("Marketing", Function::Marketing),
            ("Legal", Function::Legal),
            ("Data", Function::Data),
            ("Customer", Function::Customer),
            ("Design", Function::Design),
            ("Procurement", Function::Procurement),
            ("Strategy", Function::Strategy),
        ] {
            all.push((format!("Chief {word} Officer"), Reading { function: Some(function), level: Level::CLevel }));
            all.push((format!("VP {word}"), Reading { function: Some(function), level: Level::Vp }));
        }
        let more = [
            ("Chief Information Security Officer", Function::Security, Level::CLevel),
            ("Chief Human Resources Officer", Function::People, Level::CLevel),
            ("Chief Executive Officer", Function::General, Level::CLevel),
            ("Chair of the Board", Function::General, Level::Board),
            ("Head of Internal Audit", Function::Audit, Level::Head),
            ("Data Protection Officer", Function::Audit, Level::Individual),
            ("Principal Architect", Function::Technology, Level::Individual),
            ("Staff Engineer", Function::Technology, Level::Individual),
            ("Platform Engineer", Function::Technology, Level::Individual),
        ];
        all.extend(
            more.map(|(title, function, level)| (title.to_owned(), Reading { function: Some(function), level })),
        );
        all.retain(|(text, role)| title::read(text) == [*role]);
        Self(all)
    }

    /// Returns those whose holder fills the slot, by the hand's word.
    fn for_slot(&self, slot: &Slot) -> Vec<&str> {
        let fits = |(text, role): &&(String, Reading)| slot.fits(role, &title::fold(text));
        self.0.iter().filter(fits).map(|(text, _)| text.as_str()).collect()
    }

    /// Returns those that fill none of the slots.
    fn beside(&self, slots: &[Slot]) -> Vec<&str> {
        let fills = |text: &str, role: &Reading| slots.iter().any(|slot| slot.fits(role, &title::fold(text)));
        let low = self.0.iter().filter(|(_, role)| role.level == Level::Individual);
        low.filter(|(text, role)| !fills(text, role)).map(|(text, _)| text.as_str()).collect()
    }
}

/// A company, and who holds which slot.
pub(super) struct Company {
    pub(super) network: Network,
    pub(super) holders: BTreeMap<String, Vec<PersonId>>,
}

impl Company {
    pub(super) fn of(name: &str, seed: usize, today: Date) -> Self {
        let (mut dice, titles) = (Dice(seed as u64), Titles::all());
        let slots = template(name).unwrap().to_vec();
        let mut network = Network::new(Settings { slots: slots.clone(), ..Settings::of(id("me")) });
        for at in ["acme", "north", "south", "west"] {
            network.load(Organization::named(id(at), at));
        }
        let me = Position { at: Some(id("acme")), since: Some(id("2019-01-01")), ..Position::default() };
        network.load(Person { positions: vec![me], ..Person::named(id("me"), "me") });
        let mut company = Self { network, holders: BTreeMap::new() };
        for slot in &slots {
            company.fill(slot, &titles, (&mut dice, today));
        }
        for n in 0..40 {
            let beside = titles.beside(&slots);
            let title = if beside.is_empty() { "" } else { *dice.pick(&beside) };
            company.person(&format!("filler-{n}"), title, "acme");
        }
        company
    }

    fn person(&mut self, name: &str, title: &str, at: &str) -> PersonId {
        let at: OrganizationId = id(at);
        let position = Position { title: title.to_owned(), at: Some(at), ..Position::default() };
        self.network.load(Person { positions: vec![position], ..Person::named(id(name), name) });
        id(name)
    }

    fn fill(&mut self, slot: &Slot, titles: &Titles, (dice, today): (&mut Dice, Date)) {
        let fitting = titles.for_slot(slot);
        let told = slot.is_told_by_title();
        assert!(!told || !fitting.is_empty(), "no title of the lists fits {}", slot.id);
        let mut holders = Vec::new();
        for n in 0..slot.count.max(if slot.relation.is_some() && slot.cadence.is_some() { 1 } else { 0 }) {
            let title = if told { (*dice.pick(&fitting)).to_owned() } else { String::new() };
            let at = if slot.scope == Scope::Outside { *dice.pick(&["north", "south", "west"]) } else { "acme" };
            let holder = self.person(&format!("{}-{n}", slot.id), &title, at);
            self.tie(slot, &holder);
            self.met(&holder, slot.cadence.unwrap_or(120), (dice, today));
            holders.push(holder);
        }
        if !told && slot.relation.is_none() {
            let mut settings = self.network.settings().clone();
            let named = settings.slots.iter_mut().filter(|it| it.id == slot.id);
            named.for_each(|it| it.held_by = holders.iter().map(ToString::to_string).collect());
            self.network.revise().set(settings);
        }
        self.holders.insert(slot.id.clone(), holders);
    }

    /// Ties that make somebody the holder.
    fn tie(&mut self, slot: &Slot, holder: &PersonId) {
        let me: PersonId = id("me");
        let mut tie =
            |from: &PersonId, to: &PersonId, kind| _ = self.network.load(Tie::between(from.clone(), to.clone(), kind));
        match slot.relation {
            None => {}
            Some(Relation::Boss) => tie(&me, holder, TieKind::ReportsTo),
            Some(Relation::DirectReport) => tie(holder, &me, TieKind::ReportsTo),
            Some(Relation::Mentor) => tie(holder, &me, TieKind::Mentors),
            Some(Relation::SkipLevel) => {
                let between = self.person("between", "", "acme");
                let mut tie = |from: &PersonId, to: &PersonId| {
                    _ = self.network.load(Tie::between(from.clone(), to.clone(), TieKind::ReportsTo));
                };
                tie(&between, &me);
                tie(holder, &between);
                self.met(&between, 7, (&mut Dice(1), Date::constant(2026, 11, 21)));
            }
        }
    }

    /// Two years of meetings at the slot's cadence, and a closeness.
    fn met(&mut self, who: &PersonId, cadence: u32, (dice, today): (&mut Dice, Date)) {
        let mut person = self.network.people()[who].clone();
        person.closeness = Some(3 + dice.below(3) as u8);
        self.network.revise().put(person);
        let mut day = dice.below(cadence as usize / 2 + 1);
        while day < 730 {
            let on = today.checked_sub(jiff::Span::new().days(day as i64)).unwrap();
            self.network.load(Meeting::on(on, vec![who.clone()], Channel::InPerson));
            day += cadence as usize;
        }
    }

    /// Returns the company in which nobody holds that slot, whoever was meant to.
    pub(super) fn without(&self, id: &str) -> Network {
        let mut empty = self.network.copied();
        let slot = empty.settings().slots.iter().find(|it| it.id == id).cloned().unwrap();
        let fits = |it: &Position| title::read(&it.title).iter().any(|role| slot.fits(role, &title::fold(&it.title)));
        let others = empty.people().values().filter(|it| it.positions.iter().any(fits));
        let mut gone: BTreeSet<PersonId> = others.map(|it| it.id.clone()).chain(self.holders[id].clone()).collect();
        // Between ego and a skip level stands a direct report.
        gone.extend((slot.relation == Some(Relation::DirectReport)).then(|| self::id("between")));
        let mut settings = empty.settings().clone();
        let named = |it: &String| gone.iter().any(|id| id.as_str() == it);
        settings.slots.iter_mut().for_each(|it| it.held_by.retain(|holder| !named(holder)));
        let mut revision = empty.revise();
        revision.set(settings);
        forget(&mut revision, &gone);
        drop(revision);
        empty
    }
}

fn forget(revision: &mut Revision<'_>, gone: &BTreeSet<PersonId>) {
    for id in gone {
        revision.remove::<Person>(id);
    }
    let ties: Vec<_> =
        revision.ties().keys().filter(|it| gone.contains(&it.from) || gone.contains(&it.to)).cloned().collect();
    ties.iter().for_each(|it| drop(revision.remove::<Tie>(it)));
    let meetings: Vec<_> =
        revision.meetings().keys().filter(|it| it.with.iter().any(|id| gone.contains(id))).cloned().collect();
    meetings.iter().for_each(|it| drop(revision.remove::<Meeting>(it)));
}

fn id<I: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> I {
    text.parse().unwrap()
}
