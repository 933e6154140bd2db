//! Evaluation: how well suggestions do on a network itself, by what is known of it and was hidden from them.
//!
//! Offline protocols (Liben-Nowell & Kleinberg 2007, *JASIST* 58:1019; Yang, Lichtenwalter & Chawla 2015, *KAIS* 45:751): part
//! of what is recorded is hidden or lies ahead, somebody is asked for it, and the answer stands beside those of simple
//! methods. Pure: nothing is recorded, nothing leaves.

mod hidden;
mod interval;
mod ranked;
mod roles;
mod temporal;

pub use hidden::hidden_ties;
pub use interval::Interval;
pub use roles::role_hold_out;
pub use temporal::temporal_hold_out;

/// One way to hide something and to ask for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Protocol {
    /// Its name, as typed.
    pub name: &'static str,
    /// What was done, in words, with its numbers.
    pub done: String,
    /// What a single answer is about: a seat, a slot, a day.
    pub unit: &'static str,
    /// The names of the measures, each 0..1, higher is better.
    pub measures: Vec<&'static str>,
    /// The methods, ours first.
    pub methods: Vec<Method>,
}

/// What one method came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    /// Its name.
    pub name: &'static str,
    /// The mean of each measure over all units, in the order of the protocol's measures.
    pub means: Vec<Interval>,
    /// By how much ours is better, unit by unit; empty for ours.
    pub behind: Vec<Interval>,
}

/// What was measured of each unit: for each method the measures, none where a measure says nothing of the unit.
type Sheet = Vec<Vec<Vec<Option<f64>>>>;

impl Protocol {
    /// Returns the protocol of a sheet: for each unit, for each method in the order of the names, the measures.
    fn of(
        (name, unit, done): (&'static str, &'static str, String),
        measures: &[&'static str],
        methods: &[&'static str],
        sheet: &Sheet,
    ) -> Self {
        let column = |method: usize, measure: usize| sheet.iter().map(move |unit| unit[method][measure]);
        let mean = |method: usize, measure: usize| Interval::of(&column(method, measure).flatten().collect::<Vec<_>>());
        let behind = |method: usize, measure: usize| {
            let pairs = column(0, measure).zip(column(method, measure));
            Interval::of(&pairs.filter_map(|(ours, theirs)| Some(ours? - theirs?)).collect::<Vec<_>>())
        };
        let all = |method: usize, of: &dyn Fn(usize, usize) -> Interval| {
            (0..measures.len()).map(|measure| of(method, measure)).collect::<Vec<_>>()
        };
        let method = |(at, name): (usize, &&'static str)| Method {
            name,
            means: all(at, &mean),
            behind: if at == 0 { Vec::new() } else { all(at, &behind) },
        };
        Self {
            name,
            done,
            unit,
            measures: measures.to_vec(),
            methods: methods.iter().enumerate().map(method).collect(),
        }
    }
}
