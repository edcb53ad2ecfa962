//! Real data: the table of sets, the format of their files, and the split into examples to learn from and to test with.

use crate::tensor::Tensor;
use crate::tensor::random::Random;

/// A row of the table of real data sets.
#[derive(Debug)]
pub struct RealSet {
    /// Its name.
    pub name: &'static str,
    /// What the page calls it.
    pub title: &'static str,
    /// What it is, in a sentence.
    pub about: &'static str,
    /// Who collected it, and under which licence.
    pub source: &'static str,
    /// Its file in the folder `data`, whose `README.md` states source and licence.
    pub file: &'static str,
    /// The [`checksum`] of the file: no other version of it is read.
    pub checksum: u32,
    /// The shape of an example: rows and columns of a picture, or the number of features and 1.
    pub shape: [usize; 2],
    /// What the features are called; none where they are the pixels of a picture.
    pub features: &'static [&'static str],
    /// What the classes are called.
    pub classes: &'static [&'static str],
    /// The units of the hidden layers at the start.
    pub hidden: &'static [u32],
    /// For how many epochs it is trained at a time.
    pub epochs: u32,
}

/// Every real data set.
pub static REAL_SETS: &[RealSet] = &[
    RealSet {
        name: "digits",
        title: "Handwritten digits",
        about: "1,797 digits that 13 people wrote on paper, each scanned and reduced to 8×8 grey pixels.",
        source: "E. Alpaydin and C. Kaynak, 1998, UCI Machine Learning Repository, CC BY 4.0.",
        file: "digits.bin",
        checksum: 0xfe73_2601,
        shape: [8, 8],
        features: &[],
        classes: &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
        hidden: &[32],
        epochs: 30,
    },
    RealSet {
        name: "iris",
        title: "Irises",
        about: "150 irises of three species, each measured in centimetres in four places.",
        source: "R. A. Fisher, 1936, UCI Machine Learning Repository, CC BY 4.0.",
        file: "iris.bin",
        checksum: 0x8b1d_7949,
        shape: [4, 1],
        features: &["sepal length", "sepal width", "petal length", "petal width"],
        classes: &["setosa", "versicolor", "virginica"],
        hidden: &[8],
        epochs: 200,
    },
];

impl RealSet {
    /// The set of this name.
    pub fn named(name: &str) -> Option<&'static RealSet> {
        REAL_SETS.iter().find(|set| set.name == name)
    }

    /// The number of features of an example.
    pub fn size(&self) -> usize {
        self.shape[0] * self.shape[1]
    }

    /// Whether an example is a picture, rather than a row of measurements.
    pub fn is_picture(&self) -> bool {
        self.features.is_empty()
    }

    /// The examples of the set's file.
    ///
    /// # Errors
    /// In a sentence, what is wrong with the file: damaged on its way, or made for another version of the page.
    pub fn read(&self, bytes: &[u8]) -> Result<Examples, String> {
        if checksum(bytes) == self.checksum {
            return read_examples(self, bytes);
        }
        Err(format!(
            "The file of the set `{}` came damaged, or belongs to another version of this page.",
            self.name
        ))
    }
}

/// The FNV-1a hash (Fowler, Noll and Vo) of a file.
///
/// ```
/// # use fluxion::lab::digits::checksum;
/// assert_eq!(checksum(b"a"), 0xe40c_292c);
/// ```
pub fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

/// Examples with their classes.
#[derive(Clone, Debug, PartialEq)]
pub struct Examples {
    /// The features of each example, one after another. Pixels are from 0 to 1.
    pub values: Vec<f64>,
    /// The class of each example.
    pub labels: Vec<u8>,
    /// The number of features.
    pub features: usize,
}

/// How a file begins; the last character is the version of the format.
const MAGIC: &[u8] = b"Fx1";

/// The largest value for which two values share a byte.
const NIBBLES: u8 = 16;

/// Reads a file of a set; `data/pack.py` describes the format. Any bytes give examples or a message.
///
/// ```
/// # use fluxion::lab::digits::{RealSet, read_examples};
/// let digits = RealSet::named("digits").unwrap();
/// assert_eq!(read_examples(digits, b"Fx1"), Err("The file of the set `digits` ends too early.".to_owned()));
/// ```
///
/// # Errors
/// What is wrong with the file, in a sentence.
pub fn read_examples(set: &RealSet, bytes: &[u8]) -> Result<Examples, String> {
    let wrong = |what: &str| format!("The file of the set `{}` {what}.", set.name);
    let mut bytes = Bytes(bytes);
    let early = || wrong("ends too early");
    if bytes.take(MAGIC.len()).ok_or_else(early)? != MAGIC {
        return Err(wrong("has another format"));
    }
    let &[low, high, features, classes, largest, divisor] = bytes.take(6).ok_or_else(early)? else {
        return Err(early());
    };
    let (count, features) = (usize::from(u16::from_le_bytes([low, high])), usize::from(features));
    if (features, usize::from(classes)) != (set.size(), set.classes.len()) || divisor == 0 || count == 0 {
        return Err(wrong("belongs to another set"));
    }
    let mut examples = Examples { values: Vec::new(), labels: Vec::new(), features };
    for _ in 0..count {
        let &[label] = bytes.take(1).ok_or_else(early)? else { return Err(early()) };
        if label >= classes {
            return Err(wrong("names a class that the set does not have"));
        }
        examples.labels.push(label);
        let bits = bytes.take(features.div_ceil(8)).ok_or_else(early)?;
        let present: Vec<bool> = (0..features).map(|at| bits[at / 8] >> (at % 8) & 1 == 1).collect();
        let stored = present.iter().filter(|is| **is).count();
        let packed =
            bytes.take(if largest == NIBBLES { stored.div_ceil(2) } else { stored }).ok_or_else(early)?;
        let mut values = (0..stored).map(|at| match largest {
            NIBBLES => (packed[at / 2] >> (4 * (at % 2)) & 15) + 1,
            _ => packed[at],
        });
        for is in present {
            let value = if is { values.next().unwrap_or(0) } else { 0 };
            if value > largest {
                return Err(wrong("has a value that is too large"));
            }
            examples.values.push(f64::from(value) / f64::from(divisor));
        }
    }
    if bytes.0.is_empty() { Ok(examples) } else { Err(wrong("goes on after its end")) }
}

/// Bytes that are taken from the front.
struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }
}

impl Examples {
    /// The number of examples.
    pub fn count(&self) -> usize {
        self.labels.len()
    }

    /// The features of an example.
    ///
    /// # Panics
    /// If there is no such example.
    pub fn example(&self, at: usize) -> &[f64] {
        &self.values[at * self.features..(at + 1) * self.features]
    }

    /// The examples to learn from and those to test with, shuffled with a seed: this share of them is for testing.
    pub fn split(&self, testing: f64, seed: u64) -> [Vec<usize>; 2] {
        let mut order: Vec<usize> = (0..self.count()).collect();
        Random::new(seed).shuffle(&mut order);
        let kept = (testing.clamp(0.0, 1.0) * order.len() as f64).round() as usize;
        let training = order.split_off(kept);
        [training, order]
    }

    /// Some examples as a batch, features × examples.
    ///
    /// # Panics
    /// If there is no such example.
    pub fn batch(&self, places: &[usize]) -> Tensor<f64> {
        let entries = places.iter().flat_map(|&at| self.example(at).iter().copied()).collect();
        Tensor::from_column_major(&[self.features, places.len()], entries).expect("a column for each example")
    }

    /// The classes of some examples, classes × examples: 1 for the class and 0 for the others.
    ///
    /// # Panics
    /// If there is no such example.
    pub fn one_hot(&self, places: &[usize], classes: usize) -> Tensor<f64> {
        let mut entries = vec![0.0; classes * places.len()];
        for (column, &at) in places.iter().enumerate() {
            entries[column * classes + usize::from(self.labels[at])] = 1.0;
        }
        Tensor::from_column_major(&[classes, places.len()], entries).expect("a column for each example")
    }
}
