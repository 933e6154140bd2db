//! Dark, light and on paper: the colours are what they should be, and a picture of each is kept to be looked at.

use serde_json::json;

use super::chromium::Chromium;

const PAPER: &str = "getComputedStyle(document.body).backgroundColor";
const DRAWN: &str = "getComputedStyle(document.querySelector('.paper')).fill";
const DARK: &str = "rgb(23, 27, 34)";
const LIGHT: &str = "rgb(255, 255, 255)";

fn prefer(browser: &mut Chromium, scheme: &str, media: &str) {
    let features = json!([{"name": "prefers-color-scheme", "value": scheme}]);
    browser.call("Emulation.setEmulatedMedia", json!({"media": media, "features": features}));
}

#[test]
fn the_page_is_dark_where_that_is_wished_for_and_light_on_paper() {
    let file = super::demo("looks");
    let kept = |name: &str| file.with_file_name(name);
    let mut browser = Chromium::start("looks");
    browser.open(&file);
    assert_eq!((browser.text(PAPER), browser.text(DRAWN)), (LIGHT.to_owned(), LIGHT.to_owned()));
    browser.picture(&kept("light.png"));
    browser.ask("document.querySelector('#dark').click()");
    assert_eq!((browser.text(PAPER), browser.text(DRAWN)), (DARK.to_owned(), DARK.to_owned()));
    browser.picture(&kept("dark.png"));
    prefer(&mut browser, "dark", "");
    browser.open(&file);
    assert_eq!((browser.text(PAPER), browser.text(DRAWN)), (DARK.to_owned(), DARK.to_owned()));
    let pressed = "document.querySelector('#dark').getAttribute('aria-pressed')";
    assert_eq!(browser.text(pressed), "true");
    browser.ask("document.querySelector('#dark').click()");
    assert_eq!((browser.text(PAPER), browser.text(pressed)), (LIGHT.to_owned(), "false".to_owned()));
    browser.ask("document.querySelector('#dark').click()");
    prefer(&mut browser, "dark", "print");
    assert_eq!((browser.text(PAPER), browser.text(DRAWN)), (LIGHT.to_owned(), LIGHT.to_owned()));
    let seen = |it: &str| format!("document.querySelector({it:?}).checkVisibility()");
    for (part, is_printed) in
        [("input[type=search]", false), ("aside", false), ("#closer", false), ("#stage svg", true), ("tbody tr", true)]
    {
        assert_eq!(browser.ask(&seen(part)), is_printed, "{part}");
    }
    browser.picture(&kept("print.png"));
}

/// Returns what a screen reader is told; what lies below the fold is told as soon as the browser has got to it.
fn heard(browser: &mut Chromium) -> serde_json::Value {
    let mut tree = json!({});
    for _ in 0..100 {
        tree = browser.call("Accessibility.getFullAXTree", json!({}));
        if tree.to_string().contains("columnheader") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    tree
}

#[test]
fn ears_find_what_eyes_see() {
    let file = super::demo("ears");
    let mut browser = Chromium::start("ears");
    browser.open(&file);
    let tree = heard(&mut browser);
    let told = |role: &str| -> Vec<String> {
        let nodes = tree["nodes"].as_array().unwrap().iter().filter(|it| it["role"]["value"] == role);
        nodes.map(|it| it["name"]["value"].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(told("main"), ["Map"]);
    assert_eq!(told("searchbox"), ["Search"]);
    assert_eq!(told("heading")[0], "Influence around Mara Lindqvist");
    assert_eq!(told("columnheader").len(), 9);
    assert_eq!(told("status").len(), 1);
    let buttons = told("button");
    assert!(buttons.iter().all(|it| !it.is_empty()), "every button has a name");
    let gunilla = buttons.iter().filter(|it| it.starts_with("Gunilla Ståhlnacke, ")).count();
    assert_eq!(gunilla, 1, "people on the map can be pressed");
    assert!(told("checkbox").iter().all(|it| it.chars().any(char::is_alphabetic)));
}
