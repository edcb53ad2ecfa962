//! Random programs: no source text may make the session panic or run past its budget.

use fluxion::language::{Budget, Session, highlight, names};

/// A small random number generator that gives the same numbers everywhere (SplitMix64).
pub struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    fn pick<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }
}

static PIECES: &[&str] = &[
    "x",
    "y",
    "f",
    "ŷ",
    "σ",
    "∇f",
    "x′",
    "i",
    "1",
    "2.5",
    "0x",
    "1e",
    "3x",
    "2(",
    "\"",
    "\"a$(",
    "'",
    "'a'",
    ":s",
    "#",
    "#=",
    "=#",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ";",
    "\n",
    " ",
    " = ",
    "==",
    "<",
    "<=",
    "+",
    "-",
    "*",
    "/",
    "^",
    "÷",
    "%",
    ".+",
    ".*",
    ".",
    "...",
    "->",
    "=>",
    "?",
    ":",
    "::",
    "&&",
    "||",
    "|>",
    "!",
    "√",
    "@m",
    "'",
    "function ",
    "if ",
    "else",
    "elseif ",
    "end",
    "for ",
    "while ",
    "in ",
    "let ",
    "begin ",
    "return ",
    "break",
    "continue",
    "true",
    "nothing",
    "using Flux",
    "global ",
    "do ",
    "struct ",
    "julia> ",
    "\u{302}",
    "€",
    "\u{0}",
    "𝔘",
    "sum(",
    "gradient(",
    "println(",
    "Tracker.",
    "param(",
    "1:3",
    "f(x) = ",
    "x = ",
    "+=",
    ".=",
    "end\n",
    "\\",
    "`",
    "\r\n",
    "\t",
    "for i in 1:3\n",
    "try ",
    "catch e ",
    "finally ",
    "mutable struct ",
    "abstract type ",
    " where ",
    " where T",
    "<:",
    "{T}",
    "Vector{",
    "Union{Int, ",
    "Dict(",
    "new(",
    "Base.:+",
    "import Base: +",
    "@show ",
    "@. ",
    "@assert ",
    "throw(",
    "1//2",
    "(a = 1,)",
    ";",
    "...",
];

/// Token soup: text that is hardly ever a valid program.
pub fn soup(random: &mut Random) -> String {
    (0..random.below(40)).map(|_| random.pick(PIECES)).collect()
}

static TYPE_NAMES: &[&str] = &[
    "Int",
    "Real",
    "Any",
    "Vector{Float64}",
    "Vector{T} where T",
    "Union{Int, String}",
    "Tuple{Int,Any}",
    "S",
    "Function",
    "Dict{Symbol,Int}",
    "Array{T,2} where T",
];

/// An expression that is nearly always valid.
fn expression(random: &mut Random, depth: usize) -> String {
    let inner = |random: &mut Random| expression(random, depth.saturating_sub(1));
    if depth == 0 {
        return random
            .pick(&[
                "x", "y", "p", "f", "1", "2.5", "-3", "0", "true", "nothing", "(1, 2)", "[1, 2.0]", "1:3",
                "\"s\"",
            ])
            .to_owned();
    }
    match random.below(20) {
        16 => format!("({}::{})", inner(random), random.pick(TYPE_NAMES)),
        17 => format!("(a = {}, b = {})", inner(random), inner(random)),
        18 => format!("S({}, {})", inner(random), inner(random)),
        19 => format!(
            "{}({})",
            random
                .pick(&["typeof", "Dict", "Ref", "throw", "keys", "pairs", "S", "error", "convert", "Tuple"]),
            inner(random)
        ),
        0..=3 => {
            let operator = random.pick(&[
                "+", "-", "*", "/", "^", "÷", "%", "<", "==", ".+", ".*", ".^", "&&", "||", "|>", "in", "≈",
            ]);
            format!("{} {operator} {}", inner(random), inner(random))
        }
        4 => format!("({})", inner(random)),
        5 => format!("({}, {})", inner(random), inner(random)),
        6 => format!("2({})", inner(random)),
        7 => format!("({})[{}]", inner(random), inner(random)),
        8 => format!(
            "{}({})",
            random.pick(&[
                "sin",
                "sqrt",
                "log",
                "abs",
                "sum",
                "length",
                "maximum",
                "f",
                "g",
                "string",
                "round",
                "collect",
                "first",
                "-",
                "param",
                "Tracker.data"
            ]),
            inner(random)
        ),
        9 => format!(
            "{}({}, {})",
            random.pick(&[
                "max", "g", "map", "foldl", "gradient", "hypot", "mod", "div", "atan", "zip", "push!"
            ]),
            inner(random),
            inner(random)
        ),
        10 => format!("{} ? {} : {}", inner(random), inner(random), inner(random)),
        11 => format!("(x -> {})", inner(random)),
        12 => format!(
            "gradient(x -> {}, {}; nest = {})",
            inner(random),
            inner(random),
            random.pick(&["true", "false"])
        ),
        13 => format!("f.({})", inner(random)),
        14 => format!("sum({} for i in {})", inner(random), inner(random)),
        _ => format!("\"a $({}) b\"", inner(random)),
    }
}

pub fn statement(random: &mut Random, depth: usize) -> String {
    let name = random.pick(&["x", "y", "p", "z", "i"]);
    let value = expression(random, 3);
    if depth == 0 {
        return format!("{name} = {value}\n");
    }
    match random.below(16) {
        8 => format!("try\n{}catch e\n{}end\n", statement(random, depth - 1), statement(random, depth - 1)),
        9 => format!("try\n{}finally\n{}end\n", statement(random, depth - 1), statement(random, depth - 1)),
        10 => format!("f(x::{}) = {value}\n", random.pick(TYPE_NAMES)),
        11 => format!(
            "g(x::T, y::{}) where T <: {} = {value}\n",
            random.pick(TYPE_NAMES),
            random.pick(TYPE_NAMES)
        ),
        12 => format!("struct S\n  a::{}\n  b\nend\n", random.pick(TYPE_NAMES)),
        13 => format!("mutable struct S{{T}}\n  a::T\n  b\n  S(x, y) = new{{Any}}(x, {value})\nend\n"),
        14 => format!("(s::S)(x) = {value}\nBase.:+(a::S, b) = {value}\n"),
        15 => format!("x.a = {value}\n@show {value}\n"),
        0 => format!("{name} = {value}\n"),
        1 => format!("f(x) = {value}\n"),
        2 => format!("g(x, y = {}) = {value}\n", expression(random, 1)),
        3 => format!("for i in {value}\n{}end\n", statement(random, depth - 1)),
        4 => format!("while {value}\n{}end\n", statement(random, depth - 1)),
        5 => {
            format!("if {value}\n{}else\n{}end\n", statement(random, depth - 1), statement(random, depth - 1))
        }
        6 => format!(
            "function f(x)\n{}{}return {value}\nend\n",
            statement(random, depth - 1),
            statement(random, depth - 1)
        ),
        7 => format!("{name} {} {value}\n", random.pick(&["+=", "*=", ".=", "-="])),
        _ => format!("println({value})\n"),
    }
}

/// Random bytes, as text.
pub fn bytes(random: &mut Random) -> String {
    let bytes: Vec<u8> = (0..random.below(60)).map(|_| random.next() as u8).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Runs source text in every way that the page does.
pub fn exercise(source: &str) {
    let budget = Budget { steps: 3_000, tape: 2_000, ..Budget::default() };
    let mut session = Session::new(budget, || 0.0);
    session.run("using Flux, Flux.Tracker");
    let outcome = session.run(source);
    if let Err(error) = &outcome.result {
        let span = error.diagnostic.span;
        assert!(span.start <= span.end && span.end as usize <= source.len(), "{span:?} of {source:?}");
        assert!(!error.diagnostic.message.is_empty(), "{source:?}");
    }
    if let Some(f) = session.global("f") {
        let _ = session.call(&f, &[1.5]);
        let _ = session.record(&f, &[1.5]);
    }
    let _ = names(source);
    let mut end = 0;
    for (span, _) in highlight(source) {
        assert!(span.start >= end && span.start < span.end, "{span:?} of {source:?}");
        assert!(source.is_char_boundary(span.start as usize) && source.is_char_boundary(span.end as usize));
        end = span.end;
    }
}

/// How many texts of a kind are tried: `few`, or `many` times as many if `FLUXION_RANDOM` is set, as it is in the gate.
/// All kinds together are then two million.
pub fn count(few: usize, many: usize) -> usize {
    if std::env::var_os("FLUXION_RANDOM").is_some() { few * many } else { few }
}

/// Runs `count` texts, and reports the one that panics.
fn campaign(seed: u64, count: usize, text: fn(&mut Random) -> String) {
    let mut random = Random(seed);
    for _ in 0..count {
        let source = text(&mut random);
        if std::panic::catch_unwind(|| exercise(&source)).is_err() {
            panic!("this text must not panic the session: {source:?}");
        }
    }
}

#[test]
fn no_soup_of_tokens_panics() {
    campaign(1, count(8_000, 60), soup);
}

#[test]
fn no_bytes_panic() {
    campaign(2, count(4_000, 270), bytes);
}

#[test]
fn no_program_panics() {
    campaign(3, count(8_000, 5), |random| (0..1 + random.below(5)).map(|_| statement(random, 3)).collect());
}

/// On a stack as small as that of a browser thread.
#[test]
fn deep_nesting_is_refused() {
    let thread = std::thread::Builder::new().stack_size(4 << 20).spawn(nest_deeply);
    thread.expect("a thread can be started").join().expect("nothing panics");
}

fn nest_deeply() {
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("f(", ")"),
        ("-", ""),
        ("x -> ", ""),
        ("if true\n", "\nend"),
        ("1^", ""),
        ("true ? 1 : ", ""),
        ("a && ", ""),
        ("a = ", ""),
        ("\"$(", ")\""),
        ("try\n", "\ncatch\nend"),
        ("x::A{", "}"),
        ("(a = ", ",)"),
        ("@show ", ""),
        ("[x for x in ", "]"),
    ] {
        let source = format!("{}1{}", open.repeat(2_000), close.repeat(2_000));
        exercise(&source);
        let outcome = Session::new(Budget::default(), || 0.0).run(&source);
        assert!(outcome.result.is_err(), "{open}");
    }
    for chain in ["1 + ", "1 * ", "1 < ", "x.", "f(1)", "a => ", "x::Int where T where "] {
        exercise(&format!("{}1", chain.repeat(5_000)));
    }
    let outcome = Session::new(Budget::default(), || 0.0).run(&format!("{}1", "1 + ".repeat(5_000)));
    assert_eq!(outcome.display, "5001");
}

/// Values and types that are deeply nested, or contain themselves: traversing them does not overflow the stack.
#[test]
fn deep_values_are_shown_and_dropped() {
    let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(|| {
        for step in ["p = p => 1", "p = (a = p,)", "p = (p, p)", "p = [p]", "p = Ref(p)", "p = Dict(1 => p)", "p = S(p)"] {
            let source = format!("struct S; x; end\np = 1\nfor i in 1:20000\n{step}\nend\nprintln(p)\np == p\ntypeof(p)\nDict(p => p)");
            let outcome = Session::new(Budget::default(), || 0.0).run(&source);
            assert!(outcome.printed.len() < 1 << 20, "{step}");
        }
        let rings = "r = Ref(1); r[] = r; println(r); typeof(r); mutable struct N; x; y; end; n = N(1, 2); n.x = n; n.y = n; println(n); n == n";
        assert!(Session::new(Budget::default(), || 0.0).run(rings).result.is_ok());
        let types = "T = Int\nfor i in 1:1000\nT = Vector{T}\nend";
        assert!(Session::new(Budget::default(), || 0.0).run(types).result.is_err());
    });
    thread.expect("a thread can be started").join().expect("nothing panics");
}
