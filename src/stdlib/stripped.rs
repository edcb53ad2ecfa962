//! What is stripped from the library before it goes into the kernel's module: help and examples, which only the
//! reference needs and which is compiled natively, and the comments in texts in Julia.

/// Help or an example: as it is natively, empty in a browser.
pub const fn native_only(words: &'static str) -> &'static str {
    if cfg!(target_arch = "wasm32") { "" } else { words }
}

/// The length of a text in Julia without comments on lines of their own, empty lines and indentation.
pub const fn length(text: &str) -> usize {
    let mut len = 0;
    let mut at = 0;
    while let Some((start, end)) = line(text, at) {
        len += if is_code(text, start) { end - start + 1 } else { 0 };
        at = end + 1;
    }
    len
}

/// That text; `N` is its [`length`].
pub const fn text<const N: usize>(text: &str) -> [u8; N] {
    let mut stripped = [0; N];
    let (mut len, mut at) = (0, 0);
    while let Some((start, end)) = line(text, at) {
        if is_code(text, start) {
            let mut from = start;
            while from < end {
                stripped[len] = text.as_bytes()[from];
                len += 1;
                from += 1;
            }
            stripped[len] = b'\n';
            len += 1;
        }
        at = end + 1;
    }
    stripped
}

/// The bytes of a text as a text.
pub const fn read(bytes: &'static [u8]) -> &'static str {
    let text = match str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(_) => None,
    };
    text.expect("whole lines of a text are a text")
}

/// The line that begins at `at`: its first letter after the indentation, and its end.
const fn line(text: &str, at: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    if at >= bytes.len() {
        return None;
    }
    let mut start = at;
    while start < bytes.len() && bytes[start] == b' ' {
        start += 1;
    }
    let mut end = start;
    while end < bytes.len() && bytes[end] != b'\n' {
        end += 1;
    }
    Some((start, end))
}

const fn is_code(text: &str, start: usize) -> bool {
    let bytes = text.as_bytes();
    start < bytes.len() && bytes[start] != b'#' && bytes[start] != b'\n'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_are_left_out() {
        const WHOLE: &str = "# Words.\n\nf(x) = x # more\n  # words\n  g(\"é\")\n\nend";
        const STRIPPED: [u8; length(WHOLE)] = text(WHOLE);
        assert_eq!(read(&STRIPPED), "f(x) = x # more\ng(\"é\")\nend\n");
        assert_eq!((length(""), length("#"), length("\n\n")), (0, 0, 0));
    }
}
