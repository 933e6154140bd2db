//! Spells a role as a title of a card: the other way round from reading one.

use super::{Function, Level};

/// A title that reads as this function and level, in English: CFO, Head of finance, Lawyer.
pub fn spelled(function: Function, level: Level) -> String {
    let (first, field, individual) = names(function);
    match level {
        Level::Board => "Board member".to_owned(),
        Level::CLevel => first.to_owned(),
        Level::Vp => format!("VP of {field}"),
        Level::Head => format!("Head of {field}"),
        Level::Manager => format!("{field} manager"),
        Level::Individual => individual.to_owned(),
    }
}

/// Whoever runs the function for the whole organization, what it is called, and who works in it.
fn names(function: Function) -> (&'static str, &'static str, &'static str) {
    match function {
        Function::General => ("CEO", "the company", "Chief of staff"),
        Function::Finance => ("CFO", "finance", "Accountant"),
        Function::Technology => ("CTO", "engineering", "Engineer"),
        Function::Product => ("CPO", "product", "Product manager"),
        Function::People => ("CHRO", "people", "HR partner"),
        Function::Legal => ("General counsel", "legal", "Lawyer"),
        Function::Sales => ("CRO", "sales", "Account executive"),
        Function::Marketing => ("CMO", "marketing", "Marketing specialist"),
        Function::Customer => ("Chief customer officer", "customer success", "Customer success manager"),
        Function::Operations => ("COO", "operations", "Project manager"),
        Function::Security => ("CISO", "security", "Security engineer"),
        Function::Data => ("CDO", "data", "Data engineer"),
        Function::Design => ("Chief design officer", "design", "Designer"),
        Function::Research => ("Chief scientist", "research", "Scientist"),
        Function::Audit => ("Chief audit executive", "internal audit", "Internal auditor"),
        Function::Procurement => ("Chief procurement officer", "procurement", "Buyer"),
        Function::Communications => ("Chief communications officer", "communications", "Press officer"),
        Function::Strategy => ("Chief strategy officer", "strategy", "Strategist"),
    }
}
