//! Letters and symbols that are not on the keyboard: `\eta` and the tab key give `η`, as at Julia's prompt.

/// Julia's names, without the backslash, and the symbols they stand for. An accent follows the letter that it marks.
pub static SYMBOLS: &[(&str, &str)] = &[
    ("alpha", "α"),
    ("beta", "β"),
    ("gamma", "γ"),
    ("delta", "δ"),
    ("epsilon", "ϵ"),
    ("varepsilon", "ε"),
    ("zeta", "ζ"),
    ("eta", "η"),
    ("theta", "θ"),
    ("iota", "ι"),
    ("kappa", "κ"),
    ("lambda", "λ"),
    ("mu", "μ"),
    ("nu", "ν"),
    ("xi", "ξ"),
    ("pi", "π"),
    ("rho", "ρ"),
    ("sigma", "σ"),
    ("tau", "τ"),
    ("upsilon", "υ"),
    ("phi", "ϕ"),
    ("varphi", "φ"),
    ("chi", "χ"),
    ("psi", "ψ"),
    ("omega", "ω"),
    ("Gamma", "Γ"),
    ("Delta", "Δ"),
    ("Theta", "Θ"),
    ("Lambda", "Λ"),
    ("Xi", "Ξ"),
    ("Pi", "Π"),
    ("Sigma", "Σ"),
    ("Phi", "Φ"),
    ("Psi", "Ψ"),
    ("Omega", "Ω"),
    ("nabla", "∇"),
    ("partial", "∂"),
    ("prime", "′"),
    ("pprime", "″"),
    ("hat", "\u{302}"),
    ("bar", "\u{304}"),
    ("dot", "\u{307}"),
    ("ddot", "\u{308}"),
    ("tilde", "\u{303}"),
    ("vec", "\u{20d7}"),
    ("sqrt", "√"),
    ("cbrt", "∛"),
    ("euler", "ℯ"),
    ("infty", "∞"),
    ("ell", "ℓ"),
    ("circ", "∘"),
    ("div", "÷"),
    ("cdot", "⋅"),
    ("times", "×"),
    ("otimes", "⊗"),
    ("odot", "⊙"),
    ("oplus", "⊕"),
    ("sum", "∑"),
    ("prod", "∏"),
    ("in", "∈"),
    ("notin", "∉"),
    ("le", "≤"),
    ("ge", "≥"),
    ("ne", "≠"),
    ("approx", "≈"),
    ("to", "→"),
    ("leftarrow", "←"),
    ("xor", "⊻"),
    ("cap", "∩"),
    ("cup", "∪"),
    ("^0", "⁰"),
    ("^1", "¹"),
    ("^2", "²"),
    ("^3", "³"),
    ("^-", "⁻"),
    ("_0", "₀"),
    ("_1", "₁"),
    ("_2", "₂"),
    ("_3", "₃"),
    ("_4", "₄"),
    ("_i", "ᵢ"),
    ("_j", "ⱼ"),
    ("_n", "ₙ"),
];

/// The symbol name that ends at byte `caret` of the code: the byte offset of its backslash, and the symbol to replace it
/// with.
///
/// ```
/// # use fluxion::language::symbol_before;
/// assert_eq!(symbol_before(r"x - \eta", 8), Some((4, "η")));
/// assert_eq!(symbol_before(r"x\_1", 4), Some((1, "₁")));
/// assert_eq!(symbol_before(r"\nothing", 8), None);
/// ```
pub fn symbol_before(code: &str, caret: usize) -> Option<(usize, &'static str)> {
    let before = code.get(..caret)?;
    let start = before.rfind('\\')?;
    let name = &before[start + 1..];
    SYMBOLS.iter().find(|(own, _)| *own == name).map(|(_, symbol)| (start, *symbol))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::language::{Highlight, highlight};

    #[test]
    fn names_and_symbols_are_unique() {
        let names: HashSet<&str> = SYMBOLS.iter().map(|(name, _)| *name).collect();
        let symbols: HashSet<&str> = SYMBOLS.iter().map(|(_, symbol)| *symbol).collect();
        assert_eq!((names.len(), symbols.len()), (SYMBOLS.len(), SYMBOLS.len()));
    }

    #[test]
    fn the_lexer_knows_the_letters() {
        for (name, symbol) in &SYMBOLS[..35] {
            let kinds = highlight(symbol);
            assert!(matches!(kinds[..], [(_, Highlight::Name)]), "{name}: {kinds:?}");
        }
    }

    #[test]
    fn a_caret_inside_a_character_matches_nothing() {
        assert_eq!(symbol_before("∇", 1), None);
        assert_eq!(symbol_before("", 0), None);
        assert_eq!(symbol_before("\\", 1), None);
    }
}
