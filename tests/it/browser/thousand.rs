//! A page of a thousand people: all there, and how long it takes, for `benches/README.md`.

use acquaint::network::{Network, Person, PersonId, Position, Settings, Tie, TieKind};
use acquaint::sociogram::{Known, Output, Sociogram, draw};

use super::chromium::Chromium;
use crate::rigs::Dice;

const QUARTER: usize = 250;

fn id(number: usize) -> PersonId {
    format!("p{number}").parse().unwrap()
}

fn network() -> Network {
    let mut network = Network::new(Settings::of(id(0)));
    let mut dice = Dice(7);
    for number in 0..QUARTER {
        let mut person = Person::named(id(number), format!("Ada Łucja Lovelace {number}"));
        let department = Some(format!("acme/department-{}", number % 12).parse().unwrap());
        person.positions.push(Position { title: "Engineer".to_owned(), department, ..Position::default() });
        person.communities.push(format!("circle-{}", number % 20).parse().unwrap());
        person.closeness = Some(u8::try_from(number % 6).unwrap());
        network.load(person);
        network.load(Tie::between(id(number), id((number + 1 + dice.below(200)) % QUARTER), TieKind::Knows));
    }
    network
}

/// Returns four times the people that an influence map shows, with three ties each.
fn map() -> Sociogram {
    let known = Known { function: Some("technology".to_owned()), ..Known::default() };
    let mut map = super::map_of("influence", &network(), &known, &[]);
    let (marks, lines) = (map.marks.clone(), map.lines.clone());
    for round in 1..4 {
        map.marks.extend(marks.iter().cloned().map(|mut mark| {
            (mark.is_ego, mark.text) = (false, format!("{} of {round}", mark.text));
            mark
        }));
    }
    let mut dice = Dice(11);
    while map.lines.len() < 3_000 {
        let (from, to) = (dice.below(4 * QUARTER), dice.below(4 * QUARTER));
        if from != to {
            map.lines.push(acquaint::sociogram::Line { from, to, ..dice.pick(&lines).clone() });
        }
    }
    map
}

/// Returns in milliseconds how long filters, searches and pointing take: first until script, styles and layout are done,
/// then until the next frame is drawn, which without a graphics card depends on what else the machine does.
const TIMES: &str = "(async () => {
    const drawn = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    const all = (it) => [...document.querySelectorAll(it)];
    const timed = async (deeds) => {
        const [done, seen] = [[], []];
        for (const deed of deeds) {
            await drawn();
            const start = performance.now();
            deed();
            document.body.getBoundingClientRect();
            done.push(performance.now() - start);
            await drawn();
            seen.push(performance.now() - start);
        }
        return [done, seen].map(it => it.sort((a, b) => a - b));
    };
    const field = document.querySelector('input[type=search]');
    const type = (words) => { field.value = words; field.dispatchEvent(new Event('input', { bubbles: true })); };
    const boxes = all('fieldset input').slice(0, 12);
    const filters = await timed([...boxes, ...boxes].map(it => () => it.click()));
    const searches = await timed(['a', 'ada', 'lucja', 'ada 9', 'ada 99', ''].map(it => () => type(it)));
    const point = (it) => it.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
    const hovers = await timed(all('.mark').slice(0, 12).map(it => () => point(it)));
    return [filters, searches, hovers].flat();
})()";

#[test]
fn a_thousand_people_load_and_are_filtered() {
    let (map, folder) = (map(), super::fresh("thousand"));
    let file = folder.join("map.html");
    std::fs::write(&file, draw(&map, Output::Html, None).unwrap().bytes).unwrap();
    let mut browser = Chromium::start("thousand");
    let mut load = || {
        browser.open(&file);
        let drawn = "new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))";
        browser.ask(drawn).as_f64().unwrap()
    };
    let mut loads = [load(), load(), load()];
    loads.sort_by(f64::total_cmp);
    assert_eq!(browser.count("document.querySelectorAll('.mark').length"), 1_000);
    assert_eq!(browser.count("document.querySelectorAll('.tie').length"), 3_000);
    let times = browser.ask(TIMES);
    let at = |n: usize, share: f64| {
        let times = times[n].as_array().unwrap();
        times[((times.len() - 1) as f64 * share) as usize].as_f64().unwrap()
    };
    browser.picture(&folder.join("map.png"));
    let told =
        |n: usize| format!("{:.0} ms (at most {:.0}; drawn after {:.0})", at(n, 0.5), at(n, 1.0), at(n + 1, 0.5));
    let told = format!("load {:.0} ms, filter {}, search {}, hover {}", loads[1], told(0), told(2), told(4));
    println!("{told}");
}
