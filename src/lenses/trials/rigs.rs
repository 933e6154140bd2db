//! Rigs: two hundred companies each, in which one person or pair is clearly right among many that are plausible.

use std::io::Write;

use super::made::{TODAY, ago, id, met, network, put, tie, who, working};
use crate::lenses::{About, Ground, Lens, Scene};
use crate::network::sketch::dice::Dice;
use crate::network::{
    Ask, Channel, Community, Meeting, Network, Organization, Outcome, PartialDate, Person, PersonId, Purpose, Tie,
};

/// How many companies a rig tries, and how many of them it must find in the first three.
const TRIALS: usize = 200;
const HITS: usize = TRIALS * 9 / 10;

const PEOPLE: usize = 60;
const TOPICS: [&str; 8] = ["rust", "go", "hiring", "finance", "security", "design", "sales", "law"];
const CIRCLES: [&str; 5] = ["guild", "club", "forum", "alumni", "choir"];
const PLACES: [&str; 6] = ["acme/technology", "acme/finance", "acme/sales", "best", "best/technology", "cargo"];
const TITLES: [&str; 8] = [
    "CTO",
    "VP Engineering",
    "Head of Platform",
    "Software Engineer",
    "CFO",
    "Head of Sales",
    "Engineering Manager",
    "Keeper of Keys",
];

fn name(n: usize) -> String {
    format!("p{n:02}")
}

/// Somebody with a title, a circle, a skill of four at most and, now and then, a wish.
fn somebody(dice: &mut Dice, n: usize) -> Person {
    let skill = format!("skill={}:{}", dice.pick(&TOPICS), 1 + dice.below(4));
    let seek = if dice.below(4) == 0 { format!("seek={}", dice.pick(&TOPICS)) } else { String::new() };
    let circle = if dice.below(2) == 0 { format!("in={}", dice.pick(&CIRCLES)) } else { String::new() };
    let close = if dice.below(3) == 0 { format!("closeness={}", 1 + dice.below(5)) } else { String::new() };
    let tag = if dice.below(3) == 0 { format!("tag={}", dice.pick(&["chess", "juniper"])) } else { String::new() };
    let it = who(&name(n), &[skill, seek, circle, close, tag].join(" "));
    let (title, place) = (*dice.pick(&TITLES), *dice.pick(&PLACES));
    working(it, title, place)
}

/// Returns a company of sixty around ego, a CTO who seeks security and knows rust.
pub(super) fn company(dice: &mut Dice) -> Network {
    let me = who("me", "skill=rust:5 skill=go:4 skill=security:1 seek=security in=guild in=club tag=chess");
    let others: Vec<Person> = (0..PEOPLE).map(|n| somebody(dice, n)).collect();
    let mut made = network(others.into_iter().chain([working(me, "CTO", "acme/technology")]));
    for circle in CIRCLES {
        made.load(Community::named(circle.parse().unwrap(), circle));
    }
    for (place, size) in [("acme", 400), ("best", 900), ("cargo", 20)] {
        let organization = Organization::named(place.parse().unwrap(), place);
        made.load(Organization { industry: "Freight".to_owned(), size: Some(size), ..organization });
    }
    acquaintances(&mut made, dice);
    made
}

fn acquaintances(made: &mut Network, dice: &mut Dice) {
    for _ in 0..PEOPLE * 2 {
        let (one, other) = (dice.below(PEOPLE), dice.below(PEOPLE));
        if one != other {
            tie(made, &format!("{}-{}:{}", name(one), name(other), dice.pick(&["knows", "works_with", "mentors"])));
        }
    }
    for (n, ended) in made.ties().values().cloned().enumerate().collect::<Vec<_>>() {
        if n % 4 == 0 {
            put(made, Tie { until: Some(PartialDate::from(ago(400))), ..ended });
        }
    }
    for _ in 0..PEOPLE {
        let (who, days) = (dice.below(PEOPLE), [3, 30, 100, 300, 800, 1500][dice.below(6)] + dice.below(25) as i32);
        met(made, &[&name(who)], days);
        if dice.below(3) == 0 {
            let last = Meeting::on(ago(days - 1), vec![id(&name(who))], Channel::Coffee);
            made.load(Meeting { success: "went live".to_owned(), ..last });
        }
    }
    for n in 0..8 {
        let (of, purpose) = (id(&name(dice.below(PEOPLE))), Purpose::ALL[dice.below(4)]);
        let to = (purpose == Purpose::Introduction).then(|| id(&name(dice.below(PEOPLE)))).filter(|it| *it != of);
        let outcome = [None, Some(Outcome::Yes), Some(Outcome::No)][dice.below(3)];
        made.load(Ask { to, outcome, ..Ask::of(of, ago(20 * n), purpose) });
    }
}

/// Returns whether the lens has it among its first three.
fn hit(lens: &str, network: &Network, right: &About) -> bool {
    let ground = Ground::of(network, TODAY);
    let mut seen = Lens::named(lens).unwrap().look(&Scene::of(&ground, network.ego()));
    seen.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    seen.iter().take(3).any(|(about, _)| about == right)
}

/// Tries companies in which one is right, and tells how often the lens has it among its first three.
fn tried(lens: &str, plant: impl Fn(&mut Network, &mut Dice) -> About) {
    let found = (0..TRIALS as u64).filter(|seed| {
        let mut dice = Dice(seed * 7 + 1);
        let mut network = company(&mut dice);
        let right = plant(&mut network, &mut dice);
        hit(lens, &network, &right)
    });
    let found = found.count();
    writeln!(std::io::stdout(), "{lens}: {found} of {TRIALS} among the first three").unwrap();
    assert!(found >= HITS, "{lens}: {found} of {TRIALS}");
}

/// Puts in somebody of whom these words are said.
fn planted(network: &mut Network, dice: &mut Dice, words: &str) -> PersonId {
    let name = format!("q{}", dice.below(90));
    put(network, working(who(&name, words), "Head of Data", "cargo"));
    id(&name)
}

/// Returns somebody ego knows well by now: met yesterday, and close.
fn friend(network: &mut Network, dice: &mut Dice) -> String {
    let name = name(dice.below(PEOPLE));
    let known = network.people().get(&id(&name)).unwrap().clone();
    put(network, Person { closeness: Some(5), ..known });
    met(network, &[&name], 1);
    name
}

#[test]
fn the_right_mentor_is_found() {
    tried("mentor", |network, dice| {
        let right = planted(network, dice, "skill=security:5 in=guild in=club tag=chess");
        let near = friend(network, dice);
        tie(network, &format!("{near}-{right}:works_with"));
        // As able, but strangers to ego's circles, or hard to reach.
        for n in 0..3 {
            put(network, who(&format!("r{n}"), "skill=security:5 in=choir"));
            put(network, who(&format!("s{n}"), "skill=security:5 in=guild"));
            let near = friend(network, dice);
            tie(network, &format!("{near}-r{n}:works_with"));
        }
        About::Person(right)
    });
}

#[test]
fn the_right_bridge_is_found() {
    tried("bridge", |network, dice| {
        network.load(Community::named("harbour".parse().unwrap(), "Harbour"));
        let right = planted(network, dice, "in=harbour");
        for n in 0..5 {
            // In the same circle, but known to one friend only.
            put(network, who(&format!("r{n}"), "in=harbour"));
            let near = friend(network, dice);
            tie(network, &format!("r{n}-{near}:works_with"));
        }
        for _ in 0..3 {
            let friend = friend(network, dice);
            tie(network, &format!("{friend}-{right}:works_with"));
        }
        About::Person(right)
    });
}

#[test]
fn the_right_introduction_is_found() {
    tried("introduce", |network, dice| {
        let one = planted(network, dice, "closeness=5 seek=harbours skill=ports:4 in=guild tag=sailing");
        // One way, or from the same circle.
        for n in 0..3 {
            put(network, who(&format!("r{n}"), "closeness=5 seek=ports in=forum tag=sailing"));
            put(network, who(&format!("s{n}"), "closeness=5 seek=ports skill=harbours:5 in=guild tag=chess"));
        }
        put(network, who("z", "closeness=5 seek=ports skill=harbours:4 in=forum tag=sailing"));
        About::pair(one, id("z"))
    });
}
