//! Which changes may come in: those that bring no error with them. Where nothing was wrong before, only what they can
//! break is looked at.

use super::Error;
use super::read::Reading;
use super::snapshot::Sound;
use crate::network::{Change, Date, Fault, Network, Severity, leaves_reports};

/// What stands against changes that may come in.
#[derive(Debug)]
pub(super) struct Admission {
    /// The errors that were there before.
    pub(super) warnings: Vec<Fault>,
    /// The days for which it is known that there is no error at all.
    pub(super) days: Option<(Date, Date)>,
}

/// Refuses changes, made already in what was read, that bring errors in.
pub(super) fn admit(reading: &mut Reading, changes: &[Change], today: Date) -> Result<Admission, Error> {
    let holds = |sound: &Sound| (sound.days.0..=sound.days.1).contains(&today);
    if let Some(sound) = reading.sound().filter(holds) {
        let errors = reading.network.errors_after(changes, today);
        return if errors.is_empty() {
            Ok(still_sound(reading, sound, changes, today))
        } else {
            Err(refused(reading, errors))
        };
    }
    if let Some((sound, mut all)) = reading.sound_before().filter(|it| holds(&it.0)) {
        all.extend_from_slice(changes);
        // A record that both have changed is looked at as it was in between, too: then an error is no proof.
        if reading.network.errors_after(&all, today).is_empty() {
            return Ok(still_sound(reading, sound, &all, today));
        }
    }
    admit_anew(reading, changes, today)
}

/// Notes that nothing is wrong, where nothing was before others changed the files and their changes bring no error: the
/// next command that writes need not look at all records.
pub(super) fn carry(reading: &Reading) {
    if !reading.is_news() {
        return;
    }
    let Some((sound, changes)) = reading.sound_before() else { return };
    // On other days other circles of reports are closed.
    if leaves_reports(&changes) && reading.network.errors_after(&changes, sound.days.0).is_empty() {
        reading.note_sound(&[], sound.days);
    }
}

fn still_sound(reading: &Reading, sound: Sound, changes: &[Change], today: Date) -> Admission {
    let days = if leaves_reports(changes) { sound.days } else { reading.network.steady_days(today) };
    Admission { warnings: Vec::new(), days: Some(days) }
}

/// Does the same by a look at all records, and tells the errors that were there before.
pub(super) fn admit_anew(reading: &mut Reading, changes: &[Change], today: Date) -> Result<Admission, Error> {
    let errors = |network: &Network| -> Vec<Fault> {
        network.check(today).into_iter().filter(|it| it.severity == Severity::Error).collect()
    };
    let after = errors(&reading.network);
    if after.is_empty() {
        return Ok(Admission { warnings: after, days: Some(reading.network.steady_days(today)) });
    }
    let back = changes.iter().cloned().map(Change::reversed).collect();
    // A record that equals nothing, itself included (a strength that is no number), cannot be taken back.
    let before = reading.network.apply(back).map_or_else(|_| Vec::new(), |()| errors(&reading.network));
    let again = reading.network.apply(changes.to_vec());
    let (warnings, new): (Vec<_>, Vec<_>) = after.into_iter().partition(|fault| before.contains(fault));
    if new.is_empty() && again.is_ok() {
        return Ok(Admission { warnings, days: None });
    }
    Err(refused(reading, new))
}

fn refused(reading: &Reading, faults: Vec<Fault>) -> Error {
    Error::Refused(faults.into_iter().map(|fault| (fault.clone(), reading.place(&fault.key))).collect())
}
