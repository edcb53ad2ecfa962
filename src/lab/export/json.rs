//! As much of JSON as weights need: a reader that is total.

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    /// `null`, `true` or `false`.
    Word,
    /// A number.
    Number(f64),
    /// A string.
    Text(String),
    /// `[…]`.
    List(Vec<Json>),
    /// `{…}`.
    Object(Vec<(String, Json)>),
}

/// How deep lists and objects may nest.
const MAX_DEPTH: usize = 20;

impl Json {
    /// Reads a text.
    ///
    /// # Errors
    /// The line, from 1, where it is no JSON.
    pub fn read(text: &str) -> Result<Json, usize> {
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(0).filter(|_| {
            reader.blank();
            reader.at == text.len()
        });
        value.ok_or_else(|| 1 + text.as_bytes()[..reader.at].iter().filter(|byte| **byte == b'\n').count())
    }

    /// The value of a key of an object.
    pub fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Json::Object(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The entries of a list.
    pub fn list(&self) -> Option<&[Json]> {
        match self {
            Json::List(entries) => Some(entries),
            _ => None,
        }
    }

    /// A number; JSON has no others than finite ones, so those are strings.
    pub fn number(&self) -> Option<f64> {
        match self {
            Json::Number(number) => Some(*number),
            Json::Text(text) => ["NaN", "Inf", "-Inf"]
                .iter()
                .zip([f64::NAN, f64::INFINITY, f64::NEG_INFINITY])
                .find_map(|(name, value)| (text == name).then_some(value)),
            _ => None,
        }
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn blank(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\n', '\r', '\t']).len();
    }

    fn take(&mut self, text: &str) -> bool {
        self.blank();
        let found = self.rest().starts_with(text);
        self.at += if found { text.len() } else { 0 };
        found
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        self.blank();
        match self.rest().as_bytes().first()? {
            _ if depth > MAX_DEPTH => None,
            b'[' => self.items("[", "]", |reader| reader.value(depth + 1)).map(Json::List),
            b'{' => {
                let entry = |reader: &mut Self| {
                    let key = reader.string()?;
                    reader.take(":").then_some(())?;
                    Some((key, reader.value(depth + 1)?))
                };
                self.items("{", "}", entry).map(Json::Object)
            }
            b'"' => self.string().map(Json::Text),
            b'n' | b't' | b'f' => {
                ["null", "true", "false"].iter().any(|word| self.take(word)).then_some(Json::Word)
            }
            _ => {
                let is_number = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E');
                let rest = self.rest();
                let end = rest.find(|c| !is_number(c)).unwrap_or(rest.len());
                let number: f64 = rest[..end].parse().ok().filter(|number: &f64| number.is_finite())?;
                self.at += end;
                Some(Json::Number(number))
            }
        }
    }

    fn items<T>(&mut self, open: &str, close: &str, item: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        self.take(open).then_some(())?;
        let mut items = Vec::new();
        if self.take(close) {
            return Some(items);
        }
        loop {
            items.push(item(self)?);
            if self.take(close) {
                return Some(items);
            }
            self.take(",").then_some(())?;
        }
    }

    /// A string. Of the escapes, those of single characters are read; weights need no others.
    fn string(&mut self) -> Option<String> {
        self.take("\"").then_some(())?;
        let mut text = String::new();
        let mut characters = self.text[self.at..].char_indices();
        while let Some((at, c)) = characters.next() {
            match c {
                '"' => {
                    self.at += at + 1;
                    return Some(text);
                }
                '\\' => text.push(match characters.next()?.1 {
                    'n' => '\n',
                    't' => '\t',
                    c @ ('"' | '\\' | '/') => c,
                    _ => return None,
                }),
                c if c.is_control() => return None,
                c => text.push(c),
            }
        }
        None
    }
}
