//! Files are replaced whole, whatever stands under their names.
#![expect(clippy::disallowed_methods, reason = "tests set the scene by hand")]

use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use crate::store::files::{draft, fingerprint, is_draft, names, read, read_text, write_file};
use crate::store::scratch::Scratch;
use std::fs;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_file_is_replaced_whole_and_keeps_its_mode_and_its_links() {
    let scratch = Scratch::new();
    let (real, link) = (scratch.path("real.txt"), scratch.path("link.txt"));
    symlink("real.txt", &link).unwrap();
    write_file(&link, b"one").unwrap();
    assert_eq!(mode(&real), 0o600, "a new file, through a link that led nowhere");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o644)).unwrap();
    write_file(&link, b"two").unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!((fs::read(&real).unwrap(), mode(&real)), (b"two".to_vec(), 0o644));
    assert_eq!(names(scratch.folder()).unwrap(), ["link.txt", "real.txt"]);
}

#[test]
fn what_is_no_file_is_named() {
    let scratch = Scratch::new();
    symlink("loop", scratch.path("loop")).unwrap();
    for path in [scratch.path("loop"), scratch.folder().to_owned()] {
        let message = write_file(&path, b"x").unwrap_err().to_string();
        assert!(message.starts_with(&path.display().to_string()), "{message}");
        assert!(read(&path).is_err() && read_text(&path, 9).is_err());
    }
    assert!(read(&scratch.path("nobody")).unwrap().is_none());
}

#[test]
fn a_text_is_utf8_of_limited_size_without_its_mark() {
    let scratch = Scratch::new();
    let path = scratch.path("in.csv");
    fs::write(&path, "\u{feff}a\nbé".as_bytes()).unwrap();
    assert_eq!(read_text(&path, 99).unwrap(), "a\nbé");
    assert!(read_text(&path, 3).unwrap_err().to_string().contains("larger than"));
    fs::write(&path, b"a\nb\xff").unwrap();
    assert!(read_text(&path, 99).unwrap_err().to_string().ends_with("in.csv:2:2: the byte 0xff is not UTF-8"));
}

#[test]
fn drafts_are_known_by_their_names() {
    let scratch = Scratch::new();
    let path = draft(&scratch.path("people.ron"), b"x").unwrap();
    assert!(is_draft(path.file_name().unwrap().to_str().unwrap()));
    for name in [".2026.ron.1.2.tmp", ".history.1.2.tmp", "..gitignore.1.2.tmp", "..gitattributes.1.2.tmp"] {
        assert!(is_draft(name), "{name}");
    }
    for name in [
        "people.ron",
        ".people.ron.tmp",
        ".people.ron.1.tmp",
        ".a.svg.1.2.tmp",
        ".people.ron.1.x.tmp",
        ".1.2.tmp",
        ".ron",
    ] {
        assert!(!is_draft(name), "{name}");
    }
}

#[test]
fn fingerprints_stand_in_journals() {
    assert_eq!(fingerprint(b""), 0x2d06_8005_38d3_94c2, "XXH3 as published");
    let texts: [&[u8]; 6] = [b"", b"\0", b"\0\0", b"12345678", b"12345678\0", b"87654321"];
    let all: std::collections::BTreeSet<_> = texts.iter().map(|it| fingerprint(it)).collect();
    assert_eq!(all.len(), texts.len());
}
