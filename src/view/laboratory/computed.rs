//! What the laboratory says of who computes a landscape, and where an address says that it shall be computed.

use crate::chart::grouped;
use crate::compute::{GpuState, LastRun, Placement};

/// The choices of the switch, each with its words; `None` is for where it is fastest.
pub const CHOICES: [(Option<Placement>, &str); 4] = [
    (None, "wherever it is fastest"),
    (Some(Placement::Thread), "on one thread"),
    (Some(Placement::Workers), "on all threads"),
    (Some(Placement::Gpu), "on the GPU"),
];

/// Where the search part of an address (`?device=gpu`) says that everything is computed.
pub fn device_in(search: &str) -> Option<Placement> {
    let parts = search.trim_start_matches('?').split('&');
    parts.filter_map(|part| part.strip_prefix("device=")).find_map(Placement::named)
}

/// Who computed a landscape, how many points it has, and how long that took.
pub fn badge(last_run: &LastRun) -> String {
    let who = match (last_run.placement, last_run.workers) {
        (Placement::Gpu, _) => "WebGPU".to_owned(),
        (_, 0 | 1) => "One thread".to_owned(),
        (_, workers) => format!("{workers} threads"),
    };
    format!("{who} · {} points · {}", grouped(last_run.points as u64), time(last_run.millis))
}

/// Why it was computed there.
pub fn reason(last_run: &LastRun) -> String {
    let [thread, workers, device] = last_run.expected;
    let known: Vec<String> = [("one thread", thread), ("all threads", workers), ("WebGPU", device)]
        .into_iter()
        .filter_map(|(who, millis)| Some(format!("{} on {who}", time(millis?))))
        .collect();
    match (last_run.is_forced, known.len()) {
        (true, 0 | 1) => "You chose this.".to_owned(),
        (false, 0 | 1) => "This is too little work to share.".to_owned(),
        (true, _) => format!("You chose this. Expected from measurements: {}.", known.join(", ")),
        (false, _) => format!("Expected from measurements: {}.", known.join(", ")),
    }
}

/// What has become of the GPU, where the learner should know; otherwise empty.
pub fn news(forced: Option<Placement>, gpu: &GpuState, is_calibrating: bool) -> String {
    let wants_gpu = matches!(forced, None | Some(Placement::Gpu));
    match gpu {
        GpuState::Asked if forced == Some(Placement::Gpu) => "The GPU is being prepared.".to_owned(),
        GpuState::Ready(_) if forced == Some(Placement::Gpu) && is_calibrating => {
            "The GPU is being measured.".to_owned()
        }
        GpuState::Lost(words) if wants_gpu => {
            format!("The CPU has taken over until the GPU is back: {words}.")
        }
        GpuState::Unusable(words) if wants_gpu => format!("The GPU cannot be used: {words}."),
        _ => String::new(),
    }
}

/// A time in words: milliseconds, or seconds from 10 on.
fn time(millis: f64) -> String {
    match millis {
        millis if millis < 0.95 => "under 1 ms".to_owned(),
        millis if millis < 9_950.0 => format!("{} ms", grouped(millis.round() as u64)),
        millis => format!("{:.0} s", millis / 1000.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STANDING: LastRun = LastRun {
        placement: Placement::Gpu,
        workers: 0,
        points: 262_144,
        millis: 9.2,
        expected: [Some(4400.0), Some(1170.4), Some(8.9)],
        is_forced: false,
    };

    #[test]
    fn the_badge_says_who_how_many_and_how_long() {
        assert_eq!(badge(&STANDING), "WebGPU · 262,144 points · 9 ms");
        let thread =
            LastRun { placement: Placement::Thread, workers: 1, points: 81, millis: 0.4, ..STANDING };
        assert_eq!(badge(&thread), "One thread · 81 points · under 1 ms");
        let workers =
            LastRun { placement: Placement::Workers, workers: 8, points: 4225, millis: 12_345.0, ..STANDING };
        assert_eq!(badge(&workers), "8 threads · 4,225 points · 12 s");
    }

    #[test]
    fn the_reason_says_what_was_measured() {
        let expected =
            "Expected from measurements: 4,400 ms on one thread, 1,170 ms on all threads, 9 ms on WebGPU.";
        assert_eq!(reason(&STANDING), expected);
        assert_eq!(reason(&LastRun { is_forced: true, ..STANDING }), format!("You chose this. {expected}"));
        let alone = LastRun { expected: [Some(3.0), None, None], placement: Placement::Thread, ..STANDING };
        assert_eq!(reason(&alone), "This is too little work to share.");
        assert_eq!(reason(&LastRun { is_forced: true, ..alone }), "You chose this.");
    }

    #[test]
    fn news_of_the_gpu_come_to_those_who_want_one() {
        let gone = GpuState::Unusable("this browser has no WebGPU".into());
        let expected = "The GPU cannot be used: this browser has no WebGPU.";
        for forced in [None, Some(Placement::Gpu)] {
            assert_eq!(news(forced, &gone, false), expected);
        }
        assert_eq!(news(Some(Placement::Thread), &gone, false), "");
        let lost = GpuState::Lost("the GPU was lost".into());
        assert_eq!(
            news(None, &lost, false),
            "The CPU has taken over until the GPU is back: the GPU was lost."
        );
        assert_eq!(news(None, &GpuState::Asked, false), "", "nobody waits for a GPU that nobody chose");
        assert_eq!(news(Some(Placement::Gpu), &GpuState::Asked, false), "The GPU is being prepared.");
        let ready = GpuState::Ready(String::new());
        assert_eq!(news(Some(Placement::Gpu), &ready, false), "");
        assert_eq!(news(Some(Placement::Gpu), &ready, true), "The GPU is being measured.");
        assert_eq!(news(None, &ready, true), "", "nobody waits for that");
    }

    #[test]
    fn an_address_names_a_device() {
        assert_eq!(device_in("?device=gpu"), Some(Placement::Gpu));
        assert_eq!(device_in("?a=b&device=cpu"), Some(Placement::Thread));
        assert_eq!(device_in("?device=workers"), Some(Placement::Workers));
        for none in ["", "?", "?device=", "?device=abacus", "?gpu", "?mydevice=gpu"] {
            assert_eq!(device_in(none), None, "{none}");
        }
    }
}
