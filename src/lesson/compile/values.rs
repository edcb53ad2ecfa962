//! What a lesson shows once it has been run, and what of it stays covered.

/// What a lesson shows at the start; each list is parallel to the draft's.
#[derive(Clone, Debug, Default)]
pub struct Values {
    /// What each cell prints and displays.
    pub outputs: Vec<String>,
    /// Each computed number, formatted.
    pub numbers: Vec<String>,
    /// The numbers in each of them; none if it has no value.
    pub computed: Vec<Vec<f64>>,
    /// Each gate's answer, formatted.
    pub truths: Vec<String>,
    /// The numbers in each of them; none for a choice.
    pub answers: Vec<Vec<f64>>,
    /// What each figure shows, in words.
    pub stills: Vec<String>,
    /// The blocks that figures of arrays show; empty for other figures.
    pub pictures: Vec<String>,
    /// What stays covered until gates are answered.
    pub covers: Covers,
    /// What the lesson asks to be predicted.
    pub predictions: Vec<Prediction>,
}

/// What stays covered until gates are answered: for everything of a kind the gates, by their indices.
#[derive(Clone, Debug, Default)]
pub struct Covers {
    /// For each computed number.
    pub numbers: Vec<Vec<usize>>,
    /// For what each cell shows.
    pub outputs: Vec<Vec<usize>>,
    /// For each figure.
    pub figures: Vec<Vec<usize>>,
    /// For what each figure says in words before the page is alive.
    pub words: Vec<Vec<usize>>,
}

impl Covers {
    /// The attribute of a computed number, with a space before; `""` if nothing covers it.
    pub fn number(&self, index: usize) -> String {
        attribute(self.numbers.get(index))
    }

    /// The attribute of a cell.
    pub fn output(&self, index: usize) -> String {
        attribute(self.outputs.get(index))
    }

    /// The attribute of a figure.
    pub fn figure(&self, index: usize) -> String {
        attribute(self.figures.get(index))
    }

    /// The attribute of what a figure says in words before the page is alive.
    pub fn words(&self, index: usize) -> String {
        attribute(self.words.get(index))
    }
}

fn attribute(gates: Option<&Vec<usize>>) -> String {
    let gates: Vec<String> = gates.into_iter().flatten().map(usize::to_string).collect();
    if gates.is_empty() { String::new() } else { format!(" data-behind=\"{}\"", gates.join(" ")) }
}

/// A gate of a lesson, as authors look at it: what it asks, and where its answer can be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prediction {
    /// The file.
    pub path: String,
    /// The line of the block, from 1.
    pub line: usize,
    /// The kind of guess.
    pub kind: &'static str,
    /// Whether the guess is made in a picture.
    pub is_placed: bool,
    /// The question.
    pub ask: String,
    /// The answer, as the page shows it.
    pub answer: String,
    /// Where the answer, or a number of its explanation, first appears in the lesson outside of the gate.
    pub first_shown: String,
    /// The figure in the gate's section, and what becomes of it.
    pub figure: String,
}
