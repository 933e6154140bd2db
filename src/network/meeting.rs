//! Meetings: events with people, a date and a channel.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::date::Date;
use super::id::{PersonId, TopicId};
use super::vocabulary::vocabulary;

vocabulary! {
    /// How people met, the richest first (the order: Daft & Lengel 1986).
    Channel, "channel" {
        /// Face to face.
        InPerson = "in_person",
        /// Over a coffee.
        Coffee = "coffee",
        /// Over lunch.
        Lunch = "lunch",
        /// Over dinner.
        Dinner = "dinner",
        /// One at the other's place.
        Visit = "visit",
        /// At an event.
        Event = "event",
        /// By video.
        Video = "video",
        /// By telephone.
        Phone = "phone",
        /// By letter or gift.
        Letter = "letter",
        /// By chat.
        Chat = "chat",
        /// By personal e-mail.
        Email = "email",
        /// A reaction on social media.
        Reaction = "reaction",
    }
}

impl Channel {
    /// Returns what one contact by this channel weighs, 0..1 (the order is Daft & Lengel's, the numbers are ours).
    #[must_use]
    pub fn richness(self) -> f64 {
        match self {
            Self::InPerson | Self::Coffee | Self::Lunch | Self::Dinner | Self::Visit | Self::Event => 1.0,
            Self::Video => 0.8,
            Self::Phone => 0.6,
            Self::Letter => 0.4,
            Self::Chat => 0.25,
            Self::Email => 0.15,
            Self::Reaction => 0.05,
        }
    }
}

vocabulary! {
    /// Who made a contact that went one way only.
    By, "side" {
        /// Ego wrote, nothing came back.
        Me = "me",
        /// They wrote, ego did not answer.
        Them = "them",
    }
}

fn in_person() -> Channel {
    Channel::InPerson
}

fn is_false(it: &bool) -> bool {
    !it
}

fn is_first(again: &u32) -> bool {
    *again == 0
}

/// An event with people, a date and a channel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    /// The day.
    #[serde(deserialize_with = "super::date::day")]
    pub on: Date,
    /// Who was there besides ego.
    pub with: Vec<PersonId>,
    /// How.
    #[serde(default = "in_person")]
    pub via: Channel,
    /// How long, in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// What about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<TopicId>,
    /// Where.
    #[serde(default, rename = "where", skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// True if it lies ahead, or lay ahead when it was written; a planned meeting is no contact.
    #[serde(default, skip_serializing_if = "is_false")]
    pub planned: bool,
    /// True if ego was not there.
    #[serde(default, skip_serializing_if = "is_false")]
    pub without_ego: bool,
    /// Who made a contact that went one way only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<By>,
    /// The number of a second meeting of the same people by the same channel on one day: 2, 3 …; 0 for the first.
    #[serde(default, skip_serializing_if = "is_first")]
    pub again: u32,
    /// What ego and they achieved together and saw done by then; none if empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub success: String,
    /// Ego's words about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Where the record came from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

impl Meeting {
    /// Returns a meeting of ego with `with` of which nothing else is known.
    #[must_use]
    pub fn on(on: Date, with: Vec<PersonId>, via: Channel) -> Self {
        Self {
            on,
            with,
            via,
            minutes: None,
            about: Vec::new(),
            place: String::new(),
            planned: false,
            without_ego: false,
            by: None,
            again: 0,
            success: String::new(),
            note: String::new(),
            source: String::new(),
        }
    }

    /// Returns how many people were there, ego included.
    #[must_use]
    pub fn company(&self) -> usize {
        self.with.len() + usize::from(!self.without_ego)
    }

    /// Returns whether it counts as contact on `today`: it happened, and not after today.
    #[must_use]
    pub fn happened_by(&self, today: Date) -> bool {
        !self.planned && self.on <= today
    }
}

/// What makes a meeting the one it is: day, people, channel, and its number if that is not enough.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MeetingId {
    /// The day.
    pub on: Date,
    /// Who, in the order of their ids.
    pub with: Vec<PersonId>,
    /// How.
    pub via: Channel,
    /// Which of several.
    pub again: u32,
}

impl fmt::Display for MeetingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let with: Vec<_> = self.with.iter().map(PersonId::as_str).collect();
        write!(f, "{} {} ({})", self.on, with.join(" "), self.via)?;
        if self.again > 0 { write!(f, " no. {}", self.again) } else { Ok(()) }
    }
}
