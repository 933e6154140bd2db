//! What is known about a person besides the drawing.

use std::collections::BTreeSet;

use super::{Card, Subject, draft, text};
use crate::network::{CommunityId, PersonId};

/// Returns what is known about a person; with roles in the place of names, what tells nobody who it is.
pub(super) fn of(subject: &Subject<'_>, id: &PersonId) -> Card {
    let person = subject.network.people().get(id);
    let title = person.and_then(|it| it.position_on(subject.today)).map(|it| text::clean(&it.title));
    let mut place: Vec<_> =
        [draft::unit_name(subject, id), draft::organization_name(subject, id)].into_iter().flatten().collect();
    place.dedup();
    let strength = subject.strengths.of_ego(id);
    let known = (subject.known)(id);
    // Dates, circles and reasons tell who it is where a role stands for the name.
    let is_named = subject.alias.is_none();
    Card {
        title: title.unwrap_or_default(),
        aliases: person
            .filter(|_| is_named)
            .map_or_else(Vec::new, |it| it.aliases.iter().map(|it| text::clean(it)).collect()),
        place: place.join(", "),
        department: draft::department_name(subject, id),
        function: known.function.map(|it| text::clean(&it)),
        communities: if is_named { communities(subject, id) } else { Vec::new() },
        strength: strength.value,
        last_met: strength.last.filter(|_| is_named),
        overdue: known.overdue.filter(|_| is_named),
        suggested: known.suggested.filter(|_| is_named).map(|it| text::clean(&it)),
        ..Card::default()
    }
}

/// Returns the names of the communities a person belongs to, each once.
fn communities(subject: &Subject<'_>, id: &PersonId) -> Vec<String> {
    let known = subject.network.communities();
    let name = |it: &CommunityId| known.get(it).map_or_else(|| it.to_string(), |it| text::clean(&it.name));
    let person = subject.network.people().get(id);
    let names: BTreeSet<_> = person.into_iter().flat_map(|it| &it.communities).map(name).collect();
    names.into_iter().collect()
}
