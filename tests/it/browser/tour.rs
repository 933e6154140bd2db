//! Finding people: by search, filters, the card, their surroundings and the table.

use super::chromium::Chromium;

const SHOWN: &str = "document.querySelectorAll('tbody tr:not(.out)').length";
const LIT: &str = "document.querySelectorAll('.mark:not(.out)').length";
const STATE: &str = "document.querySelector('#state').textContent";
const CARD: &str = "document.querySelector('#card').innerText";

/// Checks or clears the option of that name.
fn check(browser: &mut Chromium, words: &str) {
    browser.ask(&format!(
        "[...document.querySelectorAll('fieldset label')].find(it => it.querySelector('span').textContent === {words:?}).click()"
    ));
}

fn search(browser: &mut Chromium, words: &str) {
    browser.ask("document.querySelector('input[type=search]').value = ''");
    browser.ask("document.querySelector('input[type=search]').focus()");
    browser.type_in(words);
}

#[test]
fn people_are_found_as_one_types() {
    let file = super::demo("search");
    let mut browser = Chromium::start("search");
    browser.open(&file);
    let everybody = browser.count(SHOWN);
    assert_eq!((everybody, browser.count(LIT)), (68, 68));
    for (typed, name) in [
        ("gunilla", "Gunilla Ståhlnacke"),
        ("GUNILLA STAHL", "Gunilla Ståhlnacke"),
        ("ståhl", "Gunilla Ståhlnacke"),
        ("lukasz", "Łukasz Wieczorek"),
        ("Łukasz", "Łukasz Wieczorek"),
        ("soren thygesen", "Søren Thygesen"),
        // What somebody is called besides.
        ("yamaguchi", "山口 遥"),
    ] {
        search(&mut browser, typed);
        assert_eq!(browser.count(SHOWN), 1, "{typed}");
        assert!(browser.text(CARD).starts_with(name), "{typed}: {}", browser.text(CARD));
    }
    search(&mut browser, "no such name");
    assert_eq!(browser.text(STATE), "nobody of 68: “no such name”");
    browser.press("Escape");
    assert_eq!((browser.count(SHOWN), browser.text(STATE)), (68, "all 68 shown".to_owned()));
    search(&mut browser, "gunilla");
    browser.press("Enter");
    let focused = "document.activeElement.getAttribute('aria-label')";
    assert!(browser.text(focused).starts_with("Gunilla Ståhlnacke, "), "{}", browser.text(focused));
}

#[test]
fn filters_combine_and_are_taken_back() {
    let file = super::demo("filters");
    let mut browser = Chromium::start("filters");
    browser.open(&file);
    let facets = "[...document.querySelectorAll('legend')].map(it => it.textContent)";
    assert_eq!(browser.text(facets), "Your tie,Department,Function,Community");
    // The counts beside options are what choosing them leaves.
    let counted = "[...document.querySelectorAll('fieldset label')].every(label => { label.click(); \
        const n = document.querySelectorAll('tbody tr:not(.out)').length; label.click(); \
        return n === Number(label.querySelector('i').textContent); })";
    assert_eq!(browser.ask(counted), true);
    check(&mut browser, "Finance");
    let finance = browser.count(SHOWN);
    check(&mut browser, "Sales");
    let both = browser.count(SHOWN);
    assert!(finance > 0 && both > finance, "within one list either fits");
    check(&mut browser, "strong: 0.6 and more");
    let strong = browser.count(SHOWN);
    assert!(strong < both, "of two lists both must fit");
    assert!(browser.text(STATE).ends_with("of 68: strong: 0.6 and more · Finance · Sales"));
    assert_eq!(browser.count(LIT), strong + 1, "ego stays to hold on to");
    browser.ask("document.querySelector('button[type=reset]').click()");
    browser.ask("new Promise(done => setTimeout(done, 20))");
    assert_eq!((browser.count(SHOWN), browser.text(STATE)), (68, "all 68 shown".to_owned()));
}

#[test]
fn a_person_is_shown_with_a_card_and_alone_with_who_is_around() {
    let file = super::demo("card");
    let mut browser = Chromium::start("card");
    browser.open(&file);
    let gunilla = browser.text(
        "[...document.querySelectorAll('.mark')].find(it => it.getAttribute('aria-label').startsWith('Gunilla')).id",
    );
    let at = browser.middle(&format!("#{gunilla} circle"));
    browser.mouse("mouseMoved", at, 0);
    let card = browser.text(CARD);
    for words in ["Gunilla Ståhlnacke", "Finance, Havrelund Systems", "Function", "Your tie", "Last met"] {
        assert!(card.contains(words), "{words}: {card}");
    }
    let why = "[...document.querySelectorAll('tbody td:nth-child(9)')].filter(it => it.textContent).length";
    assert!(browser.count(why) >= 10, "the first of the mixed list are told why");
    let due = "[...document.querySelectorAll('tbody td:nth-child(8)')].filter(it => it.textContent.endsWith('overdue')).length";
    assert!(browser.count(due) > 0);
    let ties =
        format!("document.querySelectorAll('.tie[data-from=\"{0}\"],.tie[data-to=\"{0}\"]').length", &gunilla[1..]);
    let ties = browser.count(&ties);
    browser.mouse("mousePressed", at, 1);
    browser.mouse("mouseReleased", at, 0);
    assert_eq!(browser.count(LIT), ties + 1, "those around stay");
    assert_eq!(browser.text(&format!("document.querySelector('#{gunilla}').getAttribute('aria-pressed')")), "true");
    assert!(browser.text(STATE).ends_with("around Gunilla Ståhlnacke"));
    browser.press("Escape");
    assert_eq!(browser.count(LIT), 68);
}

#[test]
fn the_table_sorts_and_leads_to_the_map() {
    let file = super::demo("table");
    let mut browser = Chromium::start("table");
    browser.open(&file);
    let column = |n: usize| {
        format!(
            "[...document.querySelectorAll('tbody tr')].map(it => it.cells[{n}].dataset.n ?? it.cells[{n}].textContent)"
        )
    };
    let head = |n: usize| format!("document.querySelectorAll('thead button')[{n}].click()");
    for (n, up) in [(0, true), (0, false), (5, false), (5, true), (6, true), (7, false)] {
        browser.ask(&head(n));
        let sort = browser.text(&format!("document.querySelectorAll('thead th')[{n}].getAttribute('aria-sort')"));
        assert_eq!(sort, if up { "ascending" } else { "descending" });
        let cells = browser.ask(&column(n));
        let cells: Vec<&str> = cells.as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
        let filled: Vec<&str> = cells.iter().copied().take_while(|it| !it.is_empty()).collect();
        assert!(cells[filled.len()..].iter().all(|it| it.is_empty()), "what is empty stands last");
        if [5, 7].contains(&n) {
            let numbers: Vec<f64> = filled.iter().map(|it| it.parse().unwrap()).collect();
            assert!(numbers.is_sorted_by(|a, b| if up { a <= b } else { a >= b }), "{numbers:?}");
        }
    }
    assert_eq!(browser.count("document.querySelectorAll('thead [aria-sort]').length"), 1);
    browser.ask("document.querySelector('tbody tr a').click()");
    let name = browser.text("document.querySelector('tbody tr a').textContent");
    assert!(browser.text("document.activeElement.getAttribute('aria-label')").starts_with(&name));
}
