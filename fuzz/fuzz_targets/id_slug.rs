//! Slugs of any name are ids, and ids are read back as they are written.
#![no_main]

use acquaint::network::{DepartmentId, PersonId, slug};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let made = slug(text);
    assert!(made.parse::<PersonId>().is_ok(), "`{made}` of `{text}` is no id");
    assert_eq!(slug(&made), made, "the slug of a slug is itself");
    if let Ok(id) = text.parse::<PersonId>() {
        assert_eq!(id.as_str(), text);
    }
    if let Ok(id) = text.parse::<DepartmentId>() {
        assert!(text.starts_with(id.organization().as_str()));
    }
});
