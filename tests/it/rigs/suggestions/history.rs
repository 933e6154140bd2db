//! Three years of one person's meetings: rates by layer, silences and bursts, ties that begin and ties that end.

use crate::rigs::Dice;
use acquaint::network::{Channel, Date, Meeting, Network, Person, PersonId, Settings};

/// How many people are met how often, in days (Dunbar 2018: 5, 15, 50, 150, each at least weekly to yearly).
const LAYERS: [(usize, usize); 4] = [(5, 7), (10, 30), (35, 90), (100, 365)];
const DAYS: usize = 1_095;
/// Days a tie of the outer layers lasts in the mean: 365 / ln 10.
const SURVIVAL: f64 = 158.5;
const CHANNELS: [Channel; 5] = [Channel::Coffee, Channel::Video, Channel::Phone, Channel::Chat, Channel::Email];

/// Returns a network of 150 people and what ego had to do with them in three years.
pub(super) fn of(seed: usize, today: Date) -> Network {
    let mut dice = Dice(seed as u64 ^ 0x5eed);
    let mut network = Network::new(Settings::of("me".parse().unwrap()));
    network.load(Person::named("me".parse().unwrap(), "me"));
    let people = LAYERS.iter().flat_map(|&(n, every)| std::iter::repeat_n(every, n));
    for (n, every) in people.enumerate() {
        let id: PersonId = format!("p{n:03}").parse().unwrap();
        let closeness = (every < 60 && dice.chance(60)).then(|| 3 + dice.below(3) as u8);
        network.load(Person { closeness, ..Person::named(id.clone(), id.as_str()) });
        let (begins, ends) = span(every, &mut dice);
        meet(&mut network, &id, (every, begins, ends), (&mut dice, today));
    }
    network
}

/// Returns the days on which a tie begins and ends. Of the outer layers nine in ten are gone a year later (Burt 2002), and
/// others have come; of the inner ones a third begin on the way and a third end.
fn span(every: usize, dice: &mut Dice) -> (usize, usize) {
    if every >= 90 {
        let begins = dice.below(DAYS);
        return (begins, (begins + 1 + waiting(dice, SURVIVAL)).min(DAYS));
    }
    let begins = if dice.chance(33) { dice.below(DAYS) } else { 0 };
    (begins, if dice.chance(33) { begins + dice.below(DAYS - begins) } else { DAYS })
}

/// Returns a time drawn so that short ones are many and long ones long, of that mean.
fn waiting(dice: &mut Dice, mean: f64) -> usize {
    let chance = (dice.below(1_000) as f64 + 1.0) / 1_001.0;
    (-chance.ln() * mean) as usize
}

/// Each has their usual channel. Gaps are bursty: silence alone tells little (Miritello et al. 2013).
fn meet(
    network: &mut Network,
    id: &PersonId,
    (every, begins, ends): (usize, usize, usize),
    (dice, today): (&mut Dice, Date),
) {
    let (channel, mut day) = (*dice.pick(&CHANNELS), begins);
    while day < ends {
        let on = today.checked_sub(jiff::Span::new().days((DAYS - day) as i64)).unwrap();
        network.load(Meeting::on(on, vec![id.clone()], channel));
        day += waiting(dice, every as f64).max(1);
    }
}
