//! Three years of one person's meetings: rates by layer, silences and bursts, ties that begin and ties that end.

use crate::rigs::Dice;
use acquaint::network::{Channel, Date, Meeting, Network, Person, PersonId, Settings};

/// How many people are met how often, in days (Dunbar 2018: 5, 15, 50, 150, each at least weekly to yearly).
const LAYERS: [(usize, usize); 4] = [(5, 7), (10, 30), (35, 90), (100, 365)];
const DAYS: usize = 1_095;
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
        // A third of the ties begin on the way, a third end.
        let begins = if dice.chance(33) { dice.below(DAYS) } else { 0 };
        let ends = if dice.chance(33) { begins + dice.below(DAYS - begins) } else { DAYS };
        meet(&mut network, &id, (every, begins, ends), (&mut dice, today));
    }
    network
}

/// Gaps are drawn so that short ones are many and long ones long: silence alone tells little.
fn meet(
    network: &mut Network,
    id: &PersonId,
    (every, begins, ends): (usize, usize, usize),
    (dice, today): (&mut Dice, Date),
) {
    let mut day = begins + dice.below(every);
    while day < ends {
        let on = today.checked_sub(jiff::Span::new().days((DAYS - day) as i64)).unwrap();
        network.load(Meeting::on(on, vec![id.clone()], *dice.pick(&CHANNELS)));
        let chance = (dice.below(1_000) as f64 + 1.0) / 1_001.0;
        day += ((-chance.ln() * every as f64) as usize).max(1);
    }
}
