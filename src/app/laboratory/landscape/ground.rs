//! What the parts of the landscape's view share: what is shown, what is chosen, and how both are drawn.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::canvas::{Stage, chart_theme};
use crate::app::figures::Turning;
use crate::app::laboratory::state::Lab;
use crate::app::reactive::memo;
use crate::chart::{Contour, Picture, Profile, Surface, Trail};
use crate::lab::message::{Look, Survey};
use crate::view::laboratory::collected::{Shown, Told};
use crate::view::laboratory::naming;
use crate::view::laboratory::survey;

/// The size of the surface's pixels in CSS pixels, at rest and while it is turned.
const PIXEL: [f64; 2] = [1.0, 3.0];

/// The view's part of the page. Copy it freely; it is handles only.
#[derive(Clone, Copy)]
pub struct Ground {
    /// The laboratory.
    pub lab: Lab,
    /// The map's stage.
    pub stage: Stage,
    /// The rectangle that the map shows: its middle and its reach along both axes.
    pub view: Memo<[[f64; 2]; 2]>,
    /// The map and the surface.
    pub charts: Memo<Option<Arc<(Contour, Surface)>>>,
    /// Whether heights are drawn on a logarithmic scale.
    pub is_log: RwSignal<bool>,
    /// The place that the learner has chosen.
    pub chosen: RwSignal<Option<[f64; 2]>>,
    /// Where the cross-hair is.
    pub cross: RwSignal<Option<[f64; 2]>>,
}

impl Ground {
    /// Nothing is shown yet.
    pub fn new(lab: Lab) -> Ground {
        let view = memo(move || {
            let asked = lab.watch.with(|watch| watch.landscape.as_ref().and_then(|look| look.view));
            let known = || lab.landscape.with(|shown| shown.as_ref().map(|shown| shown.survey.view));
            asked.or_else(known).unwrap_or([[0.0; 2], [1.0; 2]])
        });
        let is_log = RwSignal::new(false);
        let charts = memo(move || {
            let (view, is_log) = (view.get(), is_log.get());
            lab.landscape.with(|shown| {
                let shown = shown.as_ref()?;
                let names = names(lab, &shown.survey);
                let names = names.each_ref().map(String::as_str);
                let grid = shown.drawn(view, is_log);
                Some(Arc::new((Contour::new(grid.clone(), names), Surface::new(grid, names))))
            })
        });
        let (chosen, cross) = (RwSignal::new(None), RwSignal::new(None));
        Ground { lab, stage: Stage::new(), view, charts, is_log, chosen, cross }
    }

    /// What is known of the landscape that is shown.
    pub fn survey<T>(self, read: impl FnOnce(&Survey) -> T) -> Option<T> {
        self.lab.landscape.with(|shown| shown.as_ref().map(|shown| read(&shown.survey)))
    }

    /// The landscape that is shown.
    pub fn shown<T>(self, read: impl FnOnce(&Shown) -> T) -> Option<T> {
        self.lab.landscape.with(|shown| shown.as_ref().map(|shown| read(shown)))
    }

    /// Changes what is asked for.
    pub fn ask(self, change: impl FnOnce(&mut Look)) {
        self.lab.watch.update(|watch| {
            if let Some(look) = &mut watch.landscape {
                change(look);
            }
        });
    }

    /// Draws the map on its stage.
    pub fn draw_map(self) {
        let theme = chart_theme();
        self.stage.base(move |size| {
            self.charts.with(|charts| match charts {
                Some(charts) => theme.with(|theme| charts.0.base(&charts.0.frame(size), theme)),
                None => Picture::default(),
            })
        });
        self.stage.overlay(move |size| {
            let frame = Contour::frame_of(self.ranges(), Default::default(), size);
            self.trail(|trail| theme.with(|theme| trail.on_map(&frame, theme)))
        });
    }

    /// Draws the surface.
    pub fn draw_space(self, stage: Stage, turning: Turning) {
        let theme = chart_theme();
        stage.base(move |size| {
            self.charts.with(|charts| match charts {
                Some(charts) => theme.with(|theme| {
                    let pixel_size = PIXEL[usize::from(turning.is_moving.get())];
                    charts.1.base(&charts.1.frame(size, turning.view.get()), theme, pixel_size)
                }),
                None => Picture::default(),
            })
        });
        stage.overlay(move |size| {
            self.charts.with(|charts| match charts {
                Some(charts) => self.trail(|trail| {
                    let frame = charts.1.frame(size, turning.view.get());
                    theme.with(|theme| trail.on_surface(&charts.1, &frame, theme))
                }),
                None => Picture::default(),
            })
        });
    }

    /// Draws the loss along the path, and the ground below.
    pub fn draw_profile(self, stage: Stage) {
        let theme = chart_theme();
        stage.base(move |size| {
            let Some(Told { steps, losses, ground, .. }) = self.survey(|survey| Told::of(survey, false))
            else {
                return Picture::default();
            };
            let profile = Profile { steps: &steps, losses: &losses, ground: &ground };
            theme.with(|theme| profile.draw(&profile.frame(size), theme))
        });
    }

    /// Draws with the path and what is chosen.
    fn trail(self, draw: impl FnOnce(&Trail<'_>) -> Picture) -> Picture {
        let is_log = self.is_log.get();
        let Some(Told { places, losses, .. }) = self.survey(|survey| Told::of(survey, is_log)) else {
            return Picture::default();
        };
        let (chosen, cross) = (self.chosen.get(), self.cross.get());
        draw(&Trail { places: &places, heights: &losses, chosen, cross })
    }

    /// The ranges of both axes.
    pub fn ranges(self) -> [[f64; 2]; 2] {
        let [center, half] = self.view.get();
        [0, 1].map(|axis| [center[axis] - half[axis], center[axis] + half[axis]])
    }

    /// The loss at a place in words, as far as it is known.
    pub fn loss_at(self, at: [f64; 2]) -> String {
        self.shown(|shown| shown.loss_in_words(at)).unwrap_or_default()
    }
}

/// What the two axes are called.
fn names(lab: Lab, survey: &Survey) -> [String; 2] {
    survey::axis_names(survey.look.axes, |weight| {
        lab.settings.with(|settings| naming::weight(settings, weight))
    })
}
