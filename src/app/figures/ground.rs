//! The two views of a landscape, a map and a surface in space, with the same marks on both.

use std::rc::Rc;

use leptos::prelude::*;

use super::handle::Handle;
use super::turning::Turning;
use crate::app::canvas::{Stage, chart_theme};
use crate::app::last_good::LastGood;
use crate::app::reactive::{derived, memo};
use crate::app::store::{ParamHandle, Store};
use crate::chart::{Aspect, Contour, Frame, Grid, Marks, Surface, SurfaceFrame, Theme, arrow_scale};
use crate::kernel::query::{self, SampledGrid};
use crate::lesson::figures::room::{MAP_ABOVE_SURFACE, SURFACE};

/// Places along the longer side of the grid that a landscape is sampled on.
const SIDE: f64 = 97.0;

/// The same along both sides if the axes are free.
const FREE_SIDE: u32 = 73;

/// The size of the surface's pixels in CSS pixels: at rest, so that its edges are smooth, and while it is turned.
const AT_REST: f64 = 0.5;
const WHILE_TURNING: f64 = 1.0;

/// The width from which a map above a surface is lower than it could be, so that both fit beside the text.
const BESIDE: f64 = 420.0;

/// Draws with the current marks of a landscape.
pub type Standing = Rc<dyn Fn(&mut dyn FnMut(&Marks<'_>))>;

/// A sampled landscape of the learner's.
#[derive(Clone, Copy)]
pub struct Ground {
    /// The map and the surface, ready to be drawn.
    pub charts: LastGood<(Contour, Surface)>,
    /// The range of the first number.
    pub x: [f64; 2],
    /// The range of the second.
    pub y: [f64; 2],
    aspect: Aspect,
    theme: Memo<Theme>,
}

impl Ground {
    /// The landscape of `of` over two ranges, with names for the axes.
    pub fn new(store: Store, of: &str, ranges: [[f64; 2]; 2], names: [String; 2]) -> Ground {
        Ground::shaped(store, of, (ranges, Aspect::True), names)
    }

    /// The same with an aspect.
    pub fn shaped(
        store: Store,
        of: &str,
        ([x, y], aspect): ([[f64; 2]; 2], Aspect),
        names: [String; 2],
    ) -> Ground {
        let query = query::Grid { of: of.to_owned(), x, y, size: size([x, y], aspect) };
        Ground::answered(store.ask(query), ([x, y], aspect), names)
    }

    /// A landscape that changes over time: `of` is an expression for a function of two numbers.
    pub fn following(store: Store, of: Memo<String>, [x, y]: [[f64; 2]; 2], names: [String; 2]) -> Ground {
        let aspect = Aspect::Free;
        let query = memo(move || query::Grid { of: of.get(), x, y, size: size([x, y], aspect) });
        Ground::answered(store.ask_each(query), ([x, y], aspect), names)
    }

    /// One of several landscapes over the same ranges: `of` names it.
    pub fn chosen(store: Store, of: Memo<String>, [x, y]: [[f64; 2]; 2], names: [String; 2]) -> Ground {
        let aspect = Aspect::True;
        let query = memo(move || query::Grid { of: of.get(), x, y, size: size([x, y], aspect) });
        Ground::answered(store.ask_each(query), ([x, y], aspect), names)
    }

    fn answered(
        answer: LastGood<SampledGrid>,
        ([x, y], aspect): ([[f64; 2]; 2], Aspect),
        names: [String; 2],
    ) -> Ground {
        let charts = move |grid: Grid| {
            let names = [names[0].as_str(), names[1].as_str()];
            (Contour::new(grid.clone(), names).with(aspect), Surface::new(grid, names).with(aspect))
        };
        let blank = charts(Grid::unknown(x, y));
        let sides = size([x, y], aspect).map(|side| side as usize);
        let charts =
            answer.filter_map_from(blank, move |grid| Some(charts(Grid::new(x, y, sides, grid.z.clone())?)));
        Ground { charts, x, y, aspect, theme: chart_theme() }
    }

    /// How long slopes are drawn on it: the same scale everywhere.
    pub fn arrow_scale(self) -> f64 {
        let span = (self.x[1] - self.x[0]).min(self.y[1] - self.y[0]).abs();
        arrow_scale(self.charts.with(|(map, _)| map.grid().steepness()).unwrap_or(0.0), span)
    }

    /// The map on a stage; `marks` are drawn on it, `over` is laid over it and takes the pointer.
    pub fn map(self, stage: Stage, is_alone: bool, marks: Standing, over: AnyView) -> AnyView {
        stage.base(move |size| {
            let theme = self.theme.get();
            self.charts.with(|(map, _)| map.base(&map.frame(size), &theme)).unwrap_or_default()
        });
        stage.overlay(move |size| {
            let theme = self.theme.get();
            let mut drawn = None;
            marks(&mut |marks| {
                drawn = self.charts.with(|(map, _)| map.overlay(&map.frame(size), &theme, marks));
            });
            drawn.unwrap_or_default()
        });
        let height = move |width: f64| {
            let natural = Contour::height_for([self.x, self.y], self.aspect, width);
            if is_alone || width < BESIDE { natural } else { natural.min(width * MAP_ABOVE_SURFACE) }
        };
        stage.view(height, over)
    }

    /// Its heights, place by place, for a table.
    pub fn places(self) -> Vec<[f64; 3]> {
        let places = self.charts.with_untracked(|(map, _)| -> Vec<[f64; 3]> {
            let grid = map.grid();
            let [columns, rows] = grid.size();
            let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
            places
                .map(|(column, row)| {
                    let [x, y] = grid.place(column as f64, row as f64);
                    [x, y, grid.height(column, row)]
                })
                .collect()
        });
        places.unwrap_or_default()
    }

    /// The map's layout on its stage.
    pub fn frame(self, stage: Stage) -> Memo<Option<Frame>> {
        memo(move || {
            let size = stage.size.get();
            (size[0] > 0.0).then(|| Contour::frame_of([self.x, self.y], self.aspect, size))
        })
    }

    /// The surface, which can be turned by dragging and with the arrow keys; `over` is laid over it.
    pub fn surface(self, stage: Stage, turning: Turning, marks: Standing, over: AnyView) -> AnyView {
        stage.base(move |size| {
            let (theme, projection) = (self.theme.get(), turning.view.get());
            let pixel_size = match turning.is_moving.get() {
                true => WHILE_TURNING,
                false => AT_REST.min(1.0 / stage.pixel_ratio()),
            };
            let base = |(_, surface): &(Contour, Surface)| {
                surface.base(&surface.frame(size, projection), &theme, pixel_size)
            };
            self.charts.with(base).unwrap_or_default()
        });
        stage.overlay(move |size| {
            let (theme, projection) = (self.theme.get(), turning.view.get());
            let mut drawn = None;
            marks(&mut |marks| {
                let overlay = |(_, surface): &(Contour, Surface)| {
                    surface.overlay(&surface.frame(size, projection), &theme, marks)
                };
                drawn = self.charts.with(overlay);
            });
            drawn.unwrap_or_default()
        });
        stage.view(|width| SURFACE.at(width), (turning.layer(), over).into_any())
    }

    /// The handle of a point on the surface.
    pub fn handle_in_space(
        self,
        what: &str,
        stage: Stage,
        turning: Turning,
        point: [ParamHandle; 2],
        (words, is_held): (Signal<String>, RwSignal<bool>),
    ) -> AnyView {
        let with_surface = move |then: &dyn Fn(&Surface, &SurfaceFrame) -> Option<[f64; 2]>| {
            let (size, projection) = (stage.size.get(), turning.view.get());
            self.charts.with(|(_, surface)| then(surface, &surface.frame(size, projection))).flatten()
        };
        let at = derived(move || {
            let place = point.map(ParamHandle::get);
            with_surface(&|surface, frame| surface.screen_of(frame, place))
        });
        let drag = Callback::new(move |at: [f64; 2]| {
            let place = untrack(|| with_surface(&|surface, frame| Some(surface.place_at(frame, at))));
            for (param, value) in point.into_iter().zip(place.into_iter().flatten()) {
                param.set_fine(value);
            }
        });
        let spec = point[0].spec();
        Handle {
            label: format!("Move {what} on the surface"),
            at,
            words,
            value: derived(move || point[0].get()),
            range: [spec.min, spec.max],
            drag,
            step: steps_of(point),
            is_held,
        }
        .view()
    }
}

/// Moves a pair of parameters by steps to the right and upwards.
pub fn steps_of(point: [ParamHandle; 2]) -> Callback<[f64; 2]> {
    Callback::new(move |steps: [f64; 2]| {
        for (param, steps) in point.into_iter().zip(steps).filter(|(_, steps)| *steps != 0.0) {
            param.set(param.get_untracked() + steps * param.spec().step);
        }
    })
}

/// The columns and rows of the grid, chosen so that its cells are square.
fn size([x, y]: [[f64; 2]; 2], aspect: Aspect) -> [u32; 2] {
    if aspect == Aspect::Free {
        return [FREE_SIDE; 2];
    }
    let (wide, high) = ((x[1] - x[0]).abs(), (y[1] - y[0]).abs());
    let longer = wide.max(high);
    [wide, high].map(|side| (SIDE * (side / longer).max(0.5)).round() as u32)
}
