//! What the strength of a tie promises: contact raises it, a day lowers it, and nobody is tied by a bare record.

use super::super::{Dice, size, told};
use super::village::{self, TODAY, ago, person};
use acquaint::measures::Strengths;
use acquaint::network::{Date, Meeting, Network, Person, PersonId};

/// What two sums of the same numbers in another order may differ by.
const ROUNDING: f64 = 1e-12;

/// Returns the strengths of all ties on a day, by the numbers of the two.
fn all(network: &Network, today: Date) -> Vec<((PersonId, PersonId), f64)> {
    let strengths = Strengths::of(network, today);
    let people: Vec<&PersonId> = network.people().keys().collect();
    let pairs = people.iter().flat_map(|one| people.iter().map(move |other| (*one, *other)));
    let pairs = pairs.filter(|(one, other)| one < other);
    pairs.map(|(one, other)| ((one.clone(), other.clone()), strengths.between(one, other))).collect()
}

/// Returns whether ego's word on somebody has no day of its own, which the meeting would give it: they were never met.
fn is_dated_by(network: &Network, meeting: &Meeting, person: &Person) -> bool {
    let met = |it: &Meeting| !it.without_ego && it.happened_by(TODAY) && it.with.contains(&person.id);
    let there = !meeting.without_ego && meeting.on < TODAY && meeting.with.contains(&person.id);
    there && person.closeness.unwrap_or(0) > 0 && !network.meetings().values().any(met)
}

#[test]
fn one_more_meeting_weakens_no_tie() {
    let (mut cases, mut ties) = (0, 0);
    for seed in 0.. {
        if cases == size(1_000, 10_000) {
            break;
        }
        let mut network = village::of(seed);
        let people = network.people().len();
        let before = all(&network, TODAY);
        let meeting = Meeting { planned: false, again: 9, ..village::meeting(&mut Dice(seed as u64), people) };
        let meeting = Meeting { on: meeting.on.min(TODAY), ..meeting };
        if network.people().values().any(|it| is_dated_by(&network, &meeting, it)) {
            continue;
        }
        assert!(network.load(meeting.clone()));
        for ((pair, before), (_, after)) in before.iter().zip(all(&network, TODAY)) {
            assert!(after >= before - ROUNDING, "{seed}: {pair:?} {before} {after}, by {meeting:?}");
            ties += usize::from(after > *before);
        }
        cases += 1;
    }
    told("one_more_meeting_weakens_no_tie", &format!("{cases} meetings more, {ties} ties stronger, none weaker"));
    assert!(ties > cases, "{ties} ties of {cases} cases");
}

/// Ego's word counts in full where no contact is on record, and from the last contact on where one is: both are vectors of
/// the engine. So the first meeting on record can weaken a tie, if it is not of today.
#[test]
fn the_first_meeting_dates_what_ego_said() {
    let mut network = Network::new(acquaint::network::Settings::of(person(0)));
    network.load(Person::named(person(0), "Me"));
    network.load(Person { closeness: Some(4), ..Person::named(person(1), "Ann") });
    let strength = |network: &Network| Strengths::of(network, TODAY).of_ego(&person(1)).value;
    assert!((strength(&network) - 0.64).abs() < 0.00005);
    network.load(Meeting::on(ago(730), vec![person(1)], acquaint::network::Channel::InPerson));
    assert!((strength(&network) - 0.3223).abs() < 0.00005);
}

#[test]
fn a_day_later_no_tie_is_stronger() {
    let (mut cases, mut ties) = (0, 0);
    for seed in 0..size(500, 10_000) {
        let network = village::of(seed);
        let mut dice = Dice(seed as u64);
        let day = TODAY.checked_add(jiff::Span::new().days(dice.below(700) as i64)).unwrap();
        let (now, later) = (all(&network, day), all(&network, day.tomorrow().unwrap()));
        for ((pair, now), (_, later)) in now.iter().zip(later) {
            assert!(later <= now + ROUNDING, "{seed}: {pair:?} {now} {later} after {day}");
            ties += usize::from(later < *now);
        }
        cases += 1;
    }
    told("a_day_later_no_tie_is_stronger", &format!("{cases} days later, {ties} ties weaker, none stronger"));
    assert!(ties > cases, "{ties} ties of {cases} cases");
}

#[test]
fn nobody_is_tied_by_a_bare_record() {
    let mut people = 0;
    for seed in 0..size(500, 10_000) {
        let network = village::of(seed);
        let named = |id: &PersonId| {
            network.ties().values().any(|it| it.other(id).is_some())
                || network.meetings().values().any(|it| it.with.contains(id))
        };
        let close = |it: &Person| it.closeness.unwrap_or(0) > 0;
        let bare: Vec<_> = network.people().values().filter(|it| !close(it) && !named(&it.id)).collect();
        let strengths = Strengths::of(&network, TODAY);
        for (it, other) in bare.iter().flat_map(|it| network.people().keys().map(move |other| (it, other))) {
            // Ego was at every meeting that says nothing else.
            let tied = it.id == *network.ego();
            assert!(tied || strengths.between(&it.id, other) == 0.0, "{seed}: {} {other}", it.id);
        }
        people += bare.len();
    }
    told(
        "nobody_is_tied_by_a_bare_record",
        &format!("{people} people of whom only a record is there, each of strength 0"),
    );
    assert!(people > size(500, 10_000) / 10, "{people}");
}
