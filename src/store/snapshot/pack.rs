//! A record as bytes: what serde tells of it, in order, numbers short and fields by their number. A field that is left out
//! is left out here too, so that a record may gain fields and skip them as it likes. It knows no record and no file.

use serde::Serialize;
use serde::ser::{self, Impossible};

/// The record cannot be packed, or the bytes hold none.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(super) struct Unfit(pub(super) String);

impl ser::Error for Unfit {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

impl serde::de::Error for Unfit {
    fn custom<T: std::fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// What no record holds.
pub(super) fn foreign<T>(what: &str) -> Result<T, Unfit> {
    Err(Unfit(format!("{what} cannot be packed")))
}

/// The byte behind the last field of a struct.
pub(super) const END: u8 = 0;

/// Puts the record behind the bytes.
pub(super) fn pack<R: Serialize>(record: &R, bytes: &mut Vec<u8>) -> Result<(), Unfit> {
    record.serialize(&mut Packer { bytes })
}

/// Writes what serde tells.
struct Packer<'b> {
    bytes: &'b mut Vec<u8>,
}

impl Packer<'_> {
    /// Writes seven bits a byte, the lowest first, the top bit set where more follow.
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }
}

type Packed = Result<(), Unfit>;
type Never = Impossible<(), Unfit>;

impl<'p, 'b> ser::Serializer for &'p mut Packer<'b> {
    type Ok = ();
    type Error = Unfit;
    type SerializeSeq = Self;
    type SerializeTuple = Never;
    type SerializeTupleStruct = Never;
    type SerializeTupleVariant = Never;
    type SerializeMap = Self;
    type SerializeStruct = Fields<'p, 'b>;
    type SerializeStructVariant = Never;

    fn serialize_bool(self, it: bool) -> Packed {
        self.serialize_u64(u64::from(it))
    }
    fn serialize_u8(self, it: u8) -> Packed {
        self.serialize_u64(u64::from(it))
    }
    fn serialize_u16(self, it: u16) -> Packed {
        self.serialize_u64(u64::from(it))
    }
    fn serialize_u32(self, it: u32) -> Packed {
        self.serialize_u64(u64::from(it))
    }
    fn serialize_u64(self, it: u64) -> Packed {
        self.number(it);
        Ok(())
    }
    fn serialize_i8(self, it: i8) -> Packed {
        self.serialize_i64(i64::from(it))
    }
    fn serialize_i16(self, it: i16) -> Packed {
        self.serialize_i64(i64::from(it))
    }
    fn serialize_i32(self, it: i32) -> Packed {
        self.serialize_i64(i64::from(it))
    }
    fn serialize_i64(self, it: i64) -> Packed {
        self.bytes.extend_from_slice(&it.to_le_bytes());
        Ok(())
    }
    fn serialize_f32(self, it: f32) -> Packed {
        self.serialize_f64(f64::from(it))
    }
    fn serialize_f64(self, it: f64) -> Packed {
        self.bytes.extend_from_slice(&it.to_bits().to_le_bytes());
        Ok(())
    }
    fn serialize_char(self, it: char) -> Packed {
        self.serialize_u64(u64::from(u32::from(it)))
    }
    fn serialize_str(self, it: &str) -> Packed {
        self.serialize_bytes(it.as_bytes())
    }
    fn serialize_bytes(self, it: &[u8]) -> Packed {
        self.number(it.len() as u64);
        self.bytes.extend_from_slice(it);
        Ok(())
    }
    fn serialize_none(self) -> Packed {
        self.serialize_bool(false)
    }
    fn serialize_some<T: Serialize + ?Sized>(self, it: &T) -> Packed {
        self.number(1);
        it.serialize(self)
    }
    fn serialize_unit(self) -> Packed {
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Packed {
        Ok(())
    }
    fn serialize_unit_variant(self, _: &'static str, variant: u32, _: &'static str) -> Packed {
        self.serialize_u32(variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, it: &T) -> Packed {
        it.serialize(self)
    }
    fn serialize_newtype_variant<T>(self, _: &'static str, _: u32, variant: &'static str, _: &T) -> Packed
    where
        T: Serialize + ?Sized,
    {
        foreign(variant)
    }
    fn serialize_seq(self, length: Option<usize>) -> Result<Self, Unfit> {
        let Some(length) = length else { return foreign("a list of unknown length") };
        self.number(length as u64);
        Ok(self)
    }
    fn serialize_tuple(self, _: usize) -> Result<Never, Unfit> {
        foreign("a tuple")
    }
    fn serialize_tuple_struct(self, name: &'static str, _: usize) -> Result<Never, Unfit> {
        foreign(name)
    }
    fn serialize_tuple_variant(self, name: &'static str, _: u32, _: &'static str, _: usize) -> Result<Never, Unfit> {
        foreign(name)
    }
    fn serialize_map(self, length: Option<usize>) -> Result<Self, Unfit> {
        self.serialize_seq(length)
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields<'p, 'b>, Unfit> {
        Ok(Fields { packer: self, number: END })
    }
    fn serialize_struct_variant(self, name: &'static str, _: u32, _: &'static str, _: usize) -> Result<Never, Unfit> {
        foreign(name)
    }
}

impl ser::SerializeSeq for &mut Packer<'_> {
    type Ok = ();
    type Error = Unfit;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, it: &T) -> Packed {
        it.serialize(&mut **self)
    }
    fn end(self) -> Packed {
        Ok(())
    }
}

impl ser::SerializeMap for &mut Packer<'_> {
    type Ok = ();
    type Error = Unfit;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, it: &T) -> Packed {
        it.serialize(&mut **self)
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, it: &T) -> Packed {
        it.serialize(&mut **self)
    }
    fn end(self) -> Packed {
        Ok(())
    }
}

/// The fields of a struct, numbered from 1 in the order of their declaration, those left out counted.
struct Fields<'p, 'b> {
    packer: &'p mut Packer<'b>,
    number: u8,
}

impl Fields<'_, '_> {
    fn next(&mut self) -> Packed {
        let Some(next) = self.number.checked_add(1) else { return foreign("a struct of more than 255 fields") };
        self.number = next;
        Ok(())
    }
}

impl ser::SerializeStruct for Fields<'_, '_> {
    type Ok = ();
    type Error = Unfit;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, it: &T) -> Packed {
        self.next()?;
        self.packer.bytes.push(self.number);
        it.serialize(&mut *self.packer)
    }
    fn skip_field(&mut self, _: &'static str) -> Packed {
        self.next()
    }
    fn end(self) -> Packed {
        self.packer.bytes.push(END);
        Ok(())
    }
}
