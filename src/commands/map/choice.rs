//! Who is on a map: those near somebody, of an organization, a department, a community or a tag, and of these the foremost.

use std::collections::{BTreeSet, HashMap};

use clap::Args;

use crate::commands::parts::circles::Circles;
use crate::commands::parts::session::Session;
use crate::commands::parts::{candidates, typed, who};
use crate::error::Error;
use crate::lenses::Ground;
use crate::measures::OneMode;
use crate::network::{Community, Network, Organization, PersonId};

/// Who is asked for; who fits all that is said is on the map, and whose network it is.
#[derive(Clone, Debug, Args)]
pub(super) struct Choice {
    /// Only people near this one
    #[arg(long, value_name = "NAME", add = candidates::people())]
    center: Option<String>,
    /// How many ties away from --center
    #[arg(long, value_name = "N", default_value_t = 1, requires = "center", value_parser = clap::value_parser!(u8).range(1..=9))]
    hops: u8,
    /// Only people of this organization
    #[arg(long, value_name = "ORGANIZATION", add = candidates::organizations())]
    at: Option<String>,
    /// Only people of this department, and of those inside it
    #[arg(long, add = candidates::departments())]
    department: Option<String>,
    /// Only members of this community
    #[arg(long, add = candidates::communities())]
    community: Option<String>,
    /// Only people with this tag
    #[arg(long)]
    tag: Option<String>,
    /// Only ties of this strength and more, 0 to 1
    #[arg(long, value_name = "STRENGTH", default_value_t = 0.0, value_parser = typed::strength)]
    pub(super) min_strength: f64,
    /// Only so many people: those with most of what --size says
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    top: Option<u16>,
}

impl Choice {
    /// Returns who was asked for; nothing, if that is everybody.
    pub(super) fn of(
        &self,
        session: &Session,
        ground: &Ground<'_>,
        sizes: &HashMap<PersonId, f64>,
    ) -> Result<Option<BTreeSet<PersonId>>, Error> {
        let network = ground.network;
        let words = (self.at.as_deref(), self.department.as_deref(), self.community.as_deref());
        let circles = Circles::meant(session, network, words)?;
        let near = self.near(session, ground)?;
        let fits = |id: &PersonId| {
            let belongs = circles.hold(network, id, ground.today);
            belongs && self.is_tagged(network, id) && near.as_ref().is_none_or(|near| near.contains(id))
        };
        let mut people: Vec<_> = network.people().keys().filter(|it| fits(it)).cloned().collect();
        if people.is_empty() {
            return Err(Error::unfit(
                "nobody is left to draw",
                "ask for less: each of these options takes people away",
            ));
        }
        if let Some(top) = self.top {
            let size = |it: &PersonId| sizes.get(it).copied().unwrap_or_default();
            people.sort_by(|a, b| size(b).total_cmp(&size(a)).then_with(|| a.cmp(b)));
            people.truncate(top.into());
        }
        let all = people.len() == network.people().len();
        Ok((!all).then(|| people.into_iter().collect()))
    }

    /// Returns in words who was asked for; people are named as `name` says.
    pub(super) fn words(
        &self,
        session: &Session,
        network: &Network,
        name: &dyn Fn(&PersonId) -> String,
    ) -> Result<String, Error> {
        let far = if self.hops == 1 { "one tie".to_owned() } else { format!("{} ties", self.hops) };
        let center = self.center.as_deref().map(|it| who::person(session, network, it)).transpose()?;
        let near = center.map(|it| format!("within {far} of {}", name(&it)));
        let at = self.at.as_deref().map(|it| who::named::<Organization>(session, network, it)).transpose()?;
        let unit = self.department.as_deref().map(|it| who::department(session, network, it, at.as_ref()));
        let circle = self.community.as_deref().map(|it| who::named::<Community>(session, network, it));
        let at = at.and_then(|it| Some(format!("at {}", network.organizations().get(&it)?.name)));
        let unit = unit.transpose()?.and_then(|it| Some(format!("in {}", network.departments().get(&it)?.name)));
        let circle = circle.transpose()?.and_then(|it| Some(format!("in {}", network.communities().get(&it)?.name)));
        let tag = self.tag.as_ref().map(|it| format!("tagged {it}"));
        let top = self.top.map(|it| format!("the first {it}"));
        let least = (self.min_strength > 0.0).then(|| format!("ties from {} on", self.min_strength));
        let said = [near, at, unit, circle, tag, top, least];
        Ok(said.into_iter().flatten().collect::<Vec<_>>().join(", "))
    }

    fn is_tagged(&self, network: &Network, id: &PersonId) -> bool {
        self.tag.as_ref().is_none_or(|tag| network.people().get(id).is_some_and(|it| it.tags.contains(tag)))
    }

    /// Returns who is so near the person in the middle.
    fn near(&self, session: &Session, ground: &Ground<'_>) -> Result<Option<BTreeSet<PersonId>>, Error> {
        let Some(center) = &self.center else { return Ok(None) };
        let center = who::person(session, ground.network, center)?;
        let view = ground.strengths().all();
        let Some(middle) = view.number(&center) else { return Ok(Some([center].into())) };
        let mut found = BTreeSet::from([middle]);
        let mut edge = found.clone();
        for _ in 0..self.hops {
            edge = edge.into_iter().flat_map(|it| self.tied(view, it)).filter(|it| !found.contains(it)).collect();
            found.extend(&edge);
        }
        Ok(Some(found.into_iter().map(|it| view.people()[it].clone()).collect()))
    }

    fn tied(&self, view: &OneMode, person: usize) -> Vec<usize> {
        view.ties(person).filter(|it| it.1 >= self.min_strength).map(|it| it.0).collect()
    }
}
