//! Macros of Julia and of its packages that are not available here, and what to do instead.

/// What to do instead of macros that are not available.
static INSTEAD: &[(&str, &str)] = &[
    ("btime benchmark allocated timed", "Times are measured with `@time` and `@elapsed` here."),
    (
        "threads spawn async sync distributed spawnat everywhere",
        "Everything runs in one thread here: leave it out, and the code does the same.",
    ),
    (
        "eval generated macroexpand code_warntype code_llvm code_native code_typed code_lowered",
        "Here, code can neither create code nor inspect it: define a function instead.",
    ),
    ("load save", "There are no files here: write the data into the code."),
    ("enum", "Use symbols, `:red`, or constants, `const RED = 1`."),
    ("doc which edit less", "The reference and the editor say what a function does."),
    ("ccall pyimport cuda", "Code cannot call other languages or a GPU here."),
    ("big_str int128_str uint128_str", "Numbers have 64 bits here."),
    ("adjoint nograd", "Write a custom derivative with `@grad`, as in Tracker."),
    ("animate gif plot layout", "Code cannot plot anything here: figures draw functions and data."),
];

/// What to do instead of this macro.
pub(super) fn instead(name: &str) -> &'static str {
    let lists = |names: &str| names.split(' ').any(|known| known == name);
    let found = INSTEAD.iter().find(|(names, _)| lists(names)).map(|(_, advice)| *advice);
    found.unwrap_or("This macro is not available here: write out what it stands for.")
}
