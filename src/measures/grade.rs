//! A tie's strength in four grades, where a number says too much.

use std::fmt;

use super::strength::{MIDDLING, STRONG};

/// How strong a tie is, in a word; the stronger the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// There is no tie.
    None,
    /// There is a tie and little of it: above 0.
    Weak,
    /// The tie holds: 0.3 and more.
    Middling,
    /// The tie is strong: 0.6 and more.
    Strong,
}

impl Grade {
    /// All grades, the strongest first.
    pub const ALL: [Self; 4] = [Self::Strong, Self::Middling, Self::Weak, Self::None];

    /// Returns the grade of a tie of that strength, 0..1; what is no number is no tie.
    #[must_use]
    pub fn of(strength: f64) -> Self {
        match strength {
            it if it >= STRONG => Self::Strong,
            it if it >= MIDDLING => Self::Middling,
            it if it > 0.0 => Self::Weak,
            _ => Self::None,
        }
    }

    /// Returns the grade in words, with the strengths it stands for.
    #[must_use]
    pub fn told(self) -> &'static str {
        match self {
            Self::Strong => "strong: 0.6 and more",
            Self::Middling => "middling: 0.3 and more",
            Self::Weak => "weak: below 0.3",
            Self::None => "no tie",
        }
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Strong => "strong",
            Self::Middling => "middling",
            Self::Weak => "weak",
            Self::None => "no tie",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Grade;

    #[test]
    fn grades_begin_where_they_say() {
        let grades = [1.0, 0.6, 0.599, 0.3, 0.299, f64::MIN_POSITIVE, 0.0, -1.0, f64::NAN].map(Grade::of);
        let [strong, middling, weak, none] = Grade::ALL;
        assert_eq!(grades, [strong, strong, middling, middling, weak, weak, none, none, none]);
    }
}
