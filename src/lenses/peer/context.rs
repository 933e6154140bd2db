//! Context: whether two organizations are alike, in trade and size.

use crate::lenses::Scene;
use crate::network::{Organization, PersonId, fold};

/// How alike the organizations of two people are, and in what.
pub(super) struct Context {
    /// 0..1: the mean of what is known.
    pub(super) value: f64,
    /// The same in words.
    pub(super) words: String,
}

/// Returns how alike the organizations of the seat and a person are, if anything of both is on record.
pub(super) fn context(scene: &Scene<'_>, person: &PersonId) -> Option<Context> {
    let (yours, theirs) = (scene.organization(scene.seat())?, scene.organization(person)?);
    if yours == theirs {
        return Some(Context { value: 1.0, words: "at your organization".to_owned() });
    }
    let record = |id| scene.network().organizations().get(id);
    compared(record(&yours)?, record(&theirs)?)
}

fn compared(yours: &Organization, theirs: &Organization) -> Option<Context> {
    let known: Vec<_> = [trade(yours, theirs), size(yours, theirs)].into_iter().flatten().collect();
    let value = known.iter().map(|it| it.0).sum::<f64>() / known.len() as f64;
    let words: Vec<_> = known.iter().map(|it| it.1.as_str()).collect();
    (!known.is_empty()).then(|| Context { value, words: words.join(", ") })
}

fn trade(yours: &Organization, theirs: &Organization) -> Option<(f64, String)> {
    let known = !yours.industry.is_empty() && !theirs.industry.is_empty();
    let same = fold::ascii(yours.industry.trim()) == fold::ascii(theirs.industry.trim());
    let said = if same { (1.0, "your industry".to_owned()) } else { (0.0, format!("industry: {}", theirs.industry)) };
    known.then_some(said)
}

/// Sizes are alike by their ratio: ten times as large counts half, a hundred times nothing (our default).
fn size(yours: &Organization, theirs: &Organization) -> Option<(f64, String)> {
    let (yours, theirs) = (yours.size.filter(|it| *it > 0)?, theirs.size.filter(|it| *it > 0)?);
    let ratio = (f64::from(theirs) / f64::from(yours)).log10();
    Some(((1.0 - ratio.abs() / 2.0).max(0.0), format!("{theirs} people, yours {yours}")))
}

#[cfg(test)]
mod tests {
    use super::compared;
    use crate::network::Organization;

    fn organization(industry: &str, size: Option<u32>) -> Organization {
        Organization { industry: industry.to_owned(), size, ..Organization::named("acme".parse().unwrap(), "Acme") }
    }

    #[test]
    fn trade_and_size_count_where_both_are_known() {
        let value = |one: (&str, Option<u32>), other: (&str, Option<u32>)| {
            compared(&organization(one.0, one.1), &organization(other.0, other.1)).map(|it| it.value)
        };
        assert_eq!(value(("Payments", Some(100)), ("payments ", Some(1000))), Some(0.75));
        assert_eq!(value(("Payments", Some(100)), ("Hosting", None)), Some(0.0));
        assert_eq!(value(("", Some(10)), ("Hosting", Some(100_000))), Some(0.0));
        assert_eq!(value(("", Some(0)), ("Hosting", Some(100))), None);
    }
}
