//! One HTML page: the drawing, a search, filters, a card, and a table of the same data. It needs no network and allows none.
//!
//! Script and style are constant, so the policy names them by their hashes; no data stands in either: the script reads
//! the table.

mod facets;
mod table;

use std::fmt::Write;

use self::facets::Facet;
use super::Sociogram;
use super::picture::Picture;
use super::svg::{self, escaped};

const STYLE: &str = concat!(include_str!("page/style.css"), include_str!("page/drawing.css"));
const SCRIPT: &str = concat!(
    include_str!("page/read.js"),
    include_str!("page/shown.js"),
    include_str!("page/view.js"),
    include_str!("page/marks.js"),
    include_str!("page/sorted.js"),
    include_str!("page/keys.js"),
);
const STYLE_HASH: &str = "sha256-RHFGqge3TC+Ip4HzDyNlyiIA+jrNQD7JyltvnOCcVig=";
const SCRIPT_HASH: &str = "sha256-m88iMsdEgBZ5OV5koFTmXwyk9u6311TDiVMKt0uqSr8=";

const CONTROLS: &str = "\
<div role=\"group\" aria-label=\"View\"><button type=\"button\" id=\"closer\" aria-label=\"Zoom in\">+</button>\
<button type=\"button\" id=\"farther\" aria-label=\"Zoom out\">−</button>\
<button type=\"button\" id=\"whole\">Whole map</button>\
<button type=\"button\" id=\"dark\" aria-pressed=\"false\">Dark</button></div>";

const KEYS: &str = "\
<details id=\"keys\"><summary>Keys</summary><dl>\
<div><dt>/</dt><dd>search; Enter goes to the first found</dd></div>\
<div><dt>Tab</dt><dd>to the people on the map, arrows from one to the next</dd></div>\
<div><dt>Enter</dt><dd>only this person and who is around</dd></div>\
<div><dt>+ − 0</dt><dd>nearer, farther, the whole map</dd></div>\
<div><dt>arrows</dt><dd>move a map that is zoomed in</dd></div>\
<div><dt>Esc</dt><dd>back to everybody</dd></div></dl></details>";

/// Returns the page.
pub(super) fn text(map: &Sociogram, picture: &Picture) -> String {
    let facets = facets::all(map);
    let (title, subtitle) = (escaped(&map.title), escaped(&map.subtitle));
    let drawing = svg::drawing(map, picture, &format!("role=\"group\" aria-label=\"{title}\""));
    let (filters, table) = (filters(&facets), table::of(map, &facets));
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n{head}<body>\n<a class=\"skip\" href=\"#data\">Skip to the table</a>\n\
         <header><h1>{title}</h1>\n<label>Search <input type=\"search\" autocomplete=\"off\" spellcheck=\"false\" \
         placeholder=\"name, title, department\"/></label>\n{CONTROLS}\n<a href=\"#data\">Table</a>\n\
         <p id=\"state\" role=\"status\"></p></header>\n<div id=\"room\">\n\
         <main id=\"stage\" tabindex=\"0\" aria-label=\"Map\">\n{drawing}</main>\n\
         <aside aria-label=\"Person and filters\"><section id=\"card\" aria-label=\"Person\">\
         <p>Point at somebody, or find them by name.</p></section>\n\
         <form id=\"filters\" aria-label=\"Filters\">{filters}<button type=\"reset\">Show everybody</button></form>\n\
         {KEYS}</aside>\n</div>\n\
         <section id=\"data\" tabindex=\"-1\" aria-label=\"Table\">\n<table>\n<caption>{title} ({subtitle})</caption>\n\
         {table}</table>\n</section>\n<script>{SCRIPT}</script>\n</body>\n</html>\n",
        head = head(&title),
    )
}

fn head(title: &str) -> String {
    format!(
        "<head>\n<meta charset=\"utf-8\"/>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{STYLE_HASH}'; \
         script-src '{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta name=\"referrer\" content=\"no-referrer\"/>\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n"
    )
}

/// Returns a list to check for every facet that tells people apart.
fn filters(facets: &[Facet]) -> String {
    let mut filters = String::new();
    for facet in facets.iter().filter(|it| it.options.len() > 1) {
        // Writing to a string cannot fail.
        let _ = write!(filters, "<fieldset data-facet=\"{}\"><legend>{}</legend>", facet.name, facet.label);
        for (number, (words, n)) in facet.options.iter().enumerate() {
            let words = escaped(words);
            let _ = writeln!(
                filters,
                "<label><input type=\"checkbox\" value=\"{number}\"/><span dir=\"auto\">{words}</span><i>{n}</i></label>"
            );
        }
        filters.push_str("</fieldset>\n");
    }
    filters
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
