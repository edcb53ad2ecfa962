//! Limits that a cell raises for itself: each line `# limits × 10` at its top allows ten times the steps and the time.

/// The line that raises the limits.
pub const LINE: &str = "# limits × 10";

/// The most that the limits can be raised to, as a factor.
const MOST: u32 = 1_000;

/// How many times the usual steps and time a source text asks for.
///
/// ```
/// # use fluxion::language::{Budget, Session};
/// let budget = Budget { steps: 10_000, ..Budget::default() };
/// let count = |source: &str| Session::new(budget, || 0.0).run(source).display;
/// assert_eq!(count("n = 0\nfor i in 1:20_000\n n += 1\nend\nn"), "");
/// assert_eq!(count("# limits × 10\nn = 0\nfor i in 1:20_000\n n += 1\nend\nn"), "20000");
/// ```
pub fn factor(source: &str) -> u32 {
    let raised = source.lines().take_while(|line| line.trim_end() == LINE).count();
    10u32.saturating_pow(raised as u32).min(MOST)
}
