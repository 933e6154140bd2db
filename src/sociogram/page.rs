//! One HTML page: the drawing, a search, a card, and a table of the same data. It needs no network and allows none.
//!
//! Script and style are constant, so the policy names them by their hashes; no data stands in either.

use std::fmt::Write;

use super::picture::Picture;
use super::svg::{self, escaped};
use super::{Mark, Sociogram, Who};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
const STYLE_HASH: &str = "sha256-iWst1I1YqunLBhA1AT1US9W0bJSJfVaWLahNkReqyMA=";
const SCRIPT_HASH: &str = "sha256-WizU3cEhcEug4R0ebPw2mNoI7OCfTQEKq31v172LQpU=";

/// Returns the page.
pub(super) fn text(map: &Sociogram, picture: &Picture) -> String {
    let title = escaped(&map.title);
    let subtitle = escaped(&map.subtitle);
    let drawing = svg::drawing(map, picture, " aria-describedby=\"data\"");
    let rows = rows(map);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{STYLE_HASH}'; \
         script-src '{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta name=\"referrer\" content=\"no-referrer\"/>\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <header><label>Search <input type=\"search\" autocomplete=\"off\" placeholder=\"name, title, department\"/></label>\
         <div id=\"card\" aria-live=\"polite\"></div><a href=\"#data\">Table</a></header>\n\
         <main>\n{drawing}</main>\n<section id=\"data\">\n<table>\n<caption>{title} ({subtitle})</caption>\n\
         <thead><tr><th>Name</th><th>Title</th><th>Where</th><th class=\"n\">Strength of tie</th><th>Last met</th></tr></thead>\n\
         <tbody>\n{rows}</tbody>\n</table>\n</section>\n<script>{SCRIPT}</script>\n</body>\n</html>\n"
    )
}

/// Returns a row for every mark, in the order of the drawing: the script counts on it.
fn rows(map: &Sociogram) -> String {
    let mut rows = String::new();
    for mark in &map.marks {
        let [name, title, place, strength, met] = cells(mark).map(|it| escaped(&it));
        // Writing to a string cannot fail.
        let _ = writeln!(
            rows,
            "<tr><td>{name}</td><td>{title}</td><td>{place}</td><td class=\"n\">{strength}</td><td>{met}</td></tr>"
        );
    }
    rows
}

fn cells(mark: &Mark) -> [String; 5] {
    if let Who::Seat(_) = mark.who {
        return [mark.text.clone(), "empty seat".to_owned(), String::new(), String::new(), String::new()];
    }
    let card = &mark.card;
    let strength = if mark.is_ego || card.strength <= 0.0 { String::new() } else { format!("{:.2}", card.strength) };
    let met = card.last_met.map(|it| it.to_string()).unwrap_or_default();
    [mark.text.clone(), card.title.clone(), card.place.clone(), strength, met]
}

#[cfg(test)]
mod tests {
    use super::{SCRIPT, SCRIPT_HASH, STYLE, STYLE_HASH};

    /// FIPS 180-4, for a test alone: the hashes stand in the source.
    fn sha256(text: &str) -> Vec<u8> {
        let primes = (2_u64..).filter(|n| (2..*n).all(|it| n % it != 0)).take(64);
        let part = |root: f64| ((root - root.floor()) * 4_294_967_296.0) as u32;
        let primes: Vec<_> = primes.map(|it| it as f64).collect();
        let k: Vec<_> = primes.iter().map(|it| part(it.cbrt())).collect();
        let mut h: Vec<_> = primes[..8].iter().map(|it| part(it.sqrt())).collect();
        let mut bytes = text.as_bytes().to_vec();
        bytes.push(0x80);
        bytes.resize((bytes.len() + 8).next_multiple_of(64) - 8, 0);
        bytes.extend((text.len() as u64 * 8).to_be_bytes());
        for block in bytes.chunks(64) {
            let words = block.chunks(4).map(|it| u32::from_be_bytes(it.try_into().unwrap()));
            let mut w: Vec<_> = words.collect();
            for i in 16..64 {
                let (a, b) = (w[i - 15], w[i - 2]);
                let a = a.rotate_right(7) ^ a.rotate_right(18) ^ (a >> 3);
                let b = b.rotate_right(17) ^ b.rotate_right(19) ^ (b >> 10);
                w.push(w[i - 16].wrapping_add(a).wrapping_add(w[i - 7]).wrapping_add(b));
            }
            let mut v = h.clone();
            for i in 0..64 {
                let e = v[4].rotate_right(6) ^ v[4].rotate_right(11) ^ v[4].rotate_right(25);
                let choice = (v[4] & v[5]) ^ (!v[4] & v[6]);
                let one = [e, choice, k[i], w[i]].into_iter().fold(v[7], u32::wrapping_add);
                let a = v[0].rotate_right(2) ^ v[0].rotate_right(13) ^ v[0].rotate_right(22);
                let two = a.wrapping_add((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
                v.rotate_right(1);
                v[4] = v[4].wrapping_add(one);
                v[0] = one.wrapping_add(two);
            }
            h.iter_mut().zip(v).for_each(|(h, v)| *h = h.wrapping_add(v));
        }
        h.iter().flat_map(|it| it.to_be_bytes()).collect()
    }

    fn base64(bytes: &[u8]) -> String {
        let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let of = |chunk: &[u8]| {
            let bits = (0..3).fold(0, |it, n| it << 8 | chunk.get(n).copied().map_or(0, usize::from));
            let letter = |n: usize| {
                if n > chunk.len() { '=' } else { char::from(letters[bits >> (18 - 6 * n) & 63]) }
            };
            (0..4).map(letter).collect::<String>()
        };
        bytes.chunks(3).map(of).collect()
    }

    #[test]
    fn the_policy_names_the_style_and_the_script_of_the_page() {
        assert_eq!(base64(&sha256("abc")), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
        assert_eq!(STYLE_HASH, format!("sha256-{}", base64(&sha256(STYLE))));
        assert_eq!(SCRIPT_HASH, format!("sha256-{}", base64(&sha256(SCRIPT))));
    }
}
