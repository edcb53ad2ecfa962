//! What pictures have in common: what is pointed at and chosen, a run that stands still, and drawing once a frame.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use super::state::Lab;
use crate::app::reactive::react;
use crate::chart::Field;
use crate::lab::message::{Map, Picture, Watch, Weight};
pub use crate::view::laboratory::drawn::REACH;

impl Lab {
    /// Chooses a weight or a bias, or none, and has its course sent.
    pub fn choose(self, weight: Option<Weight>) {
        if self.chosen.get_untracked() != weight {
            self.chosen.set(weight);
            self.watch.update(|watch| watch.course = weight);
        }
    }

    /// Points at a unit, or at none, and has its map sent as the large one.
    pub fn point_at(self, unit: Option<[u32; 2]>) {
        if self.pointed.get_untracked() != unit {
            self.pointed.set(unit);
            self.watch.update(|watch| watch.enlarged = unit);
        }
    }

    /// Has something sent with every picture for as long as the owner of this call lives.
    pub fn watch_while_shown(self, start: fn(&mut Watch), stop: fn(&mut Watch)) {
        self.watch.update(start);
        on_cleanup(move || {
            // The whole laboratory may have gone.
            self.watch.try_update(stop);
        });
    }

    /// The newest picture of a run that stands still; while it goes on, the one before. What is said in words follows it,
    /// so that a screen reader is not interrupted sixty times a second.
    pub fn still(self) -> Memo<Still> {
        Memo::new(move |before: Option<&Still>| {
            let now = self.picture.get();
            match before {
                Some(before) if now.is_playing => before.clone(),
                _ => Still(now),
            }
        })
    }
}

/// A picture of a run that stands still.
#[derive(Clone)]
pub struct Still(pub Arc<Picture>);

impl PartialEq for Still {
    fn eq(&self, other: &Still) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// A map as charts read it.
pub fn field(map: &Map) -> Option<Field<'_>> {
    Field::new(map.side as usize, map.scale, REACH, &map.values)
}

/// Runs `paint` with the next frame whenever something that `read` reads has changed, at most once a frame.
pub fn each_frame(read: impl Fn() + 'static, paint: impl Fn() + 'static) {
    let is_due = Rc::new(Cell::new(false));
    let paint = Rc::new(paint);
    react(move || {
        read();
        if !is_due.replace(true) {
            let (is_due, paint) = (Rc::clone(&is_due), Rc::clone(&paint));
            request_animation_frame(move || {
                is_due.replace(false);
                paint();
            });
        }
    });
}
