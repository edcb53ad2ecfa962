//! The two views of a landscape, a map and a surface in space, with the same marks on both.

use std::rc::Rc;

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;

use super::handle::capture;
use crate::app::canvas::{Stage, chart_theme};
use crate::app::last_good::LastGood;
use crate::app::reactive::memo;
use crate::app::store::Store;
use crate::chart::{Aspect, Contour, Frame, Grid, Marks, Picture, Projection, Surface, Theme, arrow_scale};
use crate::kernel::query::{self, SampledGrid};
use crate::view::keys::way_of_key;

/// Places along the longer side of the grid that a landscape is sampled on.
const SIDE: f64 = 97.0;

/// The same along both sides if the axes are free.
const FREE_SIDE: u32 = 73;

/// The surface's first position: seen from the south-west, a little from above.
const YAW: f64 = -0.62;
const PITCH: f64 = 0.72;

/// How far one pixel of dragging and one press of a key turn it, in radians.
const TURN_OF_PIXEL: f64 = 0.01;
const TURN_OF_KEY: f64 = 0.12;

/// The surface's height for its width.
const SURFACE: f64 = 0.48;

/// The map's height for its width where the surface stands below it, and the width from which this holds: on a
/// phone nothing has to fit beside the text.
const MAP_ABOVE: f64 = 0.58;
const BESIDE: f64 = 420.0;

/// Draws with the current marks of a landscape.
pub type Standing = Rc<dyn Fn(&dyn Fn(&Marks<'_>))>;

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
        let steepness =
            self.charts.good.with(|charts| charts.as_ref().map_or(0.0, |(map, _)| map.grid().steepness()));
        arrow_scale(steepness, span)
    }

    /// The map on a stage; `marks` are drawn on it, `over` is laid over it and takes the pointer.
    pub fn map(self, stage: Stage, is_alone: bool, marks: Standing, over: AnyView) -> AnyView {
        stage.base(move |size| {
            let theme = self.theme.get();
            self.charts.good.with(|charts| match charts {
                Some((map, _)) => map.base(&map.frame(size), &theme),
                None => Picture::default(),
            })
        });
        stage.overlay(move |size| {
            let theme = self.theme.get();
            let drawn = std::cell::RefCell::new(Picture::default());
            marks(&|marks| {
                self.charts.good.with(|charts| {
                    if let Some((map, _)) = charts {
                        *drawn.borrow_mut() = map.overlay(&map.frame(size), &theme, marks);
                    }
                });
            });
            drawn.into_inner()
        });
        let height = move |width: f64| {
            let natural = Contour::height_for([self.x, self.y], self.aspect, width);
            if is_alone || width < BESIDE { natural } else { natural.min(width * MAP_ABOVE) }
        };
        stage.view(height, over)
    }

    /// Its heights, place by place, for a table.
    pub fn places(self) -> Vec<[f64; 3]> {
        self.charts.good.with_untracked(|charts| {
            let Some((map, _)) = charts else { return Vec::new() };
            let grid = map.grid();
            let [columns, rows] = grid.size();
            let places = (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
            places
                .map(|(column, row)| {
                    let [x, y] = grid.place(column as f64, row as f64);
                    [x, y, grid.height(column, row)]
                })
                .collect()
        })
    }

    /// The map's layout on its stage.
    pub fn frame(self, stage: Stage) -> Memo<Option<Frame>> {
        memo(move || {
            let size = stage.size.get();
            (size[0] > 0.0).then(|| Contour::frame_of([self.x, self.y], self.aspect, size))
        })
    }

    /// The surface, which can be turned by dragging and with the arrow keys.
    pub fn surface(self, stage: Stage, marks: Standing) -> AnyView {
        let view = RwSignal::new(Projection::new(YAW, PITCH));
        stage.base(move |size| {
            let (theme, projection) = (self.theme.get(), view.get());
            self.charts.good.with(|charts| match charts {
                Some((_, surface)) => surface.base(&surface.frame(size, projection), &theme),
                None => Picture::default(),
            })
        });
        stage.overlay(move |size| {
            let (theme, projection) = (self.theme.get(), view.get());
            let drawn = std::cell::RefCell::new(Picture::default());
            marks(&|marks| {
                self.charts.good.with(|charts| {
                    if let Some((_, surface)) = charts {
                        *drawn.borrow_mut() =
                            surface.overlay(&surface.frame(size, projection), &theme, marks);
                    }
                });
            });
            drawn.into_inner()
        });
        stage.view(|width| (width * SURFACE).clamp(170.0, 380.0), turning(view))
    }
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

/// The layer over a surface that turns it.
fn turning(view: RwSignal<Projection>) -> AnyView {
    let began = StoredValue::new(None::<([f64; 2], Projection)>);
    let pointer = |event: &PointerEvent| [f64::from(event.client_x()), f64::from(event.client_y())];
    let down = move |event: PointerEvent| {
        if event.button() == 0 {
            capture(&event);
            began.set_value(Some((pointer(&event), view.get_untracked())));
        }
    };
    let slide = move |event: PointerEvent| {
        if let Some((from, start)) = began.get_value() {
            let now = pointer(&event);
            view.set(start.turned((now[0] - from[0]) * TURN_OF_PIXEL, (now[1] - from[1]) * TURN_OF_PIXEL));
        }
    };
    let keys = move |event: KeyboardEvent| {
        if let Some([right, up]) = way_of_key(&event.key()) {
            event.prevent_default();
            view.update(|view| *view = view.turned(right * TURN_OF_KEY, up * TURN_OF_KEY));
        }
    };
    let degrees = move || {
        let turn = view.get().angles()[0].to_degrees().round();
        if turn > 180.0 { turn - 360.0 } else { turn }
    };
    view! {
        <div
            class="stage__turn"
            role="slider"
            tabindex="0"
            aria-label="Turn the landscape"
            aria-valuemin="-180"
            aria-valuemax="180"
            aria-valuenow=degrees
            aria-valuetext=move || format!("turned by {} degrees", degrees())
            title="Drag, or use the arrow keys, to turn the landscape"
            on:pointerdown=down
            on:pointermove=slide
            on:pointerup=move |_| began.set_value(None)
            on:pointercancel=move |_| began.set_value(None)
            on:keydown=keys
        ></div>
    }
    .into_any()
}
