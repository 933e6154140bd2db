//! Every kind of map as a page: its script runs, its marks have cards, its words can be read in the dark and on a phone.

use serde_json::json;

use super::chromium::Chromium;

const CARD: &str = "document.querySelector('#card').innerText";

/// The words of the drawing that stand out too little from what lies under them (WCAG 2.2, 1.4.3: below 4.5:1).
const FAINT: &str = "(() => {
    const part = (it) => (it /= 255) <= 0.04045 ? it / 12.92 : ((it + 0.055) / 1.055) ** 2.4;
    const light = (colour) => {
        const [r, g, b] = colour.match(/[\\d.]+/g).map(it => part(Number(it)));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const fill = (it) => light(getComputedStyle(it).fill);
    const grounds = [...document.querySelectorAll('.paper, .area')].map(fill);
    const faint = [...document.querySelectorAll('svg text')].filter(it => {
        const plate = it.closest('.mark')?.querySelector('.plate');
        const under = plate ? [fill(plate)] : grounds;
        const ink = fill(it);
        return under.some(it => (Math.max(ink, it) + 0.05) / (Math.min(ink, it) + 0.05) < 4.5);
    });
    return faint.map(it => it.textContent).join('; ');
})()";

#[test]
fn every_kind_is_a_page_that_works() {
    let mut browser = Chromium::start("kinds");
    for words in super::kinds() {
        let kind = words[0];
        let file = super::page(&format!("kind-{kind}"), &words);
        browser.open(&file);
        assert!(browser.told("Runtime.exceptionThrown").is_empty(), "{kind}: {:?}", browser.events);
        let n = browser.count("document.querySelectorAll('.mark').length");
        let state = "document.querySelector('#state').textContent";
        assert_eq!(browser.text(state), format!("all {n} shown"), "{kind}");
        // Marks have a name for who hears them, and one of them is a tab stop.
        let named = "document.querySelectorAll('.mark[role=button][aria-label]:not([aria-label=\"\"])').length";
        assert_eq!(
            (browser.count(named), browser.count("document.querySelectorAll('.mark[tabindex=\"0\"]').length")),
            (n, 1)
        );
        let empty = "[...document.querySelectorAll('thead th')].slice(2).filter((_, n) => \
            [...document.querySelectorAll('tbody tr')].every(row => !row.cells[n + 2].textContent)).length";
        assert_eq!(browser.count(empty), 0, "{kind}: a column tells nothing");
        browser.ask("document.querySelector('.mark[tabindex=\"0\"]').focus()");
        let name = browser.text("document.activeElement.getAttribute('aria-label').split(', ')[0]");
        assert!(browser.text(CARD).starts_with(&name), "{kind}: {}", browser.text(CARD));
        browser.press("Enter");
        assert!(browser.text(state).ends_with(&format!("around {name}")), "{kind}: {}", browser.text(state));
        browser.press("Escape");
        assert_eq!(browser.text(state), format!("all {n} shown"), "{kind}");
    }
}

#[test]
fn units_and_communities_have_cards_of_their_own() {
    let mut browser = Chromium::start("units");
    for (kind, name, told) in [
        (
            "departments",
            "Finance",
            ["3 people", "Among them", "Tied to", "No bridge to", "People", "Gunilla Ståhlnacke"],
        ),
        ("communities", "Data Council", ["6 of 6 warm", "People", "Zoë Achterberg", "Mara Lindqvist", "", ""]),
    ] {
        let file = super::page(&format!("card-{kind}"), &[kind]);
        browser.open(&file);
        browser.ask("document.querySelector('input[type=search]').focus()");
        browser.type_in(name);
        let mark = format!(
            "[...document.querySelectorAll('.mark')].find(it => it.getAttribute('aria-label').startsWith('{name}, '))"
        );
        browser.ask(&format!("{mark}.focus()"));
        let card = browser.text(CARD);
        assert!(told.iter().all(|it| card.contains(it)), "{kind}: {card}");
        browser.picture(&file.with_file_name("card.png"));
    }
}

#[test]
fn words_are_read_in_light_and_dark_and_on_a_phone() {
    let mut browser = Chromium::start("read");
    for words in super::kinds() {
        let kind = words[0];
        let file = super::page(&format!("read-{kind}"), &words);
        for scheme in ["light", "dark"] {
            let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
            browser.call("Emulation.setEmulatedMedia", json!({"media": "", "features": features}));
            browser.open(&file);
            assert_eq!(browser.text(FAINT), "", "{kind} in {scheme}");
            browser.picture(&file.with_file_name(format!("{scheme}.png")));
        }
        let phone = json!({"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": true});
        browser.call("Emulation.setDeviceMetricsOverride", phone);
        browser.open(&file);
        assert!(browser.count("document.documentElement.scrollWidth") <= 390, "{kind}: nothing hangs out at the side");
        // The drawing takes the height it needs, and the card is in sight below it.
        let [head, map, card] = ["header", "#stage svg", "#card"].map(|it| {
            let height = format!("document.querySelector({it:?}).getBoundingClientRect()");
            (browser.count(&format!("{height}.top")), browser.count(&format!("{height}.height")))
        });
        assert!(head.1 <= 110 && map.1 >= 200 && card.0 + card.1 <= 844, "{kind}: {head:?} {map:?} {card:?}");
        browser.picture(&file.with_file_name("phone.png"));
        browser.call("Emulation.clearDeviceMetricsOverride", json!({}));
    }
}
