//! Upper and lower case for Latin, Greek and Cyrillic letters. The standard library's table covers all scripts but
//! would add eight kilobytes to the download; letters of other scripts are left unchanged.

/// `text` in upper case, letter by letter, as Julia's `uppercase` gives it.
///
/// ```
/// # use fluxion::language::uppercase;
/// assert_eq!(uppercase("θ is großer Unfug, žena"), "Θ IS GROẞER UNFUG, ŽENA");
/// ```
pub fn uppercase(text: &str) -> String {
    text.chars().map(upper_letter).collect()
}

/// `text` in lower case, letter by letter, as Julia's `lowercase` gives it.
///
/// ```
/// # use fluxion::language::lowercase;
/// assert_eq!(lowercase("ΣΑΣ, ЁЖ, ÄÖ"), "σασ, ёж, äö");
/// ```
pub fn lowercase(text: &str) -> String {
    text.chars().map(lower_letter).collect()
}

fn shifted(letter: char, by: i32) -> char {
    char::from_u32((letter as i32 + by) as u32).unwrap_or(letter)
}

/// Whether the letter is in a range where upper and lower case alternate, and if so whether the upper-case letters have
/// odd code points.
fn is_pair(letter: char) -> Option<bool> {
    match letter {
        'Ā'..='ķ'
        | 'Ŋ'..='ŷ'
        | 'Ǟ'..='ǯ'
        | 'Ǹ'..='ȟ'
        | 'Ȣ'..='ȳ'
        | 'Ḁ'..='ẕ'
        | 'Ạ'..='ỿ'
        | 'Ѡ'..='ҁ'
        | 'Ҋ'..='ҿ'
        | 'Ӑ'..='ԯ'
        | 'Ϙ'..='ϯ' => Some(false),
        'Ĺ'..='ň' | 'Ź'..='ž' | 'Ǎ'..='ǜ' | 'Ӂ'..='ӎ' => Some(true),
        _ => None,
    }
}

fn upper_letter(letter: char) -> char {
    match letter {
        'ı' => 'I',
        'ß' => 'ẞ',
        'ÿ' => 'Ÿ',
        'µ' => 'Μ',
        'ſ' => 'S',
        'ς' => 'Σ',
        'ά' => 'Ά',
        'έ'..='ί' => shifted(letter, -37),
        'ό' => 'Ό',
        'ύ' | 'ώ' => shifted(letter, -63),
        'a'..='z' | 'à'..='ö' | 'ø'..='þ' | 'α'..='ϋ' | 'а'..='я' => shifted(letter, -32),
        'ѐ'..='џ' => shifted(letter, -80),
        'ӏ' => 'Ӏ',
        'ĸ' | 'ŉ' => letter,
        _ => match is_pair(letter) {
            Some(odd) if (letter as u32 % 2 == 1) != odd => shifted(letter, -1),
            _ => letter,
        },
    }
}

fn lower_letter(letter: char) -> char {
    match letter {
        'ẞ' => 'ß',
        'İ' => 'i',
        'Ÿ' => 'ÿ',
        'Ά' => 'ά',
        'Έ'..='Ί' => shifted(letter, 37),
        'Ό' => 'ό',
        'Ύ' | 'Ώ' => shifted(letter, 63),
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' => {
            shifted(letter, 32)
        }
        'Ѐ'..='Џ' => shifted(letter, 80),
        'Ӏ' => 'ӏ',
        'ĸ' => letter,
        _ => match is_pair(letter) {
            Some(odd) if (letter as u32 % 2 == 1) == odd => shifted(letter, 1),
            _ => letter,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The letters in a Unicode range for which the result differs from the standard library's, ignoring letters that it
    /// maps to several.
    fn differences(from: char, to: char) -> String {
        let single = |text: String| (text.chars().count() == 1).then_some(text);
        let same = |letter: &char| {
            let text = letter.to_string();
            single(text.to_uppercase()).is_none_or(|upper| upper == uppercase(&text))
                && single(text.to_lowercase()).is_none_or(|lower| lower == lowercase(&text))
        };
        (from..=to).filter(|letter| !same(letter)).collect()
    }

    #[test]
    fn letters_of_three_scripts_have_the_case_that_unicode_gives_them() {
        assert_eq!(differences('\0', 'ſ'), "");
        assert_eq!(differences('Ά', 'ώ'), "");
        assert_eq!(differences('Ѐ', 'ԯ'), "");
        assert_eq!(differences('Ḁ', 'ẕ'), "");
    }
}
