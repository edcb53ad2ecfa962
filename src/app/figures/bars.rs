//! The figure of bars: vectors one below the other, each number a bar. One that is a parameter is dragged by its end.

use leptos::prelude::*;

use super::frame::{Parts, Slot, Words};
use super::handle::Handle;
use super::live::Live;
use super::parts;
use crate::app::canvas::{Stage, chart_theme};
use crate::app::reactive::{derived, memo};
use crate::app::store::Store;
use crate::chart::{Bar, BarGroup, Bars, bar_range};
use crate::lesson::figures;
use crate::view::files::table;

/// The figure's vectors, and which of their bars are held.
#[derive(Clone, Copy)]
struct Groups {
    store: Store,
    live: StoredValue<Vec<Live>>,
    chart: Memo<Bars>,
    held: StoredValue<Vec<(Bar, RwSignal<bool>)>>,
    stage: Stage,
}

/// Builds the figure.
pub fn parts(slot: &Slot, settings: figures::Bars) -> Parts {
    let store = slot.store;
    let live: Vec<Live> = settings.of.iter().map(|array| Live::array(store, array)).collect();
    let ends = live.iter().enumerate().flat_map(|(group, live)| {
        (0..live.entries.len()).map(move |entry| ((group, entry), RwSignal::new(false)))
    });
    let held = StoredValue::new(ends.collect::<Vec<_>>());
    let live = StoredValue::new(live);
    let chart = memo(move || live.with_value(|live| Bars { groups: live.iter().map(group).collect() }));
    let groups = Groups { store, live, chart, held, stage: Stage::new() };
    let problem = derived(move || live.with_value(|live| live.iter().find_map(|live| live.problem())));
    let words = Words::Line(derived(move || groups.in_words()));
    let numbers = move || table(&["vector", "entry", "value"], groups.rows());
    Parts::new(groups.view(), [groups.stage], problem, words, numbers)
}

/// A vector as it is drawn: on the scale of its parameters, or on one that fits its numbers.
fn group(live: &Live) -> BarGroup {
    let numbers = live.numbers();
    let texts = live.texts(&numbers);
    // Not known yet; keep the room.
    let values = if numbers.values.is_empty() { vec![0.0; texts.len()] } else { numbers.values };
    let range = match live.entries.first().map(|entry| entry.spec()) {
        Some(spec) => [spec.min.min(0.0), spec.max.max(0.0)],
        None => bar_range(&values),
    };
    BarGroup { name: live.name.clone(), hue: live.hue.clone(), values, texts, range, labels: &[] }
}

impl Groups {
    /// The picture, and over it a line for each bar and a handle for each that can be dragged.
    fn view(self) -> AnyView {
        let theme = chart_theme();
        let (stage, chart) = (self.stage, self.chart);
        stage.base(move |[width, _]| chart.with(|chart| chart.base(width, &theme.get())));
        stage.overlay(move |[width, _]| {
            let handles: Vec<(Bar, bool)> = self
                .held
                .with_value(|held| held.iter().map(|(bar, is_held)| (*bar, is_held.get())).collect());
            chart.with(|chart| chart.overlay(width, &theme.get(), &handles))
        });
        let counts = memo(move || {
            chart.with(|chart| chart.groups.iter().map(|group| group.values.len()).collect::<Vec<_>>())
        });
        let lines = move || {
            let all = counts.get().into_iter().enumerate();
            let bars = all.flat_map(|(group, count)| (0..count).map(move |entry| (group, entry)));
            bars.map(|bar| self.line(bar)).collect_view()
        };
        let handles = self
            .held
            .with_value(|held| held.iter().map(|(bar, is_held)| self.handle(*bar, *is_held)).collect_view());
        stage.view(move |_| chart.with(Bars::height), (lines, handles).into_any())
    }

    /// The layer over a bar that lights up with every other mention of its number.
    fn line(self, bar: Bar) -> AnyView {
        let part = self.live.with_value(|live| {
            let live = &live[bar.0];
            let key =
                self.store.with_lesson(|lesson| lesson.name_of(&live.like).map(|named| named.key.clone()));
            let whole = key.as_deref().unwrap_or(&live.like);
            let numbers = untrack(|| live.numbers());
            (!numbers.sizes.is_empty()).then(|| live.entry(whole, &numbers, [bar.1, 0]))
        });
        let side = parts::side(move || self.chart.with(|chart| chart.row(bar, self.stage.size.get()[0])));
        view! {
            <span
                class="matrices__entry"
                data-part=part
                style:left=side(0, false)
                style:top=side(1, false)
                style:width=side(0, true)
                style:height=side(1, true)
            ></span>
        }
        .into_any()
    }

    /// The end of a bar that is a parameter.
    fn handle(self, bar: Bar, is_held: RwSignal<bool>) -> AnyView {
        let param = self.live.with_value(|live| live[bar.0].entries.get(bar.1).copied());
        let Some(param) = param else { return ().into_any() };
        let width = move || self.stage.size.get()[0];
        let spec = param.spec();
        Handle {
            label: format!("{}: bar", spec.label),
            at: derived(move || self.chart.with(|chart| chart.tip(bar, width()))),
            words: derived(move || super::parts::values(&[param])),
            value: derived(move || param.get()),
            range: [spec.min, spec.max],
            drag: Callback::new(move |[x, _]: [f64; 2]| {
                let width = self.stage.size.get_untracked()[0];
                if let Some(value) = self.chart.with_untracked(|chart| chart.value(bar.0, x, width)) {
                    param.set(value);
                }
            }),
            step: Callback::new(move |[right, up]: [f64; 2]| {
                param.set(param.get_untracked() + (right + up) * param.spec().step);
            }),
            is_held,
        }
        .view()
    }

    /// Every vector in words.
    fn in_words(self) -> String {
        let one = |group: &BarGroup| format!("{} = ({})", group.name, group.texts.join(", "));
        self.chart.with(|chart| chart.groups.iter().map(one).collect::<Vec<_>>().join(", "))
    }

    /// Every number: its vector and its place from 1, its value.
    fn rows(self) -> Vec<[f64; 3]> {
        let rows = |(at, group): (usize, &BarGroup)| {
            let values = group.values.iter().enumerate();
            values.map(|(entry, value)| [at as f64 + 1.0, entry as f64 + 1.0, *value]).collect::<Vec<_>>()
        };
        self.chart.with_untracked(|chart| chart.groups.iter().enumerate().flat_map(rows).collect())
    }
}
