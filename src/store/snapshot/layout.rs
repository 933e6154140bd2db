//! Which records a twin was made of: a number that differs as soon as a record gains, loses or moves a field, a word joins
//! a vocabulary, or keys are marked another way. Asked of the types themselves, so that nobody has to think of it.

use std::sync::OnceLock;

use serde::de::{Deserialize, Deserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::pack::{Unfit, foreign};
use crate::network::{
    By, Channel, CommunityKind, Key, Meeting, Outcome, Position, Purpose, Record, Tie, TieKind, each_kind,
};
use crate::store::files::fingerprint;
use crate::store::layout::mark;

/// Raised when twins are laid out another way.
const LAYOUT: u32 = 6;

/// Returns the number of this very program's layout.
pub(super) fn print() -> u64 {
    static PRINT: OnceLock<u64> = OnceLock::new();
    *PRINT.get_or_init(|| fingerprint(told().as_bytes()))
}

/// Returns the names of all fields and words, and the marks of two keys.
pub(super) fn told() -> String {
    let mut told = format!("{} {LAYOUT}", env!("CARGO_PKG_VERSION"));
    each_kind!(R => names::<R>(&mut told));
    names::<Position>(&mut told);
    names::<crate::network::title::Function>(&mut told);
    names::<CommunityKind>(&mut told);
    names::<TieKind>(&mut told);
    names::<Channel>(&mut told);
    names::<By>(&mut told);
    names::<Purpose>(&mut told);
    names::<Outcome>(&mut told);
    told + &marks()
}

/// Keys are marked by a hash of the standard library, which may change with the compiler.
fn marks() -> String {
    let me: crate::network::PersonId = "me".parse().expect("a slug");
    let meeting = Meeting::on(crate::network::Date::constant(2026, 11, 3), vec![me.clone()], Channel::Coffee);
    let tie = Tie::between(me.clone(), me, TieKind::Friend);
    let keys: [Key; 2] = [Meeting::key(meeting.id()), Tie::key(tie.id())];
    keys.map(|key| format!(" {:x}", mark(&key))).concat()
}

fn names<'de, T: Deserialize<'de>>(told: &mut String) {
    *told += &format!(" {}", size_of::<T>());
    // It ends in a refusal, after the type has told its names.
    drop(T::deserialize(Names(told)));
}

/// Notes what a type asks for and gives it nothing.
struct Names<'t>(&'t mut String);

impl<'de> Deserializer<'de> for Names<'_> {
    type Error = Unfit;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Unfit> {
        foreign("nothing")
    }
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Unfit> {
        *self.0 += &format!(" {name}({})", fields.join(" "));
        foreign(name)
    }
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        self.deserialize_struct(name, words, visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map identifier ignored_any
    }
}
