//! A function of the plane that decides between two classes by its sign, and the points that it is right about.

use serde::{Deserialize, Serialize};

use crate::kernel::answering::{Answerable, Answering, Urgency, complaint, grid};
use crate::language::{Error, Value};

/// The most points.
const MAX_POINTS: usize = 10_000;

/// Asks for a function of two numbers on an even grid and at labelled points; its sign is the class.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    /// The function: its name, or an expression for it.
    pub of: String,
    /// First and last x.
    pub x: [f64; 2],
    /// First and last y.
    pub y: [f64; 2],
    /// Columns and rows, ends included.
    pub size: [u32; 2],
    /// An expression for the points: an array with two rows and a column for each point.
    pub points: String,
    /// An expression for their classes: −1 or 1 for each point.
    pub wanted: String,
}

/// A function on a grid and at labelled points. Values may be NaN or infinite: the page draws gaps.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Decided {
    /// Values on the grid, row by row from the smallest y, x running fastest.
    pub z: Vec<f32>,
    /// The points.
    pub points: Vec<[f64; 2]>,
    /// The class of each point, −1 or 1.
    pub wanted: Vec<f64>,
    /// The function's value at each point.
    pub said: Vec<f64>,
    /// The number of points at which the function has the sign of the class.
    pub right: u32,
}

impl Answerable for Decision {
    type Answer = Decided;

    const URGENCY: Urgency = Urgency::Lowest;

    fn reads(&self) -> Vec<&str> {
        vec![&self.of, &self.points, &self.wanted]
    }

    fn answer(&self, answering: &mut Answering<'_>) -> Result<Decided, Error> {
        let points = self.points(answering)?;
        let wanted = self.classes(answering, points.len())?;
        let [mut xs, mut ys] = grid([self.x, self.y], self.size);
        let places = xs.len();
        xs.extend(points.iter().map(|[x, _]| x));
        ys.extend(points.iter().map(|[_, y]| y));
        let mut z = answering.sampled(&self.of, &[&xs, &ys])?;
        let said = z.split_off(places);
        let right = said.iter().zip(&wanted).filter(|(said, wanted)| *said * *wanted > 0.0).count() as u32;
        Ok(Decided { z: z.into_iter().map(|z| z as f32).collect(), points, wanted, said, right })
    }
}

impl Decision {
    fn points(&self, answering: &mut Answering<'_>) -> Result<Vec<[f64; 2]>, Error> {
        let value = answering.evaluate(&self.points)?;
        let has_two_rows = matches!(&value, Value::Array(array) if matches!(array.sizes()[..], [2, _]));
        let numbers = value.numbers().filter(|_| has_two_rows);
        let Some(numbers) = numbers else {
            let message = format!("`{}` must be an array of numbers with two rows", self.points);
            return Err(complaint(message));
        };
        match numbers.len() / 2 {
            0..=MAX_POINTS => Ok(numbers.chunks_exact(2).map(|point| [point[0], point[1]]).collect()),
            count => Err(complaint(format!(
                "`{}` has {count} points, and a figure draws at most {MAX_POINTS}",
                self.points
            ))),
        }
    }

    fn classes(&self, answering: &mut Answering<'_>, points: usize) -> Result<Vec<f64>, Error> {
        let wanted = answering.evaluate(&self.wanted)?.numbers().unwrap_or_default();
        match wanted.iter().all(|class| class.abs() == 1.0) && wanted.len() == points {
            true => Ok(wanted),
            false => {
                Err(complaint(format!("`{}` must give −1 or 1 for each of the {points} points", self.wanted)))
            }
        }
    }
}
