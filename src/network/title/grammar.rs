//! How the words of a title combine into roles. Knows what a sense is, not which word has it.
//!
//! A title is read from left to right into *parts*, each with a function or a level or both; `parts` says what they make of
//! each other.

use super::lexicon::{Mark, Sense, look_up};
use super::parts::{Link, Part, is_minor, readings, shared};
use super::{Function, Level, Reading};

/// What is passed over at present.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Skip {
    Nothing,
    Place,
    Past,
    Rest,
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
        let (taken, mut senses) = look_up(&words[at..]);
        // "Chair of the board of" is an office first, and what follows a place.
        senses.sort_by_key(|sense| matches!(sense, Sense::Mark(_)));
        senses.into_iter().for_each(|sense| reader.take(sense));
        at += taken;
    }
    reader.next(Link::Apart);
    readings(&shared(&reader.parts))
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
            if self.part.link == Link::Joined && link > Link::Joined {
                self.close_list();
            }
            self.part.link = self.part.link.max(link);
        } else {
            self.parts.push(self.part);
            self.part = Part::new(link);
        }
        self.deputy = false;
        self.office = false;
    }

    /// Where a list ends in a word nobody knows, what stands before it belongs to the list all the same: "VP of sales,
    /// marketing and things".
    fn close_list(&mut self) {
        if let Some(last) = self.parts.last_mut().filter(|it| it.level.is_none() && it.link == Link::Qualifies) {
            last.link = Link::Joined;
        }
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
        let minor = is_minor(Some(function));
        let settled = (self.part.whole && !self.part.is_project()) || (minor && self.part.function.is_some());
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
