//! What changes can break, without a look at the rest: for a network that had no error before them.

use std::collections::BTreeSet;

use super::{Check, Fault, Severity};
use crate::network::{Change, Date, Edit, Kind, Network, PersonId, Record, Settings, Tie, TieKind, fold};

impl Network {
    /// Returns the errors there are after the changes, if there was none before them on `today`: those
    /// [`Network::check`] finds, found where the changes can have brought them.
    #[must_use]
    pub fn errors_after(&self, changes: &[Change], today: Date) -> Vec<Fault> {
        let mut check = Check { network: self, today, faults: Vec::new() };
        let touched = Touched::by(changes);
        check.head();
        changes.iter().for_each(|change| check.changed(change));
        check.referring(&touched);
        if touched.reports {
            check.reporting_cycles();
        }
        let errors: BTreeSet<_> = check.faults.into_iter().filter(|it| it.severity == Severity::Error).collect();
        errors.into_iter().collect()
    }

    /// Returns the first and the last day on which the same errors are found as on `today`, all records staying as
    /// they are: of all that is an error only a circle of reports comes and goes with the days.
    #[must_use]
    pub fn steady_days(&self, today: Date) -> (Date, Date) {
        let reports = self.ties.values().filter(|tie| tie.kind == TieKind::ReportsTo);
        let turns = reports.flat_map(|tie| {
            let begins = tie.since.map(|since| since.first_day());
            [begins, tie.until.and_then(|until| until.last_day().tomorrow().ok())].into_iter().flatten()
        });
        let (past, ahead): (Vec<Date>, Vec<Date>) = turns.partition(|turn| *turn <= today);
        let last = ahead.into_iter().min().and_then(|turn| turn.yesterday().ok());
        (past.into_iter().max().unwrap_or(Date::MIN), last.unwrap_or(Date::MAX))
    }
}

/// Returns whether the changes leave alone who reports to whom.
#[must_use]
pub fn leaves_reports(changes: &[Change]) -> bool {
    !Touched::by(changes).reports
}

/// What of a network the changes touch.
#[derive(Debug, Default)]
struct Touched {
    /// The kinds of which a record is gone.
    gone: BTreeSet<Kind>,
    /// The people who are new, and those who are gone.
    come: BTreeSet<PersonId>,
    left: BTreeSet<PersonId>,
    departments: bool,
    reports: bool,
    ego: bool,
}

impl Touched {
    fn by(changes: &[Change]) -> Self {
        let mut touched = Self::default();
        for change in changes {
            match change {
                Change::Network(edit) => touched.ego |= ego(&edit.before) != ego(&edit.after),
                Change::Person(edit) => {
                    touched.gone(edit);
                    match (&edit.before, &edit.after) {
                        (None, Some(new)) => drop(touched.come.insert(new.id.clone())),
                        (Some(old), None) => drop(touched.left.insert(old.id.clone())),
                        _ => {}
                    }
                }
                Change::Organization(edit) => touched.gone(edit),
                Change::Department(edit) => {
                    touched.gone(edit);
                    touched.departments = true;
                }
                Change::Community(edit) => touched.gone(edit),
                Change::Topic(edit) => touched.gone(edit),
                Change::Tie(edit) => touched.reports |= sides(edit).any(|tie: &Tie| tie.kind == TieKind::ReportsTo),
                Change::Meeting(_) | Change::Ask(_) | Change::Skip(_) => {}
            }
        }
        touched
    }

    fn gone<R: Record>(&mut self, edit: &Edit<R>) {
        if edit.after.is_none() {
            self.gone.insert(R::KIND);
        }
    }
}

fn ego(settings: &Option<Settings>) -> Option<&PersonId> {
    settings.as_ref().map(|it| &it.ego)
}

fn sides<R>(edit: &Edit<R>) -> impl Iterator<Item = &R> {
    edit.before.iter().chain(&edit.after)
}

impl Check<'_> {
    /// Looks at a changed record itself.
    fn changed(&mut self, change: &Change) {
        match change {
            // The head is looked at anyway.
            Change::Network(_) => {}
            Change::Person(edit) => edit.after.iter().for_each(|it| self.person(it)),
            Change::Organization(edit) => edit.after.iter().for_each(|it| self.organization(it)),
            Change::Department(edit) => edit.after.iter().for_each(|it| self.department(it)),
            Change::Community(edit) => edit.after.iter().for_each(|it| self.community(it)),
            Change::Topic(edit) => edit.after.iter().for_each(|it| self.topic(it)),
            Change::Tie(edit) => edit.after.iter().for_each(|it| self.tie(it)),
            Change::Meeting(edit) => edit.after.iter().for_each(|it| self.meeting(it)),
            Change::Ask(edit) => edit.after.iter().for_each(|it| self.ask(it)),
            Change::Skip(edit) => edit.after.iter().for_each(|it| self.skip(it)),
        }
    }

    /// Looks at the records that may name one that is gone, and at those a new one is in the way of.
    fn referring(&mut self, touched: &Touched) {
        let gone = |kinds: &[Kind]| kinds.iter().any(|kind| touched.gone.contains(kind));
        if gone(&[Kind::Organization, Kind::Department, Kind::Community, Kind::Topic]) {
            self.network.people.values().for_each(|it| self.person(it));
        } else if !touched.come.is_empty() {
            let bear = |old: &PersonId| self.network.people_of_words(&fold::words(old.as_str()));
            let may: Vec<_> = touched.come.iter().flat_map(bear).collect();
            let was = may.into_iter().filter(|it| it.was.iter().any(|old| touched.come.contains(old)));
            was.for_each(|it| self.person(it));
        }
        if touched.departments || gone(&[Kind::Organization, Kind::Person]) {
            self.network.departments.values().for_each(|it| self.department(it));
        }
        if !touched.left.is_empty() || gone(&[Kind::Topic]) {
            self.network.asks.values().for_each(|it| self.ask(it));
            self.network.skips.values().for_each(|it| self.skip(it));
        }
        let left: Vec<_> = touched.left.iter().collect();
        if !left.is_empty() {
            self.network.ties_naming(&left).into_iter().for_each(|it| self.tie(it));
        }
        if touched.ego || gone(&[Kind::Topic]) {
            self.network.meetings.values().for_each(|it| self.meeting(it));
        } else if !left.is_empty() {
            self.network.meetings_naming(&left).into_iter().for_each(|it| self.meeting(it));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, any, prop, prop_assert_eq, proptest};

    use crate::network::sketch::person;
    use crate::network::{
        Channel, Community, Date, Department, Fault, Meeting, Network, Organization, Person, Position, Revision,
        Settings, Severity, Tie, TieKind, Topic,
    };

    const TODAY: Date = Date::constant(2026, 11, 21);

    fn errors(network: &Network, today: Date) -> Vec<Fault> {
        let mut errors: Vec<_> = network.check(today).into_iter().filter(|it| it.severity == Severity::Error).collect();
        errors.dedup();
        errors
    }

    fn id<I: std::str::FromStr<Err: std::fmt::Debug>>(stem: &str, n: u8) -> I {
        format!("{stem}{n}").parse().unwrap()
    }

    /// Puts or removes a record of some kind, right or wrong.
    fn act(it: &mut Revision<'_>, (kind, a, b, c): (u8, u8, u8, u8)) {
        let (one, other) = (id("p", a), id("p", b));
        match kind {
            0 => {
                let mut new = Person { closeness: (c == 7).then_some(9), ..person(&format!("p{a}")) };
                new.communities = (c == 1).then(|| id("c", b)).into_iter().collect();
                new.seeks = (c == 2).then(|| id("t", b)).into_iter().collect();
                new.was = (c == 3).then_some(other).into_iter().collect();
                new.positions =
                    (c > 3).then(|| Position { at: Some(id("o", b)), ..Position::default() }).into_iter().collect();
                new.positions
                    .extend((c == 6).then(|| Position { department: Some(id("o1/d", b)), ..Position::default() }));
                it.put(new);
            }
            1 => drop(it.remove::<Person>(&one)),
            2 => {
                let kind = if c % 2 == 0 { TieKind::ReportsTo } else { TieKind::Knows };
                let since = (c > 5).then(|| format!("2026-{:02}", c + 4).parse().unwrap());
                it.put(Tie { since, ..Tie::between(one, other, kind) });
            }
            3 => drop(it.remove::<Tie>(&crate::network::TieId::new(one, other, TieKind::ReportsTo))),
            4 => {
                let about = (c == 1).then(|| id("t", b)).into_iter().collect();
                it.put(Meeting { about, ..Meeting::on(TODAY, vec![one], Channel::Chat) });
            }
            5 => it.put(Organization::named(id("o", a), if c == 1 { "" } else { "O" })),
            6 => drop(it.remove::<Organization>(&id("o", a))),
            7 => {
                let within = (c < 3).then(|| id("o1/d", b));
                it.put(Department { within, head: (c == 1).then_some(one), ..Department::named(id("o1/d", a), "D") });
            }
            8 => drop(it.remove::<Department>(&id("o1/d", a))),
            9 => it.put(Community::named(id("c", a), "C")),
            10 => drop(it.remove::<Community>(&id("c", a))),
            11 => it.put(Topic::named(id("t", a), "T")),
            12 => drop(it.remove::<Topic>(&id("t", a))),
            _ => it.set(Settings { ego: if c == 0 { one } else { id("p", 0) }, ..it.settings().clone() }),
        }
    }

    fn acts() -> impl Strategy<Value = Vec<(u8, u8, u8, u8)>> {
        prop::collection::vec((0..14_u8, 0..4_u8, 0..4_u8, any::<u8>().prop_map(|it| it % 8)), 1..4)
    }

    proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(400))]
        #[test]
        fn what_is_near_is_all_there_is(commands in prop::collection::vec(acts(), 1..30)) {
            let mut network = Network::new(Settings::of(id("p", 0)));
            network.load(person("p0"));
            for acts in commands {
                let mut revision = network.revise();
                acts.into_iter().for_each(|it| act(&mut revision, it));
                let changes = revision.finish();
                let (near, all) = (network.errors_after(&changes, TODAY), errors(&network, TODAY));
                prop_assert_eq!(&near, &all);
                let (first, last) = network.steady_days(TODAY);
                for day in [first, last].into_iter().filter(|it| (2020..2030).contains(&it.year())) {
                    prop_assert_eq!(&errors(&network, day), &all);
                }
                if !all.is_empty() {
                    // Refused: as it was.
                    network.apply(changes.into_iter().map(crate::network::Change::reversed).collect()).unwrap();
                }
            }
        }
    }
}
