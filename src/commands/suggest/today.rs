//! Today's page: what `acquaint` alone answers.

use super::{NOBODY, told};
use crate::commands::met::told_meeting;
use crate::commands::parts::fits::Kept;
use crate::commands::parts::recalled::recalled;
use crate::commands::parts::session::Session;
use crate::error::Error;
use crate::lenses::{self, Ground, Scene};
use crate::network::{Meeting, days_between};
use crate::ranking::{self, Suggestion};
use crate::reply::Reply;
use crate::store::Store;

/// Planned meetings of so many days ahead are told.
const AHEAD: i32 = 7;

/// Returns today's page: what is planned, then three suggestions.
pub(crate) fn today(session: &Session) -> Result<Reply, Error> {
    let store = session.open()?;
    Ok(recalled(session, &store, "today", || page(session, &store)))
}

fn page(session: &Session, store: &Store) -> Reply {
    let (network, fits) = (store.network(), Kept(store));
    let ground = Ground::of(network, session.today).keeping(&fits);
    let scene = Scene::of(&ground, network.ego());
    let soon = |it: &&Meeting| it.planned && (0..=AHEAD).contains(&days_between(session.today, it.on));
    let planned = network.meetings().values().filter(soon);
    let planned: Vec<String> = planned.map(|it| told_meeting(network, it, session.today)).collect();
    let chosen = ranking::diversified(ranking::combined(lenses::ALL, &scene), &scene, 3);
    let chosen: Vec<Suggestion> = chosen.into_iter().filter_map(|it| it.told(&scene)).collect();
    let heading = format!("{}, {}\n", network.name(network.ego()), session.today);
    let planned = if planned.is_empty() { String::new() } else { format!("{}\n", planned.join("\n")) };
    let suggestions = told::reply(store, &scene, &chosen, (false, NOBODY));
    suggestions.headed(&format!("{heading}{planned}\n")).with_notes(super::strained(&scene))
}
