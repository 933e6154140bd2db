//! A quick hash of ids, for tables that one process makes of its own network and drops.

use std::hash::Hasher;

/// Hashes ids: several times as quick as the standard hasher, of which every tie and meeting would ask two.
#[derive(Debug, Default)]
pub(crate) struct Quick(u64);

impl Hasher for Quick {
    fn write_u8(&mut self, byte: u8) {
        // It ends each text: no more than a mark is needed.
        self.0 = self.0.rotate_left(1) ^ u64::from(byte);
    }

    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        for word in words.iter().chain([&last]) {
            self.0 = (self.0.rotate_left(5) ^ u64::from_le_bytes(*word)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn finish(&self) -> u64 {
        // The table takes the low bits, the product is good in the high ones.
        self.0.rotate_left(26)
    }
}
