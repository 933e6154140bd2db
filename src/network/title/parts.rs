//! Parts of a title, and what one that lacks a function or a level takes from its neighbours: "VP Finance & Operations",
//! "Director, Product", "Sales & Marketing Manager".

use super::{Function, Level, Reading};

/// How a part hangs together with the one before, from the closest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Link {
    Joined,
    Qualifies,
    Apart,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) link: Link,
    pub(super) function: Option<Function>,
    pub(super) level: Option<Level>,
    /// The level if no function is named: the part then speaks of the whole organization.
    pub(super) alone: Option<Level>,
    /// The function came with the word, so that no other word gives one.
    pub(super) whole: bool,
}

impl Part {
    pub(super) fn new(link: Link) -> Self {
        Self { link, function: None, level: None, alone: None, whole: false }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.function.is_none() && self.level.is_none()
    }

    /// A role above the individual that came as one word, or one that speaks of the whole organization.
    pub(super) fn is_office(&self) -> bool {
        self.alone.is_some() || (self.whole && self.level != Some(Level::Individual))
    }

    /// A project manager, whatever the project: what is named beside it is what it is about.
    pub(super) fn is_project(&self) -> bool {
        (self.function, self.level) == (Some(Function::Operations), Some(Level::Individual))
    }

    fn reading(&self) -> Reading {
        match (self.function, self.alone) {
            (None, Some(level)) => Reading { function: Some(Function::General), level },
            _ => Reading { function: self.function, level: self.level.unwrap_or(Level::Individual) },
        }
    }
}

/// A list goes on from the role before, unless all it says is how: "customer success - strategy and operations".
fn is_list(waiting: &[Part], before: Option<Function>) -> bool {
    let is_strategy = |it: &Part| it.function == Some(Function::Strategy);
    let says_how =
        !is_minor(before) && waiting.iter().all(|it| is_minor(it.function)) && waiting.iter().any(is_strategy);
    waiting[0].link < Link::Apart && (!says_how || waiting.len() == 1)
}

/// What says how something is done rather than what.
pub(super) fn is_minor(function: Option<Function>) -> bool {
    matches!(function, Some(Function::Operations | Function::Strategy))
}

/// The parts with a level, each function without one having taken its neighbour's.
pub(super) fn shared(parts: &[Part]) -> Vec<Part> {
    let mut roles: Vec<Part> = Vec::new();
    let mut waiting: Vec<Part> = Vec::new();
    for part in parts {
        if part.level.is_none() {
            lean_back(*part, &mut roles, &mut waiting);
        } else {
            let shares = part.link == Link::Joined || (part.link == Link::Qualifies && part.function.is_none());
            let lends = shares && !part.is_office() && !part.whole;
            let own = shares && part.whole && part.level == Some(Level::Individual);
            let level = if own { Some(Level::Individual) } else { part.level };
            let lent = waiting.drain(..).filter(|_| lends || own);
            roles.extend(lent.map(|lean| Part { function: lean.function, level, ..*part }));
            roles.push(*part);
        }
    }
    let is_beside = |it: &Part| it.alone.is_some() && it.function.is_none();
    if roles.last().is_some_and(is_beside) && waiting.first().is_some_and(|it| it.link == Link::Joined) {
        roles.extend(waiting.drain(..).map(|lean| Part { level: Some(Level::Individual), ..lean }));
    }
    match (roles.as_mut_slice(), waiting.first()) {
        ([], _) => return waiting,
        // "Consultant | Technology": there is no other it could be about.
        ([only], Some(lean)) if only.function.is_none() && only.alone.is_none() => only.function = lean.function,
        _ => {}
    }
    roles
}

/// A function without a level takes that of the role before, or waits for the next; in a list ("VP Product, Design &
/// Engineering") those waiting take it too.
fn lean_back(part: Part, roles: &mut Vec<Part>, waiting: &mut Vec<Part>) {
    let last = roles.last().copied();
    waiting.push(part);
    match last {
        // "Founder & marketing" is two things, "managing director, technology" one.
        Some(last) if last.alone.is_some() && last.function.is_none() && part.link == Link::Joined => {}
        Some(last) if last.function.is_none() && waiting.len() == 1 && part.link < Link::Apart => {
            roles.pop();
            roles.push(Part { function: part.function, ..last });
            waiting.clear();
        }
        // "Director of operations, information security" says whose operations.
        Some(last) if part.link == Link::Qualifies && !last.whole && waiting.len() == 1 && is_minor(last.function) => {
            roles.pop();
            roles.push(Part { function: part.function, ..last });
            waiting.clear();
        }
        Some(last) if part.link == Link::Joined && !last.whole && is_list(waiting, last.function) => {
            roles.extend(waiting.drain(..).map(|lean| Part { function: lean.function, ..last }));
        }
        _ => {}
    }
}

/// Each role once; a bare level ("EVP & CFO") only where there is nothing better, but a single role it lifts: "lawyer
/// (partner)".
pub(super) fn readings(parts: &[Part]) -> Vec<Reading> {
    let mut readings: Vec<Reading> = Vec::new();
    for reading in parts.iter().map(Part::reading) {
        if !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    let bare = readings.iter().filter(|it| it.function.is_none()).map(|it| it.level).min();
    if readings.iter().any(|reading| reading.function.is_some()) {
        readings.retain(|reading| reading.function.is_some());
    }
    if let ([only], Some(bare)) = (readings.as_mut_slice(), bare) {
        only.level = only.level.min(bare);
    }
    readings
}
