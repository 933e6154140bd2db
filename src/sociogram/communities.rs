//! The map of communities: people and what they belong to, a network of two modes (Breiger 1974), and who connects which.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::draft::{self, Draft};
use super::kind::{Kind, PLAIN};
use super::legend::{self, entry};
use super::{Card, Entry, Hidden, Line, Sample, Sociogram, Subject, Tone, circle, warmth};
use crate::measures::MIDDLING;
use crate::network::{CommunityId, Network, PersonId};

pub(super) const KIND: Kind = Kind {
    name: "communities",
    shows: "Who connects which communities",
    draw: |subject, _| communities(subject),
    lacks,
    marks_changes: false,
    layout: circle::of,
    ties: ("membership", "memberships"),
    lines: |_| ["of somebody who connects", "of somebody in one alone", ""].map(str::to_owned),
    width: |line| if line.tone == Tone::Lit { 1.5 } else { 0.9 },
    is_told_by_width: false,
    furthest: 26.0,
    warmth: Some(|first| format!("{first}'s tie; of a community: the share of its people whom {first} knows well")),
    sizes: |map, _| sizes(map),
    further: |map, first| plates(map, first),
    others: "people in no community, or like others in theirs",
    ..PLAIN
};

const MOST_COMMUNITIES: usize = 40;
const MOST_PEOPLE: usize = 250;
/// More lines than this say nothing: of people who connect communities, and in all.
const MOST_LINES: (usize, usize) = (110, 230);
/// The radii of people in one community, in two, and in more.
const RADII: [f64; 3] = [4.5, 8.0, 11.0];

/// Somebody, and the places of their communities among those drawn.
type Member<'a> = (&'a PersonId, Vec<usize>);

fn lacks(network: &Network) -> Option<(&'static str, &'static str)> {
    network.people().values().all(|it| it.communities.is_empty()).then_some((
        "nobody recorded belongs to a community",
        "acquaint add community \"CFO Circle\", then: acquaint edit NAME --community cfo-circle",
    ))
}

/// Returns the map of communities and the people who belong to them.
fn communities(subject: &Subject<'_>) -> Sociogram {
    let ego = subject.network.ego();
    let (circles, n_circles) = circles(subject);
    let members = members(subject, &circles);
    let n_ties: usize = members.iter().map(|it| it.1.len()).sum();
    let mut draft = Draft::new(subject, ego);
    for (number, id) in circles.iter().enumerate() {
        let others = others(subject, id);
        let n_warm = others.iter().filter(|it| **it >= MIDDLING).count();
        let title = format!("{n_warm} of {} warm", others.len());
        let card = Card { title, people: names(subject, &members, number), ..Card::default() };
        draft.plate(id, card, warmth::colour(n_warm as f64 / others.len().max(1) as f64));
    }
    let drawn = foremost(subject, members);
    for (id, of) in &drawn {
        let connects = of.len() > 1;
        let at = draft.person(id, if connects { Tone::Lit } else { Tone::Plain });
        draft.marks[at].rank = of.len();
        draft.marks[at].radius = RADII[of.len().clamp(1, RADII.len()) - 1];
        draft.marks[at].colour = warmth::colour(tie(subject, id)).filter(|_| *id != ego);
        let tone = if connects { Tone::Lit } else { Tone::Plain };
        draft.lines.extend(of.iter().map(|&circle| line(at, circle, tone)));
    }
    let hidden =
        Hidden { people: subject.people().count() - drawn.len(), ties: n_ties.saturating_sub(draft.lines.len()) };
    let which = if circles.len() < n_circles {
        format!("The largest {} of {n_circles} c", circles.len())
    } else {
        "C".to_owned()
    };
    let title = format!("{which}ommunities around {}", draft::name(subject, ego));
    draft.finish(&KIND, title, Vec::new(), Vec::new(), hidden)
}

/// Returns the names of those who belong to the community of that number, those whom ego knows best first.
fn names(subject: &Subject<'_>, members: &[Member<'_>], circle: usize) -> Vec<String> {
    let mut people: Vec<_> = members.iter().filter(|it| it.1.contains(&circle)).map(|it| it.0).collect();
    people.sort_by(|a, b| tie(subject, b).total_cmp(&tie(subject, a)));
    people.into_iter().map(|it| draft::name(subject, it)).collect()
}

fn line(from: usize, to: usize, tone: Tone) -> Line {
    Line { tone, ..Line::of(from, to, 0.0, "member".to_owned()) }
}

/// Returns the communities that are drawn, in the order of ids: those of most people, where there are too many; and how
/// many there are.
fn circles<'a>(subject: &Subject<'a>) -> (Vec<&'a CommunityId>, usize) {
    let mut counts: BTreeMap<&CommunityId, usize> = BTreeMap::new();
    for id in subject.people() {
        let of = subject.network.people().get(id).into_iter().flat_map(|it| &it.communities);
        of.for_each(|it| *counts.entry(it).or_default() += 1);
    }
    let mut circles: Vec<_> = counts.into_iter().collect();
    circles.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let n = circles.len();
    circles.truncate(MOST_COMMUNITIES);
    let mut circles: Vec<_> = circles.into_iter().map(|it| it.0).collect();
    circles.sort();
    (circles, n)
}

/// Returns everybody who belongs to one of them, in the order of ids.
fn members<'a>(subject: &Subject<'a>, circles: &[&CommunityId]) -> Vec<Member<'a>> {
    let of = |id: &PersonId| {
        let all = subject.network.people().get(id).into_iter().flat_map(|it| &it.communities);
        let mut of: Vec<_> = all.filter_map(|it| circles.binary_search(&it).ok()).collect();
        of.sort_unstable();
        of.dedup();
        of
    };
    subject.people().map(|id| (id, of(id))).filter(|it| !it.1.is_empty()).collect()
}

/// Returns who is drawn, in the order of ids. Where there is not room for all, of those who belong to the same
/// communities one after the other, so that every connection is held by somebody; ego always.
fn foremost<'a>(subject: &Subject<'a>, members: Vec<Member<'a>>) -> Vec<Member<'a>> {
    let ego = subject.network.ego();
    let mut alike: BTreeMap<Vec<usize>, Vec<&PersonId>> = BTreeMap::new();
    members.into_iter().for_each(|(id, of)| alike.entry(of).or_default().push(id));
    let mut order = Vec::new();
    for (of, mut people) in alike {
        let weight = |id: &PersonId| (tie(subject, id), draft::size(subject, id));
        people.sort_by(|a, b| {
            let (a_weighs, b_weighs) = (weight(a), weight(b));
            b_weighs.0.total_cmp(&a_weighs.0).then(b_weighs.1.total_cmp(&a_weighs.1)).then(a.cmp(b))
        });
        let rank = |(n, id): (usize, &'a PersonId)| ((id != ego, n, Reverse(of.len()), id), of.clone());
        order.extend(people.into_iter().enumerate().map(rank));
    }
    order.sort();
    within_limits(order.into_iter().map(|((.., id), of)| (id, of)))
}

fn within_limits<'a>(order: impl Iterator<Item = Member<'a>>) -> Vec<Member<'a>> {
    let (mut connecting, mut all) = (0, 0);
    let mut drawn = Vec::new();
    for (id, of) in order {
        let (n, connects) = (of.len(), if of.len() > 1 { of.len() } else { 0 });
        if connecting + connects <= MOST_LINES.0 && all + n <= MOST_LINES.1 && drawn.len() < MOST_PEOPLE {
            (connecting, all) = (connecting + connects, all + n);
            drawn.push((id, of));
        }
    }
    drawn.sort();
    drawn
}

/// Returns how strong ego's tie to somebody is, 0 below what is to be drawn.
fn tie(subject: &Subject<'_>, id: &PersonId) -> f64 {
    let strength = subject.strengths.of_ego(id).value;
    if strength >= subject.least { strength } else { 0.0 }
}

/// Returns how strong ego's ties are to all others on record who belong to a community.
fn others(subject: &Subject<'_>, circle: &CommunityId) -> Vec<f64> {
    let people = subject.network.people().values().filter(|it| it.communities.contains(circle)).map(|it| &it.id);
    people.filter(|id| *id != subject.network.ego()).map(|id| tie(subject, id)).collect()
}

fn sizes(map: &Sociogram) -> Vec<Entry> {
    let words = ["in one community", "in two", "in more: they connect most"];
    let used = (0..RADII.len()).filter(|&it| legend::people(map).any(|mark| mark.rank.min(RADII.len()) == it + 1));
    used.map(|it| entry(Sample::Size(RADII[it]), words[it])).collect()
}

fn plates(map: &Sociogram, first: &str) -> Vec<Entry> {
    let words = format!("how many of its people on record {first} knows well, {MIDDLING} and more");
    let plates = map.marks.iter().any(|it| it.is_plate()).then(|| entry(Sample::Plate, words));
    legend::headed("Communities", plates.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::communities;
    use crate::measures::Strengths;
    use crate::network::{Date, Network, Person, Settings};
    use crate::sociogram::{Mark, Sociogram, Subject, Tone, layout};

    /// Returns a network of people and what they belong to: "a:x,y b:x".
    fn network(belong: &str) -> Network {
        let mut network = Network::new(Settings::of("me".parse().unwrap()));
        for word in belong.split(' ') {
            let (who, circles) = word.split_once(':').unwrap();
            let mut person = Person::named(who.parse().unwrap(), who);
            person.communities = circles.split(',').filter(|it| !it.is_empty()).map(|it| it.parse().unwrap()).collect();
            network.load(person);
        }
        network
    }

    fn map(network: &Network) -> Sociogram {
        let today = Date::constant(2026, 11, 20);
        communities(&Subject::of(network, &Strengths::of(network, today), today))
    }

    #[test]
    fn who_connects_is_lit_and_stands_between() {
        let map = map(&network("me:x a:x,y c:x d:y e:x,y,z f:x,x g:"));
        assert_eq!((map.n_people(), map.lines.len(), map.hidden.people), (6, 9, 1));
        let plan = layout::of(&map);
        let at = |name: &str| {
            let number = map.marks.iter().position(|it| it.text.eq_ignore_ascii_case(name)).unwrap();
            (map.marks[number].tone, plan.spots[number])
        };
        let ((lit, a), (plain, c)) = (at("a"), at("c"));
        let (x, y) = (at("x").1, at("y").1);
        assert!(lit == Tone::Lit && plain == Tone::Plain);
        assert!(a.distance(x) + a.distance(y) < c.distance(x) + c.distance(y));
    }

    #[test]
    fn every_connection_is_held_by_somebody() {
        let crowd = (0..400).map(|it| format!("p{it}:c{},c{}", it % 8, (it + 1 + it / 8 % 2) % 8)).collect::<Vec<_>>();
        let map = map(&network(&crowd.join(" ")));
        let mut pairs: Vec<_> = map.lines.chunks(2).map(|it| (it[0].to, it[1].to)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        assert_eq!((pairs.len(), map.hidden.people), (16, 400 - map.n_people()));
    }

    #[test]
    fn somebody_more_moves_the_rest_little() {
        let crowd = (0..60)
            .map(|it| format!("p{it}:c{}{}", it % 6, if it % 4 == 0 { ",c3,c5" } else { "" }))
            .collect::<Vec<_>>()
            .join(" ");
        let maps = [&crowd, &format!("{crowd} zoe:c1"), &format!("{crowd} zoe:c1,c2")].map(|it| map(&network(it)));
        let plans = maps.each_ref().map(layout::of);
        for (other, plan) in maps.iter().zip(&plans).skip(1) {
            let place = |mark: &Mark| other.marks.iter().position(|it| it.who == mark.who);
            let moved = maps[0].marks.iter().zip(&plans[0].spots);
            let moved: Vec<_> = moved.map(|(it, at)| at.distance(plan.spots[place(it).unwrap()])).collect();
            let mean = moved.iter().sum::<f64>() / moved.len() as f64 / plan.size.0;
            assert!(mean <= 0.05, "{mean:.3} of the width");
        }
    }
}
