//! Upper and lower case of the letters of Latin, Greek and Cyrillic script. The table of all scripts, which the standard
//! library has, would be eight kilobytes of what a learner waits for; letters of other scripts stay as they are.

/// A text in capitals, letter by letter, as Julia makes them.
///
/// ```
/// # use fluxion::language::uppercase;
/// assert_eq!(uppercase("θ is großer Unfug, žena"), "Θ IS GROẞER UNFUG, ŽENA");
/// ```
pub fn uppercase(text: &str) -> String {
    text.chars().map(upper_letter).collect()
}

/// A text in small letters, letter by letter.
///
/// ```
/// # use fluxion::language::lowercase;
/// assert_eq!(lowercase("ΣΑΣ, ЁЖ, ÄÖ"), "σασ, ёж, äö");
/// ```
pub fn lowercase(text: &str) -> String {
    text.chars().map(lower_letter).collect()
}

fn moved(letter: char, by: i32) -> char {
    char::from_u32((letter as i32 + by) as u32).unwrap_or(letter)
}

/// In these stretches a small letter follows its capital; in the second the capitals are odd.
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
        'έ'..='ί' => moved(letter, -37),
        'ό' => 'Ό',
        'ύ' | 'ώ' => moved(letter, -63),
        'a'..='z' | 'à'..='ö' | 'ø'..='þ' | 'α'..='ϋ' | 'а'..='я' => moved(letter, -32),
        'ѐ'..='џ' => moved(letter, -80),
        'ӏ' => 'Ӏ',
        'ĸ' | 'ŉ' => letter,
        _ => match is_pair(letter) {
            Some(odd) if (letter as u32 % 2 == 1) != odd => moved(letter, -1),
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
        'Έ'..='Ί' => moved(letter, 37),
        'Ό' => 'ό',
        'Ύ' | 'Ώ' => moved(letter, 63),
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' | 'Α'..='Ρ' | 'Σ'..='Ϋ' | 'А'..='Я' => moved(letter, 32),
        'Ѐ'..='Џ' => moved(letter, 80),
        'Ӏ' => 'ӏ',
        'ĸ' => letter,
        _ => match is_pair(letter) {
            Some(odd) if (letter as u32 % 2 == 1) == odd => moved(letter, 1),
            _ => letter,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The letters in one stretch of Unicode on which this differs from the standard library, where that gives one
    /// letter for one.
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
