//! Code brought up to date with settings: only the spans that have changed are written anew, so that comments, spacing,
//! names and everything else stay as they are.

use super::Style;
use super::chain::{FoundChain, FoundLayer};
use super::edits::{Edits, separator, slice};
use super::matching::Number;
use super::parts::{FoundSchedule, Part, Parts};
use super::read::read_parts;
use super::steps::{DECAYS, FoundOptimiser};
use super::write;
use crate::lab::numbers::shortest;
use crate::lab::settings::{Settings, Training};
use crate::language::parse;

/// The text with these settings in it. A text that cannot be drawn is replaced as a whole.
///
/// ```
/// # use fluxion::lab::{Settings, code::{read, update}};
/// let text = "m = Chain(Dense(2,8, tanh), # wide\n  Dense(8, 1))";
/// let mut settings = read(text, &Settings::default()).settings.unwrap();
/// settings.layers[0].units = 6;
/// assert_eq!(update(text, &settings), "m = Chain(Dense(2,6, tanh), # wide\n  Dense(6, 1))");
/// ```
pub fn update(text: &str, settings: &Settings) -> String {
    let Some((parts, style, before)) = drawable(text, settings) else {
        return write::write(settings, Style::default());
    };
    let says = |text: &String| drawable(text, settings).is_some_and(|(.., says)| says == *settings);
    let attempt = |change: &dyn Fn(&mut Edits<'_>)| {
        let mut edits = Edits::of(text);
        change(&mut edits);
        Some(edits.apply()).filter(says)
    };
    // Where a change in place also changes something else, as with a constant of two uses, whole parts are written anew.
    let updated = attempt(&|edits| edits.fine(&parts, &before, settings, style))
        .or_else(|| attempt(&|edits| edits.coarse(&parts, &before, settings, style)));
    updated.unwrap_or_else(|| write::write(settings, style))
}

/// The text in another style of Flux, with the settings that it has. Comments, names and whatever the styles share stay. A
/// text that cannot be drawn is replaced as a whole.
///
/// ```
/// # use fluxion::lab::{Settings, Style, code::restyle};
/// let text = "net = Chain(Dense(2, 1)) # small\nopt = ADAM(0.1)";
/// let settings = fluxion::lab::code::read(text, &Settings::default()).settings.unwrap();
/// assert_eq!(
///     restyle(text, &settings, Style::Today),
///     "net = Chain(Dense(2 => 1)) # small\nopt = Flux.setup(Adam(0.1, (0.9, 0.999)), net)"
/// );
/// ```
pub fn restyle(text: &str, settings: &Settings, style: Style) -> String {
    let restyled = drawable(text, settings).map(|(parts, _, before)| {
        let mut edits = Edits::of(text);
        edits.coarse(&parts, &before, settings, style);
        if let Some(found) = &parts.training {
            let epochs = found.epochs.map_or("1", |epochs| slice(text, epochs.used));
            edits.replace(found.statement, renamed(&parts, write::train(&settings.training, epochs, style)));
        }
        edits.apply()
    });
    let says = |text: &String| {
        drawable(text, settings).is_some_and(|(_, own, says)| own == style && says == *settings)
    };
    restyled.filter(says).unwrap_or_else(|| write::write(settings, style))
}

/// The parts of a text that can be drawn, its style and its settings.
fn drawable(text: &str, before: &Settings) -> Option<(Parts, Style, Settings)> {
    let parts = Parts::of(&parse(text).ok()?.statements);
    let reading = read_parts(&parts, before);
    Some((parts, reading.style, reading.settings?))
}

impl<'t> Edits<'t> {
    /// Every part, written anew.
    fn coarse(&mut self, parts: &Parts, before: &Settings, settings: &Settings, style: Style) {
        if let Some(chain) = &parts.chain {
            self.replace(chain.value, write::chain(settings, style));
        }
        if let Some(loss) = &parts.loss {
            let written = write::loss("loss", &settings.training.loss, style);
            self.replace(loss.statement, renamed(parts, written));
        }
        if let Some(optimiser) = &parts.optimiser {
            let rate = self.named_rate(&optimiser.found, &settings.training);
            self.replace(optimiser.value, renamed(parts, write::prepared(&settings.training, rate, style)));
        }
        self.schedule(parts, before, settings, style);
    }

    /// What has changed, in place.
    fn fine(&mut self, parts: &Parts, before: &Settings, settings: &Settings, style: Style) {
        if let Some(chain) = &parts.chain {
            self.chain(&chain.found, settings);
        }
        if let Some(loss) = parts.loss.as_ref().filter(|loss| loss.found.0 != settings.training.loss) {
            let written = write::loss("loss", &settings.training.loss, style);
            self.replace(loss.statement, renamed(parts, written));
        }
        if let Some(optimiser) = &parts.optimiser {
            self.optimiser(optimiser, settings, style);
        }
        self.schedule(parts, before, settings, style);
    }

    /// The layers: those that stay are changed in place, others are added or removed where the lists differ.
    fn chain(&mut self, chain: &FoundChain, settings: &Settings) {
        let sizes = settings.sizes();
        let (old, new) = (chain.layers.len() - 1, settings.layers.len());
        let is_same = |at: usize, to: usize| {
            let (layer, wanted) = (&chain.layers[at], &settings.layers[to]);
            let activation = layer.activation.as_ref().map_or("identity", |(name, _)| name);
            layer.sizes[1].value == f64::from(wanted.units) && activation == wanted.activation
        };
        let most = old.min(new);
        let mut before = (0..most).take_while(|&at| is_same(at, at)).count();
        let after = (0..most - before).take_while(|at| is_same(old - 1 - at, new - 1 - at)).count();
        if old == new {
            before = most - after;
        }
        let kept =
            (0..before).map(|at| (at, at)).chain((0..after).map(|at| (old - after + at, new - after + at)));
        let common = (before + after).min(most);
        // Where as many must be changed on both sides, they are changed in place.
        let changed = (0..most - common).map(|at| (before + at, before + at));
        let pairs: Vec<(usize, usize)> = kept.chain(changed).chain([(old, new)]).collect();
        for &(at, to) in &pairs {
            self.layer(&chain.layers[at], settings, [sizes[to], sizes[to + 1]], to, chain.style);
        }
        for at in (0..old).filter(|at| !pairs.iter().any(|(kept, _)| kept == at)) {
            let layer = &chain.layers[at];
            self.remove(layer.call);
            if let Some((dropout, _)) = layer.dropout {
                self.remove(dropout);
            }
        }
        let added: Vec<usize> = (0..new).filter(|to| !pairs.iter().any(|(_, kept)| kept == to)).collect();
        let place = &chain.layers[old - after.min(old)];
        for to in added {
            let layer = &settings.layers[to];
            let dense = write::dense(
                [sizes[to], sizes[to + 1]],
                &layer.activation,
                &settings.initialiser,
                chain.style,
            );
            for item in std::iter::once(dense).chain(write::dropout(layer)) {
                self.insert(place.call.start, item + &separator(self.text, place.call.start));
            }
        }
    }

    /// A layer that stays; `at` is its place in the settings.
    fn layer(&mut self, found: &FoundLayer, settings: &Settings, sizes: [usize; 2], at: usize, style: Style) {
        for (number, size) in found.sizes.iter().zip(sizes) {
            self.number(*number, size as f64);
        }
        let wanted = settings.layers.get(at);
        let activation = wanted.map_or(&settings.output, |layer| &layer.activation);
        match &found.activation {
            Some((name, span)) if name != activation => self.replace(*span, activation.as_str()),
            None if activation != "identity" => self.insert(found.ends[0], format!(", {activation}")),
            _ => {}
        }
        match &found.initialiser {
            Some((name, span)) if *name != settings.initialiser => {
                self.replace(*span, write::initialiser_name(&settings.initialiser));
            }
            None if settings.initialiser != "glorot_uniform" => {
                self.insert(found.ends[1], format!(", {}", write::initial(&settings.initialiser, style)));
            }
            _ => {}
        }
        match (&found.dropout, wanted.and_then(write::dropout)) {
            (Some((_, rate)), Some(_)) => self.number(*rate, wanted.map_or(0.0, |layer| layer.dropout)),
            (Some((call, _)), None) => self.remove(*call),
            (None, Some(dropout)) => self.insert(found.call.end, format!(", {dropout}")),
            (None, None) => {}
        }
    }

    fn optimiser(&mut self, part: &Part<FoundOptimiser>, settings: &Settings, style: Style) {
        let (found, training) = (&part.found, &settings.training);
        let is_left_out = |(knob, value): (&Result<Number, f64>, &f64)| knob.is_err() && *knob != Err(*value);
        if found.name != training.optimiser || found.knobs.iter().zip(&training.knobs).any(is_left_out) {
            let rate = self.named_rate(found, training);
            self.replace(found.call, write::core(training, rate, style));
        } else {
            for (knob, value) in found.knobs.iter().zip(&training.knobs) {
                if let Ok(number) = knob {
                    self.number(*number, *value);
                }
            }
        }
        let is_chained = found.decays.iter().any(Option::is_some);
        let factors = [training.l1, training.l2];
        let mut added = Vec::new();
        for ((name, decay), factor) in DECAYS.into_iter().zip(found.decays).zip(factors) {
            match decay {
                Some(decay) if factor == 0.0 => self.remove(decay.call),
                Some(decay) => self.number(decay.factor, factor),
                None if factor != 0.0 => added.push(write::decay(name, factor)),
                None => {}
            }
        }
        if added.is_empty() {
            return;
        }
        if is_chained {
            self.insert(found.call.start, added.join(", ") + ", ");
        } else {
            self.insert(found.call.start, format!("{}({}, ", write::chained(style), added.join(", ")));
            self.insert(found.call.end, ")");
        }
    }

    /// The name of the learning rate, if it has one and the optimiser has a learning rate; the name gets its new value.
    fn named_rate(&mut self, found: &FoundOptimiser, training: &Training) -> Option<&'t str> {
        let rate =
            found.knobs.first()?.ok().filter(|rate| rate.span != rate.used && write::has_rate(training))?;
        self.number(rate, *training.knobs.first()?);
        Some(slice(self.text, rate.used))
    }

    /// The schedule, and the training that follows it.
    fn schedule(&mut self, parts: &Parts, before: &Settings, settings: &Settings, style: Style) {
        let training = &settings.training;
        let Some(found) = &parts.training else { return };
        let epochs = found.epochs.map_or("1", |epochs| slice(self.text, epochs.used));
        let train = write::train(training, epochs, style);
        let is_other = train != write::train(&before.training, epochs, style);
        let train = renamed(parts, train);
        let (was, is) = (found.is_scheduled, write::schedule(training, "η").is_some());
        if was && is {
            if let Some(part) = &parts.schedule {
                self.rate(part, settings);
            }
            if is_other {
                self.replace(found.statement, train);
            }
        } else if was {
            self.replace(found.statement, train);
            for span in
                [parts.schedule.as_ref().map(|part| part.statement), parts.counter].into_iter().flatten()
            {
                self.remove_line(span);
            }
        } else if let (true, Some(optimiser)) = (is, &parts.optimiser) {
            // The learning rate needs a name, because the optimiser and the schedule both use it.
            let rate = self.named_rate(&optimiser.found, training).unwrap_or_else(|| {
                let call = optimiser.found.call;
                self.edits.retain(|(span, _)| span.end <= call.start || span.start >= call.end);
                self.replace(call, write::core(training, Some("η"), style));
                self.insert(optimiser.statement.start, format!("η = {}\n", shortest(training.knobs[0])));
                "η"
            });
            let body = write::schedule(training, rate).unwrap_or_default();
            self.replace(found.statement, format!("rate(step) = {body}\nstep = 0\n{train}"));
        }
    }

    /// The learning rate at a step.
    fn rate(&mut self, part: &Part<FoundSchedule>, settings: &Settings) {
        let training = &settings.training;
        if part.found.name != training.schedule {
            let body = write::schedule(training, slice(self.text, part.found.rate.used)).unwrap_or_default();
            self.replace(part.statement, format!("{}(step) = {body}", part.name));
            return;
        }
        for (knob, value) in part.found.knobs.iter().zip(&training.schedule_knobs) {
            self.number(*knob, *value);
        }
        if let Some(rate) = training.knobs.first() {
            self.number(part.found.rate, *rate);
        }
    }
}

/// Code as it is written, with the names that the text uses.
fn renamed(parts: &Parts, written: String) -> String {
    let name = |part: Option<&String>, usual: &str| part.map_or(usual.to_owned(), Clone::clone);
    let model = name(parts.chain.as_ref().map(|part| &part.name), "m");
    let loss = name(parts.loss.as_ref().map(|part| &part.name), "loss");
    let optimiser = name(parts.optimiser.as_ref().map(|part| &part.name), "opt");
    let rate = name(parts.schedule.as_ref().map(|part| &part.name), "rate");
    let mut text = String::new();
    let mut rest = written.as_str();
    // Word by word: `m` also occurs within other names.
    while let Some(start) = rest.find(|c: char| c.is_alphanumeric()) {
        let (before, word) = rest.split_at(start);
        let end = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
        text.push_str(before);
        text.push_str(match &word[..end] {
            "m" => &model,
            "loss" => &loss,
            "opt" => &optimiser,
            "rate" => &rate,
            other => other,
        });
        rest = &word[end..];
    }
    text + rest
}
