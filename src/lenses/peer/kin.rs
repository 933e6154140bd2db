//! Kin: who does what the seat does, and of the others, why they do not.

use std::collections::{BTreeSet, HashMap};

use crate::lenses::Scene;
use crate::measures::resource_allocation;
use crate::network::title::{Function, Level, Reading};
use crate::network::{Date, DepartmentId, OrganizationId, Person, PersonId, TieKind};

/// What a level one step away counts of the same level (our default).
const ONE_STEP: f64 = 0.5;

/// Why somebody is no peer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Apart {
    SeatUnread,
    Unread,
    Function,
    Level,
    Unit,
    Line,
}

impl Apart {
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::SeatUnread => "no current title of yours says what you do",
            Self::Unread => "no current title says what they do",
            Self::Function => "works on something else than you",
            Self::Level => "stands more than one level above or below you",
            Self::Unit => "works where you work",
            Self::Line => "reports to you, or you to them",
        }
    }
}

/// What somebody does that the seat does too.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Kin {
    function: Function,
    /// Theirs, then the seat's.
    levels: (Level, Level),
    /// What the two would receive from each other through shared contacts.
    allocated: f64,
}

impl Kin {
    /// Returns how alike the roles are, 0..1.
    pub(super) fn alike(&self) -> f64 {
        if self.levels.0 == self.levels.1 { 1.0 } else { ONE_STEP }
    }

    pub(super) fn words(&self) -> String {
        let (theirs, yours) = self.levels;
        match theirs == yours {
            true => format!("{} in {} like you", theirs, self.function),
            false => format!("{} in {}, you {}", theirs, self.function, yours),
        }
    }
}

/// Who does what the seat does, and who does not, and why.
#[derive(Debug)]
pub(in crate::lenses) struct Peers<'n> {
    of: HashMap<&'n PersonId, Result<Kin, Apart>>,
    most: f64,
}

impl<'n> Peers<'n> {
    /// Looks through the people once.
    pub(super) fn of(scene: &Scene<'n>) -> Self {
        let seat = Seat::of(scene);
        let of: HashMap<_, _> = scene.network().people().values().map(|it| (&it.id, seat.kin(scene, it))).collect();
        let most = of.values().flatten().map(|it| it.allocated).fold(0.0, f64::max);
        Self { of, most }
    }

    /// Returns what a person does that the seat does too, or why they are no peer.
    pub(super) fn kin(&self, person: &PersonId) -> Result<&Kin, Apart> {
        self.of.get(person).map_or(Err(Apart::Unread), |it| it.as_ref().map_err(|apart| *apart))
    }

    /// Returns what is allocated to a peer of the most that is to any, 0..1.
    pub(super) fn allocated(&self, kin: &Kin) -> f64 {
        if self.most > 0.0 { kin.allocated / self.most } else { 0.0 }
    }
}

/// What the seat does, and where.
struct Seat<'n> {
    roles: Vec<Reading>,
    units: Units<'n>,
    /// Who reports to the seat, and to whom it reports.
    line: BTreeSet<&'n PersonId>,
    number: Option<usize>,
}

impl<'n> Seat<'n> {
    fn of(scene: &Scene<'n>) -> Self {
        let (seat, graph) = (scene.seat(), scene.network().graph());
        let (up, down) = (
            graph.led_to(seat, TieKind::ReportsTo, scene.today()),
            graph.led_from(seat, TieKind::ReportsTo, scene.today()),
        );
        Self {
            roles: scene.readings(seat).iter().flat_map(|it| it.roles.clone()).collect(),
            units: scene.person(seat).map(|it| Units::of(it, scene.today())).unwrap_or_default(),
            line: up.into_iter().chain(down).collect(),
            number: scene.ground().strengths().all().number(seat),
        }
    }

    fn kin(&self, scene: &Scene<'n>, person: &'n Person) -> Result<Kin, Apart> {
        let (function, levels) = self.role(scene, person)?;
        if self.units.overlap(&Units::of(person, scene.today())) {
            return Err(Apart::Unit);
        }
        if self.line.contains(&person.id) {
            return Err(Apart::Line);
        }
        let view = scene.ground().strengths().all();
        let ends = self.number.zip(view.number(&person.id));
        let allocated = ends.map_or(0.0, |(one, other)| resource_allocation(view, one, other));
        Ok(Kin { function, levels, allocated })
    }

    /// Returns the function both have and the levels, theirs first, of the roles most alike.
    fn role(&self, scene: &Scene<'n>, person: &Person) -> Result<(Function, (Level, Level)), Apart> {
        let titles: Vec<_> = person.positions_on(scene.today()).map(|it| scene.ground().titled(&it.title)).collect();
        let theirs = || titles.iter().flat_map(|it| &it.roles);
        let pairs = theirs().flat_map(|it| self.roles.iter().map(move |mine| (it, mine)));
        let same = pairs.filter(|(it, mine)| it.function.is_some() && it.function == mine.function);
        let nearest = same.min_by_key(|(it, mine)| steps(it.level, mine.level));
        match nearest {
            Some((it, mine)) if steps(it.level, mine.level) <= 1 => {
                it.function.map(|function| (function, (it.level, mine.level))).ok_or(Apart::Function)
            }
            Some(_) => Err(Apart::Level),
            None if self.roles.iter().all(|it| it.function.is_none()) => Err(Apart::SeatUnread),
            None if theirs().all(|it| it.function.is_none()) => Err(Apart::Unread),
            None => Err(Apart::Function),
        }
    }
}

/// Returns how many levels lie between; a board oversees whom it is compared to, so that it is far from all others.
fn steps(one: Level, other: Level) -> usize {
    let rank = |it: Level| if it == Level::Board { 0 } else { 1 + it as usize };
    rank(one).abs_diff(rank(other))
}

/// Where somebody works.
#[derive(Debug, Default)]
struct Units<'n> {
    organizations: BTreeSet<OrganizationId>,
    departments: BTreeSet<&'n DepartmentId>,
}

impl<'n> Units<'n> {
    fn of(person: &'n Person, today: Date) -> Self {
        let held = || person.positions_on(today);
        Self {
            organizations: held().filter_map(|it| it.organization()).collect(),
            departments: held().filter_map(|it| it.department.as_ref()).collect(),
        }
    }

    /// Returns whether two work together, as far as is known: at one organization, where no departments tell them apart.
    fn overlap(&self, other: &Self) -> bool {
        let apart = !self.departments.is_empty() && !other.departments.is_empty();
        let within = !self.departments.is_disjoint(&other.departments);
        within || (!apart && !self.organizations.is_disjoint(&other.organizations))
    }
}
