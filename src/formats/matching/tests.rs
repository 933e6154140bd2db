//! Imports as a user would see them: who is new, changed, the same, unsure, and what is recorded then.

use super::{Report, Terms, apply};
use crate::formats::csv::{Mapping, people, ties};
use crate::network::sketch::person;
use crate::network::{Date, Key, Network, Person, PersonId, Position, Settings, TieKind};

pub(super) const TERMS: Terms<'static> = Terms { today: Date::constant(2026, 11, 22), yes: false, source: "csv" };

pub(super) fn id(text: &str) -> PersonId {
    text.parse().unwrap()
}

/// Returns a network of ego Ada.
pub(super) fn ada() -> Network {
    let mut network = Network::new(Settings::of(id("ada")));
    let emails = vec!["ada@acme.example".to_owned()];
    network.load(Person { emails, ..Person::named(id("ada"), "Ada Lovelace") });
    network
}

fn with(person: Person) -> Network {
    let mut network = ada();
    network.load(person);
    network
}

/// Imports people, and ties if there are any, and commits.
pub(super) fn import(network: &mut Network, table: &str, of_ties: &str, terms: &Terms<'_>) -> Report {
    let mapping = Mapping::default();
    let (mut draft, mut faults) = people("p.csv", table, &mapping).unwrap();
    if !of_ties.is_empty() {
        let (more, others) = ties("t.csv", of_ties, &mapping).unwrap();
        draft = draft.and(more);
        faults.extend(others);
    }
    let mut revision = network.revise();
    let mut report = apply(&draft, &mut revision, terms);
    report.faults.extend(faults);
    report.faults.sort();
    let errors = network.check(terms.today);
    assert!(!errors.iter().any(|it| it.severity == crate::network::Severity::Error), "{errors:?}");
    report
}

fn counts(report: &Report) -> [usize; 4] {
    [report.new, report.changed, report.same, report.unsure]
}

fn check(network: &mut Network, table: &str, expected: [usize; 4]) {
    let report = import(network, table, "", &TERMS);
    assert_eq!(counts(&report), expected, "{table}\n{report:?}");
}

fn ids(network: &Network) -> Vec<&str> {
    network.people().keys().map(PersonId::as_str).collect()
}

#[test]
fn all_fields_of_a_row_are_recorded_and_what_is_named_first_is_made() {
    let table = "\u{feff}ID;Name;Title;Organization;Department;Email;Phone;Link;Communities;Skills;Tags;Closeness;\
                 Cadence;Note;Office\r\nG1;Grace Hopper;CFO;Acme, Inc.;Finance;g@acme.example;+49 171 5551234;\
                 https://g.example;\"CFO Circle;Navy\";\"finance:5;COBOL\";a;3;2w;\"two\r\nlines\";Boston\r\n";
    let mut network = ada();
    let report = import(&mut network, table, "", &TERMS);
    let made: Vec<_> = report.made.iter().map(Key::to_string).collect();
    let expected = ["g1", "acme-inc", "acme-inc/finance", "cfo-circle", "navy", "cobol", "finance"];
    assert_eq!(made, expected);
    let grace = &network.people()[&id("g1")];
    assert_eq!((grace.name.as_str(), grace.closeness, grace.cadence), ("Grace Hopper", Some(3), Some(14)));
    assert_eq!(grace.skills.values().copied().collect::<Vec<_>>(), [3, 5]);
    assert_eq!((grace.note.as_str(), grace.source.as_str()), ("two\nlines", "csv"));
    assert_eq!(grace.attributes["Office"], "Boston");
    let position = &grace.positions[0];
    assert_eq!(position.department.as_ref().unwrap().as_str(), "acme-inc/finance");
    check(&mut network, table, [0, 0, 1, 0]);
}

#[test]
fn an_id_matches_by_id_alone() {
    let mut network = with(Person { emails: vec!["b@x.y".to_owned()], ..person("bob") });
    check(&mut network, "id,name,email\nP1,bob,b@x.y\nBOB,Robert,\n", [1, 1, 0, 0]);
    assert_eq!(ids(&network), ["ada", "bob", "p1"]);
    let mut network = with(Person { was: vec![id("bob")], ..person("rob") });
    check(&mut network, "id,tags\nbob,x\n", [0, 1, 0, 0]);
    assert_eq!(ids(&network), ["ada", "rob"]);
    let report = import(&mut network, "id\nbob\nrob\n", "", &TERMS);
    assert_eq!(report.faults[0].to_string(), "p.csv:3: another row means `rob` already");
}

#[test]
fn a_missing_name_is_the_id_until_a_name_is_known() {
    let mut network = ada();
    check(&mut network, "id\nM 1\n", [1, 0, 0, 0]);
    assert_eq!(network.name(&id("m-1")), "M 1");
    check(&mut network, "id,name\nM 1,Mo\n", [0, 1, 0, 0]);
    check(&mut network, "id\nM 1\n", [0, 0, 1, 0]);
    assert_eq!(network.name(&id("m-1")), "Mo");
}

#[test]
fn without_an_id_the_first_key_that_is_certain_decides() {
    let acme = Position { title: "CFO".to_owned(), at: "acme".parse().ok(), ..Position::default() };
    let known = || {
        let mut network = with(Person {
            emails: vec!["Bob@X.y".to_owned()],
            phones: vec!["+49 (171) 555-1234".to_owned()],
            links: vec!["https://www.linkedin.com/in/bob".to_owned()],
            positions: vec![acme.clone()],
            ..Person::named(id("bob"), "Bob Roth")
        });
        network.load(crate::network::Organization::named("acme".parse().unwrap(), "Acme"));
        network
    };
    for (table, expected) in [
        ("name,link\nSomeone Else,http://de.linkedin.com/in/BOB/\n", [0, 1, 0, 0]),
        ("name,email\nRobert Roth,bob@x.Y\n", [0, 1, 0, 0]),
        ("name,email\nCarol Ek,bob@x.y\n", [0, 0, 0, 1]),
        ("name,phone\nB. Roth,0049 171 5551234\n", [0, 1, 0, 0]),
        ("name,phone\nCarol Ek,0049 171 5551234\n", [0, 0, 0, 1]),
        ("name,organization\nBOB  RÓTH,ACME\n", [0, 0, 1, 0]),
        ("name,organization\nBob Roth,Globex\n", [0, 0, 0, 1]),
        ("name\nBob Roth\n", [0, 0, 0, 1]),
        ("name\nRoth Bob\n", [0, 0, 0, 1]),
        ("name,organization\nBob Rot,Acme\n", [0, 0, 0, 1]),
        ("name,organization\nBob Rot,Globex\n", [1, 0, 0, 0]),
        ("name,organization,link\nBob Roth,Acme,linkedin.com/in/bob-2\n", [0, 0, 0, 1]),
        ("name,organization,link\nBob Roth,Globex,linkedin.com/in/bob-2\n", [1, 0, 0, 0]),
        ("name,organization\nBob Roth,Acme\nBob Roth,Acme\n", [1, 0, 1, 0]),
        ("name\nCarol Ek\n", [1, 0, 0, 0]),
    ] {
        check(&mut known(), table, expected);
    }
}

#[test]
fn who_is_unsure_is_named_with_the_reason_and_taken_as_new_on_demand() {
    let mut network = with(Person::named(id("ann-lee"), "Ann Lee"));
    let table = "name,organization\nAnn Lee,Acme\n";
    let report = import(&mut network, table, "", &TERMS);
    let unsure = &report.unsure_rows[0];
    assert_eq!((unsure.line, unsure.resembles.as_str()), (2, "ann-lee"));
    assert_eq!(unsure.why, "the same name, but no organization is recorded");
    assert!(network.organizations().is_empty(), "a row left out makes nothing");
    let report = import(&mut network, table, "", &Terms { yes: true, ..TERMS });
    assert_eq!(counts(&report), [0, 0, 0, 1]);
    assert_eq!(ids(&network), ["ada", "ann-lee", "ann-lee-2"]);
    check(&mut network, table, [0, 0, 1, 0]);
}

#[test]
fn namesakes_in_one_file_are_two_people_and_stay_so() {
    let table = "name,title\nAnn Lee,CFO\nAnn Lee,CTO\nAnn Lee,CTO\n";
    let mut network = ada();
    check(&mut network, table, [3, 0, 0, 0]);
    assert_eq!(ids(&network), ["ada", "ann-lee", "ann-lee-2", "ann-lee-3"]);
    check(&mut network, table, [0, 0, 3, 0]);
}

#[test]
fn ego_is_updated_and_tells_where_departments_belong() {
    let table = "name,email,organization,department,id\nBen,,,Sales,b1\nA. L.,ADA@acme.example,Acme,Tech,x9\n";
    let mut network = ada();
    check(&mut network, table, [1, 1, 0, 0]);
    assert_eq!(ids(&network), ["ada", "b1"]);
    let departments: Vec<_> = network.departments().keys().map(ToString::to_string).collect();
    assert_eq!(departments, ["acme/sales", "acme/tech"]);
    check(&mut network, table, [0, 0, 2, 0]);
    let report = import(&mut network, "id,email\nada,\nx9,ada@acme.example\n", "", &TERMS);
    assert_eq!(report.faults[0].to_string(), "p.csv:3: this is you, as line 2 is");
}

#[test]
fn a_department_without_any_organization_gets_one() {
    let mut network = ada();
    let table = "name,department\nBen Ek,R&D\nEve Ash,r & d\n";
    check(&mut network, table, [2, 0, 0, 0]);
    assert_eq!(network.organizations().values().next().unwrap().name, "My organization");
    assert_eq!(network.departments().keys().next().unwrap().as_str(), "my-organization/r-d");
    check(&mut network, table, [0, 0, 2, 0]);
}

#[test]
fn ties_find_their_ends_by_id_or_name_and_merge() {
    let of_ties = "from,to,kind,strength,since,note\nP1,P2,,0.2,2024,a\np2,P1,knows,0.7,2023-05,b\nP1,Bob Roth,advises,,,\n\
                   me,p1,,,,\nP1,p1,,,,\nP1,nobody,,,,\nP1,P2,adores,,,\nP1,,,,,\nP1,P2,knows,2,,\np1,Ann,,,,\n";
    let table = "id,name\nP1,Ann\nP2,Ann\n";
    let mut network = with(Person::named(id("bob-roth"), "Bob Roth"));
    let report = import(&mut network, table, of_ties, &TERMS);
    let faults: Vec<_> = report.faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        faults,
        [
            "t.csv:6: `p1` is tied to itself",
            "t.csv:7: nobody is called `nobody`, in this file or in the network",
            "t.csv:8: `adores` is no kind of tie; say what it means with `--kind adores=knows`",
            "t.csv:9: `to` is missing",
            "t.csv:10: `2`: a strength goes from 0 to 1",
            "t.csv:11: several are called `Ann`: `p1` and `p2`; write the id",
        ]
    );
    assert_eq!((report.ties.new, network.ties().len()), (3, 3));
    let tie = network.ties().values().find(|it| it.from == id("p1") && it.to == id("p2")).unwrap();
    assert_eq!((tie.strength, tie.kind, tie.note.as_str()), (Some(0.7), TieKind::Knows, "a\nb"));
    assert_eq!(tie.since.unwrap().to_string(), "2023-05");
    let again = import(&mut network, table, of_ties, &TERMS);
    assert_eq!((again.ties.new, again.ties.changed, again.ties.same), (0, 0, 3));
}

#[test]
fn a_circle_of_reports_is_left_out_and_the_rest_stays() {
    let of_ties = "from,to,kind\na,b,reports-to\nb,c,reports_to\nc,b,reports_to\nd,a,reports_to\nc,e,reports_to\n";
    let mut network = ada();
    let report = import(&mut network, "id\na\nb\nc\nd\ne\n", of_ties, &TERMS);
    let faults: Vec<_> = report.faults.iter().map(|fault| fault.line).collect();
    assert_eq!((faults, network.ties().len()), (vec![3, 4], 3));
}
