//! How the words of a title combine into roles. Knows what a sense is, not which word has it.
//!
//! A title is read from left to right into *parts*, each with a function or a level or both; then parts that lack
//! one of the two take it from their neighbours: "VP Finance & Operations", "Director, Product", "Sales & Marketing Manager".

use super::lexicon::{Mark, Sense, look_up};
use super::{Function, Level, Reading};

/// How a part hangs together with the one before, from the closest.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Link {
    Joined,
    Qualifies,
    Apart,
}

/// What is passed over at present.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Skip {
    Nothing,
    Place,
    Past,
    Rest,
}

#[derive(Clone, Copy, Debug)]
struct Part {
    link: Link,
    function: Option<Function>,
    level: Option<Level>,
    /// The level if no function is named: the part then speaks of the whole organization.
    alone: Option<Level>,
    /// The function came with the word, so that no other word gives one.
    whole: bool,
}

struct Reader {
    parts: Vec<Part>,
    part: Part,
    skip: Skip,
    deputy: bool,
    office: bool,
}

/// The roles that these words name.
pub(super) fn roles(words: &[String]) -> Vec<Reading> {
    let mut reader = Reader::new();
    let mut at = 0;
    while at < words.len() {
        let (taken, senses) = look_up(&words[at..]);
        senses.into_iter().for_each(|sense| reader.take(sense));
        at += taken;
    }
    reader.next(Link::Apart);
    readings(&shared(&reader.parts))
}

impl Part {
    fn new(link: Link) -> Self {
        Self { link, function: None, level: None, alone: None, whole: false }
    }

    fn is_empty(&self) -> bool {
        self.function.is_none() && self.level.is_none()
    }

    /// A role above the individual that came as one word, or one that speaks of the whole organization.
    fn is_office(&self) -> bool {
        self.alone.is_some() || (self.whole && self.level != Some(Level::Individual))
    }

    fn reading(&self) -> Reading {
        match (self.function, self.alone) {
            (None, Some(level)) => Reading { function: Some(Function::General), level },
            _ => Reading { function: self.function, level: self.level.unwrap_or(Level::Individual) },
        }
    }
}

impl Reader {
    fn new() -> Self {
        Self { parts: Vec::new(), part: Part::new(Link::Apart), skip: Skip::Nothing, deputy: false, office: false }
    }

    fn take(&mut self, sense: Sense) {
        match sense {
            Sense::Mark(mark) if self.skip == Skip::Nothing => self.mark(mark),
            Sense::Mark(mark) => self.resume(mark),
            _ if self.skip != Skip::Nothing => {}
            Sense::Role(function, _) if self.office => self.function(function),
            Sense::Alone(..) if self.office => self.function(Function::General),
            Sense::Function(function) => self.function(function),
            Sense::Role(function, level) => self.role(function, level),
            Sense::Level(level) => self.level(level, None),
            Sense::Alone(alone, level) => self.level(level, Some(alone)),
        }
    }

    fn mark(&mut self, mark: Mark) {
        match mark {
            Mark::And => self.next(Link::Joined),
            Mark::Break => self.next(Link::Qualifies),
            Mark::Bar => self.next(Link::Apart),
            Mark::At => self.skip = Skip::Place,
            Mark::Former => self.skip = Skip::Past,
            Mark::Emeritus => self.forget(),
            Mark::Now => {}
            Mark::Aide => self.aide(),
            Mark::Office => self.office = true,
            Mark::Deputy => self.deputize(),
        }
    }

    /// Ends what is passed over, if this mark does.
    fn resume(&mut self, mark: Mark) {
        let link = match (self.skip, mark) {
            (_, Mark::Bar) | (Skip::Place, Mark::And) => Link::Apart,
            (Skip::Place | Skip::Past, Mark::Break) | (Skip::Past, Mark::Now) => Link::Qualifies,
            _ => return,
        };
        self.skip = Skip::Nothing;
        self.next(link);
    }

    fn next(&mut self, link: Link) {
        if self.part.is_empty() {
            self.part.link = self.part.link.max(link);
        } else {
            self.parts.push(self.part);
            self.part = Part::new(link);
        }
        self.deputy = false;
        self.office = false;
    }

    fn forget(&mut self) {
        if self.part.is_empty() {
            self.parts.pop();
        }
        self.part = Part::new(self.part.link);
        self.skip = Skip::Past;
    }

    fn aide(&mut self) {
        let function = self.part.function.filter(|_| !self.part.is_office());
        self.part = Part { function, level: Some(Level::Individual), alone: None, whole: true, ..self.part };
        self.skip = Skip::Rest;
    }

    /// "Deputy director" says it before, "directeur adjoint" after.
    fn deputize(&mut self) {
        self.deputy = self.part.level.is_none();
        self.part.level = self.part.level.map(Level::deputy);
        self.part.alone = self.part.alone.map(Level::deputy);
    }

    fn function(&mut self, function: Function) {
        // The last noun says what it is (product marketing), unless it says how (sales operations).
        let minor = matches!(function, Function::Operations | Function::Strategy);
        let settled = self.part.whole || (minor && self.part.function.is_some());
        if !settled {
            self.part.function = Some(function);
        }
    }

    fn level(&mut self, level: Level, alone: Option<Level>) {
        if self.part.level.is_some() && (alone.is_some() || self.part.is_office()) {
            self.next(Link::Joined);
        }
        let down = |level: Level| if self.deputy { level.deputy() } else { level };
        let (level, alone) = (down(level), alone.map(down));
        self.part.level = Some(self.part.level.map_or(level, |before| combined(before, level)));
        self.part.alone = alone;
        self.deputy = false;
    }

    fn role(&mut self, function: Function, level: Level) {
        if self.part.is_office() || (level != Level::Individual && self.part.level.is_some()) {
            self.next(Link::Joined);
        }
        self.level(level, None);
        // An IT project manager works in technology; a bare project manager in operations.
        let minor = function == Function::Operations && level == Level::Individual;
        self.part.function = self.part.function.filter(|_| minor).or(Some(function));
        self.part.whole = true;
    }
}

/// The level of "lead analyst", "chief engineer", "principal manager", "director VP".
fn combined(before: Level, level: Level) -> Level {
    match (before, level) {
        (Level::Individual, _) => level,
        (Level::Manager, Level::Individual) => Level::Individual,
        (Level::CLevel, Level::Individual) => Level::Head,
        _ => before.min(level),
    }
}

/// The parts with a level, each function without one having taken its neighbour's.
fn shared(parts: &[Part]) -> Vec<Part> {
    let mut roles: Vec<Part> = Vec::new();
    let mut waiting: Vec<Part> = Vec::new();
    for part in parts {
        if part.level.is_none() {
            lean_back(*part, &mut roles, &mut waiting);
        } else {
            let shares = part.link == Link::Joined || (part.link == Link::Qualifies && part.function.is_none());
            let lends = shares && !part.is_office() && !part.whole;
            roles.extend(waiting.drain(..).filter(|_| lends).map(|lean| Part { function: lean.function, ..*part }));
            roles.push(*part);
        }
    }
    if roles.is_empty() { waiting } else { roles }
}

/// A function without a level takes that of the role before, or waits for the next; in a list ("VP Product, Design &
/// Engineering") those waiting take it too.
fn lean_back(part: Part, roles: &mut Vec<Part>, waiting: &mut Vec<Part>) {
    let last = roles.last().copied();
    waiting.push(part);
    match last {
        Some(last) if last.function.is_none() && waiting.len() == 1 && part.link < Link::Apart => {
            roles.pop();
            roles.push(Part { function: part.function, ..last });
            waiting.clear();
        }
        Some(last) if part.link == Link::Joined && !last.whole && waiting[0].link < Link::Apart => {
            roles.extend(waiting.drain(..).map(|lean| Part { function: lean.function, ..last }));
        }
        _ => {}
    }
}

/// Each role once; a bare level ("EVP & CFO") only where there is nothing better.
fn readings(parts: &[Part]) -> Vec<Reading> {
    let mut readings: Vec<Reading> = Vec::new();
    for reading in parts.iter().map(Part::reading) {
        if !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    if readings.iter().any(|reading| reading.function.is_some()) {
        readings.retain(|reading| reading.function.is_some());
    }
    readings
}
