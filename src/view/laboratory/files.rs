//! What the dialog of files says.

/// The most bytes of a file of weights; the worker refuses more, too.
pub const MAX_WEIGHTS: usize = 4_000_000;

/// A sentence about what Flux 0.9 does not have; empty if it has everything.
///
/// ```
/// # use fluxion::view::laboratory::files::flux09_lacks;
/// assert_eq!(flux09_lacks(&[]), "");
/// assert_eq!(flux09_lacks(&["mish"]), "Flux 0.9 has no mish, so the files are for today’s.");
/// assert_eq!(flux09_lacks(&["mish", "SignDecay"]), "Flux 0.9 has no mish and no SignDecay, so the files are for today’s.");
/// ```
pub fn flux09_lacks(missing: &[&str]) -> String {
    match missing {
        [] => String::new(),
        names => format!("Flux 0.9 has no {}, so the files are for today’s.", names.join(" and no ")),
    }
}
