//! placeholder
use serde::{Deserialize, Serialize};
/// f
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Function {
    General,
    Finance,
    Technology,
    Product,
    People,
    Legal,
    Sales,
    Marketing,
    Customer,
    Operations,
    Security,
    Data,
    Design,
    Research,
    Audit,
    Procurement,
    Communications,
    Strategy,
}
