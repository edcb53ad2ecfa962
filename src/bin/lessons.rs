//! The lesson compiler: `lessons IN OUT` reads `IN/*.md` and writes what the page fetches into `OUT`.

fn main() {}
