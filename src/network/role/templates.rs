//! The templates shipped with the program, each parsed when first asked for. Knows nothing of what a slot means.

use std::sync::OnceLock;

use ron::extensions::Extensions;

use super::Slot;

const SOURCES: [(&str, &str); 7] = [
    ("cto", include_str!("../roles/cto.ron")),
    ("cio", include_str!("../roles/cio.ron")),
    ("cdo", include_str!("../roles/cdo.ron")),
    ("vp-engineering", include_str!("../roles/vp-engineering.ron")),
    ("founder-cto", include_str!("../roles/founder-cto.ron")),
    ("engineering-manager", include_str!("../roles/engineering-manager.ron")),
    ("staff-engineer", include_str!("../roles/staff-engineer.ron")),
];

static TEMPLATES: [OnceLock<Vec<Slot>>; 7] = [const { OnceLock::new() }; 7];

/// The slots of the template of this name.
pub fn template(name: &str) -> Option<&'static [Slot]> {
    let place = names().position(|known| known == name)?;
    Some(TEMPLATES[place].get_or_init(|| parsed(SOURCES[place].1)))
}

fn parsed(source: &str) -> Vec<Slot> {
    let options = ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    options.from_str(source).expect("the template shipped with the program parses")
}

/// The names of the templates, the most general first.
pub fn names() -> impl Iterator<Item = &'static str> {
    SOURCES.iter().map(|(name, _)| *name)
}
