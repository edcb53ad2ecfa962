//! Charts as plain values: they turn data into marks, which are drawn on any plotters backend.
//!
//! A chart (a [`Curve`], a [`Panel`], a [`Fit`], a [`Contour`], a [`Surface`], a [`Loss`]) is data. Its `frame` lays it
//! out for a size; its `base` and `overlay` turn it into [`Picture`]s, lists of marks in CSS pixels. The base rarely
//! changes, and the overlay holds what follows the learner's pointer, so that a page can draw them on two canvases. A
//! picture is drawn through [`SubpixelBackend`], because plotters has integer coordinates. Layout, axes and clipping
//! are our own: those of plotters need label sizes before the font is known, and move points outside to the border.
//!
//! Not here: where the numbers come from, canvases, pointers.
//!
//! ```
//! use fluxion::chart::{Contour, Grid, Marks, Theme};
//!
//! let grid = Grid::sample([-2.0, 2.0], [-1.5, 1.5], [41, 31], |x, y| x * x + y * y);
//! let contour = Contour::new(grid, ["x", "y"]);
//! let frame = contour.frame([600.0, 430.0]);
//! let marks = Marks { point: Some([1.0, 0.5]), gradient: Some([2.0, 1.0]), ..Marks::default() };
//! let picture = contour.overlay(&frame, &Theme::light(), &marks);
//! assert!(!picture.marks.is_empty());
//! ```

mod accuracy;
mod axes;
mod bars;
mod bent;
mod clip;
mod color;
mod contour;
mod course;
mod curve;
mod decision;
mod errors;
mod field;
mod fit;
mod frame;
mod graph;
mod grid;
mod heights;
pub mod histogram;
mod isoline;
mod loss;
mod losses;
mod marks;
mod matrices;
mod multiples;
mod network;
mod notations;
mod nudges;
mod number;
mod opening;
mod panel;
mod parity;
mod passage;
mod picture;
mod plane;
mod projection;
mod ramp;
mod range;
mod raster;
mod rect;
mod sampled;
mod scale;
mod subpixel;
mod surface;
mod svg;
mod theme;
mod trail;
mod tree;
mod walk;
mod wires;
mod wiring;

pub use accuracy::Accuracy;
pub use bars::{Bar, BarGroup, Bars, bar_range};
pub use bent::Bent;
pub use color::Color;
pub use contour::{Aspect, Contour};
pub use course::Course;
pub use curve::{Curve, CurveFrames, CurvePoint};
pub use decision::{Decision, LabelledPoint};
pub use errors::{Errors, Secants};
pub use field::{Field, Tint};
pub use fit::{Fit, FitOptions, widened};
pub use frame::Frame;
pub use graph::{Graph, GraphFrame, GraphMarks};
pub use grid::Grid;
pub use heights::{Heights, Track};
pub use isoline::{Isoline, isolines, lines_at};
pub use loss::Loss;
pub use losses::{LossMarks, LossRun, Losses, loss_text};
pub use marks::{Guess, Marks, Walk, arrow_scale, arrow_scale_words};
pub use matrices::{Matrices, MatricesFrame, MatricesMarks, Matrix, MatrixEntry, MatrixTerm};
pub use multiples::{Bins, Multiples};
pub use network::{Network, NetworkFrame, NetworkLayer, NetworkMarks, NetworkUnit};
pub use notations::{Notation, Notations};
pub use nudges::{Nudge, Nudges};
pub use number::{grouped, label, short_number};
pub use opening::Opening;
pub use panel::{Panel, PanelPoint};
pub use parity::Parity;
pub use passage::{Passage, PassageStep};
pub use picture::{Anchor, Mark, Picture, Stroke, TextMark};
pub use plane::{Plane, PlaneMarks, PlanePoint};
pub use projection::Projection;
pub use ramp::Ramp;
pub use range::{grow_to_include, range};
pub use raster::Raster;
pub use rect::{Point, Rect};
pub use scale::{Scale, Tick, nice_step};
pub use subpixel::{Ruler, SUBPIXELS, SubpixelBackend};
pub use surface::{Surface, SurfaceFrame};
pub use svg::svg;
pub use theme::Theme;
pub use trail::{Profile, Trail};
pub use tree::{Tree, TreeNode};
pub use wires::{LayerWeights, WirePart, Wires, wire_style};
pub use wiring::{Wire, Wiring, WiringFrame};
