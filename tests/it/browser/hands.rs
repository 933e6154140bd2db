//! Looking closer and around: by keys, wheel, mouse and fingers.

use super::chromium::Chromium;

const VIEW: &str = "document.querySelector('#stage svg').getAttribute('viewBox').split(' ').map(Number)";

/// Returns what part of the drawing is seen: its left and upper edge and its width.
fn view(browser: &mut Chromium) -> [f64; 3] {
    let view = browser.ask(VIEW);
    [0, 1, 2].map(|it: usize| view[it].as_f64().unwrap())
}

fn focused(browser: &mut Chromium) -> String {
    browser.text("document.activeElement.id || document.activeElement.tagName")
}

#[test]
fn everything_is_done_by_keys() {
    let file = super::demo("keys");
    let mut browser = Chromium::start("keys");
    browser.open(&file);
    let whole = view(&mut browser);
    browser.press("+");
    browser.press("+");
    let near = view(&mut browser);
    assert!(near[2] < whole[2] / 1.9 && near[0] > whole[0]);
    for (key, axis, further) in
        [("ArrowRight", 0, true), ("ArrowLeft", 0, false), ("ArrowDown", 1, true), ("ArrowUp", 1, false)]
    {
        let before = view(&mut browser);
        browser.press(key);
        assert_eq!(view(&mut browser)[axis] > before[axis], further, "{key}");
    }
    browser.press("-");
    assert!(view(&mut browser)[2] > near[2]);
    browser.press("0");
    assert_eq!(view(&mut browser), whole);
    // From the search over the controls to the map and its one tab stop, ego; from there by arrows.
    browser.press("/");
    assert_eq!(focused(&mut browser), "INPUT");
    browser.press("Escape");
    let mut stops = Vec::new();
    for _ in 0..7 {
        browser.press("Tab");
        stops.push(focused(&mut browser));
    }
    assert_eq!(stops[..6], ["closer", "farther", "whole", "dark", "A", "stage"], "{stops:?}");
    let ego = browser.text("document.activeElement.getAttribute('aria-label')");
    assert!(ego.starts_with("Mara Lindqvist"), "{ego}");
    for key in ["ArrowUp", "ArrowRight", "ArrowDown", "ArrowLeft"] {
        let before = focused(&mut browser);
        browser.press(key);
        assert_ne!(focused(&mut browser), before, "{key}");
    }
    let n_dimmed = "document.querySelectorAll('.mark.out').length";
    browser.press("Enter");
    assert!(browser.count(n_dimmed) > 30 && view(&mut browser) == whole);
    browser.press("Escape");
    assert_eq!(browser.count(n_dimmed), 0);
    assert_eq!(browser.count("document.querySelectorAll('.mark[tabindex=\"0\"]').length"), 1);
}

#[test]
fn the_map_follows_wheel_mouse_and_fingers() {
    let file = super::demo("hands");
    let mut browser = Chromium::start("hands");
    browser.open(&file);
    let whole = view(&mut browser);
    let (x, y) = browser.middle("#stage");
    let under = format!(
        "(() => {{ const p = new DOMPoint({x} + 200, {y} + 50).matrixTransform(document.querySelector('#stage svg')\
         .getScreenCTM().inverse()); return [p.x, p.y]; }})()"
    );
    let point = |browser: &mut Chromium| [0, 1].map(|at| browser.ask(&under)[at].as_f64().unwrap());
    let before = point(&mut browser);
    browser.wheel((x + 200.0, y + 50.0), -400.0);
    browser.ask("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    assert!(view(&mut browser)[2] < whole[2] / 1.5);
    let after = point(&mut browser);
    let far = (after[0] - before[0]).hypot(after[1] - before[1]);
    assert!(far < 1.0, "what lies under the pointer stays there: {before:?} {after:?}");
    let near = view(&mut browser);
    browser.mouse("mousePressed", (x, y), 1);
    browser.mouse("mouseMoved", (x - 60.0, y - 40.0), 1);
    browser.mouse("mouseMoved", (x - 120.0, y - 80.0), 1);
    browser.mouse("mouseReleased", (x - 120.0, y - 80.0), 0);
    let moved = view(&mut browser);
    assert!(moved[0] > near[0] + 20.0 && moved[1] > near[1] + 20.0 && moved[2] == near[2], "{near:?} {moved:?}");
    assert_eq!(browser.count("document.querySelectorAll('.mark.out').length"), 0, "a drag chooses nobody");
    browser.press("0");
    browser.touch("touchStart", &[(x - 40.0, y), (x + 40.0, y)]);
    browser.touch("touchMove", &[(x - 80.0, y), (x + 80.0, y)]);
    browser.touch("touchMove", &[(x - 120.0, y), (x + 120.0, y)]);
    browser.touch("touchEnd", &[]);
    assert!(view(&mut browser)[2] < whole[2] / 2.0, "two fingers come apart: {:?}", view(&mut browser));
    browser.ask("document.querySelector('#whole').click()");
    assert_eq!(view(&mut browser), whole);
}
