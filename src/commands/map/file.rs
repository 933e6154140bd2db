//! The file a map is written to.

use std::path::Path;

use crate::error::Error;
use crate::sociogram::Output;
use crate::store;

/// Returns what the file's ending asks for.
pub(super) fn output(file: &Path) -> Result<Output, Error> {
    let endings = "use a file that ends in .svg, .html, .png, .pdf or .dot";
    let shown = file.display();
    if file.extension().is_none() {
        return Err(Error::usage(format!("`{shown}` has no ending that says what to write"), endings));
    }
    Output::of_path(file).map_err(|error| Error::usage(format!("{shown}: {error}"), endings))
}

/// Writes the file; an error says what may be wrong with its folder.
pub(super) fn written(file: &Path, bytes: &[u8]) -> Result<(), Error> {
    let folder = file.parent().filter(|it| !it.as_os_str().is_empty());
    match (store::write_file(file, bytes), folder) {
        (Err(error), Some(folder)) if error.hint().is_none() => Err(Error::unfit(
            error.to_string(),
            format!("is there a folder `{}` that can be written to?", folder.display()),
        )),
        (result, _) => Ok(result?),
    }
}

/// Opens the file with what the system has for it, and says so where there is nothing.
pub(super) fn opened(file: &Path) -> Vec<String> {
    let failed = open::that_detached(file).is_err();
    let note = || format!("note: `{}` was written, but nothing here opens such files", file.display());
    failed.then(note).into_iter().collect()
}
