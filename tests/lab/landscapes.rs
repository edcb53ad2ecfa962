//! Landscapes of the laboratory's own network: the plane, the heights, the path, and moving the weights.

use fluxion::lab::landscape::{Evaluator, Tile};
use fluxion::lab::message::{Axes, Look, Picture, Problem, Reply, Request, Survey, Watch, Weight};
use fluxion::lab::{Lab, Preset, Settings};

/// A laboratory whose landscape is watched, and what it has said of it.
struct Surveyed {
    lab: Lab,
    surveys: Vec<Survey>,
    heights: Vec<(u64, Tile, Vec<f32>)>,
    pictures: Vec<Picture>,
    notices: Vec<Problem>,
}

fn look(axes: Axes) -> Look {
    Look { axes, view: None, side: 33, elsewhere: false }
}

fn watch(look: Option<Look>) -> Request {
    Request::Watch(Watch { landscape: look, ..Watch::default() })
}

impl Surveyed {
    /// A laboratory with these settings, after some steps, that watches a landscape.
    fn after(settings: Settings, steps: u32, look: Look) -> Surveyed {
        let lab = Lab::new(|| 0.0);
        let (surveys, heights, pictures, notices) = Default::default();
        let mut surveyed = Surveyed { lab, surveys, heights, pictures, notices };
        surveyed.ask(Request::Set(settings));
        if steps > 0 {
            surveyed.ask(Request::Steps(steps));
        }
        surveyed.ask(watch(Some(look)));
        surveyed
    }

    /// Makes a request and works until nothing is left to do.
    fn ask(&mut self, request: Request) {
        self.lab.receive(request);
        while self.lab.has_work() {
            self.work();
        }
    }

    fn work(&mut self) {
        let mut replies = Vec::new();
        self.lab.work(&mut |reply| replies.push(reply));
        for reply in replies {
            match reply {
                Reply::Survey(survey) => self.surveys.push(*survey),
                Reply::Heights { survey, tile, losses } => self.heights.push((survey, tile, losses)),
                Reply::Notice(notice) => self.notices.push(notice),
                Reply::Picture(picture) => {
                    self.lab.receive(Request::Drawn(picture.number));
                    self.pictures.push(*picture);
                }
                _ => {}
            }
        }
    }

    fn last(&self) -> &Survey {
        self.surveys.last().expect("a survey has begun")
    }

    /// The heights of the last survey, row after row; NaN where none came.
    fn grid(&self) -> Vec<f32> {
        let Survey { number, look, .. } = self.last();
        let mut grid = vec![f32::NAN; (look.side * look.side) as usize];
        for (_, tile, losses) in self.heights.iter().filter(|(own, ..)| own == number) {
            for ([column, row], loss) in tile.places().zip(losses) {
                grid[(row * look.side + column) as usize] = *loss;
            }
        }
        grid
    }
}

fn circle() -> Settings {
    Preset::named("circle").unwrap().settings()
}

fn weight(layer: u32, unit: u32, from: Option<u32>) -> Weight {
    Weight { layer, unit, from }
}

#[test]
fn the_landscape_goes_through_the_present_weights() {
    for axes in
        [Axes::Path, Axes::Random { seed: 4 }, Axes::Weights([weight(0, 1, Some(0)), weight(1, 0, None)])]
    {
        let own = Surveyed::after(circle(), 60, look(axes));
        let survey = own.last();
        assert_eq!((survey.step, survey.look.axes), (60, axes));
        let shown = own.pictures.last().unwrap().losses[0];
        assert!((survey.loss - shown).abs() < 1e-12 * shown, "{axes:?}: {} {shown}", survey.loss);
        let last = survey.path.last().unwrap();
        assert_eq!((last.at, last.step), (survey.here, 60));
        assert!(last.away < 1e-9 && (last.ground - last.loss).abs() < 1e-12, "{axes:?}: {last:?}");
        let [center, half] = survey.view;
        let is_inside = |at: [f64; 2]| (0..2).all(|axis| (at[axis] - center[axis]).abs() <= half[axis]);
        assert!(survey.path.iter().all(|step| is_inside(step.at)), "{axes:?}: the path is in view");
        assert!(own.grid().iter().all(|loss| loss.is_finite()), "{axes:?}: all heights have come");
    }
}

#[test]
fn along_weights_the_coordinates_are_their_values() {
    let pair = [weight(0, 1, Some(0)), weight(1, 0, None)];
    let mut own = Surveyed::after(circle(), 20, look(Axes::Weights(pair)));
    let layers = own.pictures.last().unwrap().layers.clone();
    assert_eq!(own.last().here, [layers[0].weights[2], layers[1].biases[0]]);
    // The height at a grid point is what the laboratory measures with these two weights.
    let view = Some([[0.25, -0.5], [1.0, 1.0]]);
    own.ask(watch(Some(Look { view, ..look(Axes::Weights(pair)) })));
    let (middle, corner) = (own.grid()[16 * 33 + 16], own.grid()[0]);
    for (values, height) in [([0.25, -0.5], middle), ([-0.75, -1.5], corner)] {
        for (weight, value) in pair.into_iter().zip(values) {
            own.ask(Request::Assign { weight, value });
        }
        let measured = own.pictures.last().unwrap().losses[0] as f32;
        assert!((height - measured).abs() <= 1e-6 * measured, "{height} {measured}");
    }
}

#[test]
fn the_job_for_elsewhere_gives_the_same_heights() {
    let mut own = Surveyed::after(circle(), 30, look(Axes::Random { seed: 2 }));
    let here = own.grid();
    own.heights.clear();
    own.ask(watch(Some(Look { elsewhere: true, ..look(Axes::Random { seed: 2 }) })));
    assert!(own.heights.is_empty(), "what is computed elsewhere is not computed here too");
    let job = own.last().job.as_deref().expect("the job comes with the survey");
    let mut evaluator = Evaluator::new(job).unwrap();
    let whole = Tile { level: 0, first: [0, 0], step: [1, 1], count: [33, 33] };
    let elsewhere: Vec<f32> = evaluator.evaluate(&whole).into_iter().map(|loss| loss as f32).collect();
    assert_eq!(elsewhere, here);
}

#[test]
fn elsewhere_the_next_landscape_waits_until_the_last_has_come_far_enough() {
    let mut own = Surveyed::after(circle(), 10, Look { elsewhere: true, ..look(Axes::Path) });
    let before = own.surveys.len();
    own.ask(Request::Steps(5));
    assert_eq!(own.surveys.len(), before);
    own.ask(Request::Surveyed(own.last().number));
    assert_eq!((own.surveys.len(), own.last().step), (before + 1, 15));
    own.ask(Request::Surveyed(u64::MAX));
    own.ask(Request::Steps(5));
    assert_eq!(own.surveys.len(), before + 2, "a number from the future counts as the last");
    own.ask(Request::Steps(5));
    assert_eq!(own.surveys.len(), before + 2);
}

#[test]
fn the_directions_of_the_path_hold_most_of_its_movement() {
    let own = Surveyed::after(circle(), 300, look(Axes::Path));
    let survey = own.last();
    let [first, second] = survey.shares.unwrap();
    assert!(first >= second && first + second > 0.8 && first + second <= 1.0 + 1e-12, "{first} {second}");
    assert!(survey.path[0].at[0] < survey.here[0], "the path begins at the left");
    assert!(survey.path.len() <= 48 && survey.path.is_sorted_by_key(|step| step.step));
    // What the plane hides is there, and is told.
    assert!(survey.path.iter().any(|step| step.away > 0.01));
    assert_eq!(survey.dimensions, 25);
}

#[test]
fn before_the_first_step_random_directions_stand_in() {
    let own = Surveyed::after(circle(), 0, look(Axes::Path));
    assert_eq!(own.last().shares, None);
    assert_eq!(own.last().path.len(), 1);
    assert!(own.grid().iter().any(|loss| *loss != own.grid()[0]), "the ground is not level");
}

#[test]
fn a_landscape_follows_training_and_is_finished_when_it_pauses() {
    let mut own = Surveyed::after(circle(), 0, look(Axes::Path));
    own.lab.receive(Request::Play { pace: 0 });
    for _ in 0..400 {
        own.work();
    }
    let steps: Vec<u64> = own.surveys.iter().map(|survey| survey.step).collect();
    assert!(steps.len() > 5 && steps.is_sorted(), "{steps:?}");
    assert!(own.pictures.len() > 5, "pictures go on coming");
    own.ask(Request::Pause);
    assert_eq!(own.last().step, own.pictures.last().unwrap().step);
    assert!(own.grid().iter().all(|loss| loss.is_finite()));
    let count = own.surveys.len();
    own.ask(Request::Pause);
    assert_eq!(own.surveys.len(), count, "what has not changed is not surveyed again");
}

#[test]
fn while_training_every_survey_gets_as_far_as_a_whole_level() {
    let mut own = Surveyed::after(circle(), 0, look(Axes::Path));
    let first = own.surveys.len();
    own.lab.receive(Request::Play { pace: 0 });
    for _ in 0..400 {
        own.work();
    }
    let finished = &own.surveys[first..own.surveys.len() - 1];
    for survey in finished {
        let came: usize = own
            .heights
            .iter()
            .filter(|(own, ..)| *own == survey.number)
            .map(|(_, tile, _)| tile.points())
            .sum();
        assert!([25, 81, 289, 1089].contains(&came), "{came} points of survey {}", survey.number);
    }
}

#[test]
fn the_weights_move_to_a_place_and_the_run_before_is_kept() {
    let mut own = Surveyed::after(circle(), 50, look(Axes::Path));
    let survey = own.last().clone();
    let target = survey.path[0].at;
    let wanted = survey.path[0].ground;
    own.ask(Request::Move { survey: survey.number, to: target });
    let picture = own.pictures.last().unwrap();
    assert_eq!(picture.step, 50);
    assert!((picture.losses[0] - wanted).abs() < 1e-9, "{} {wanted}", picture.losses[0]);
    let other = own.pictures.iter().rev().find_map(|picture| picture.other.clone()).unwrap();
    assert_eq!(other.fork, Some(50), "the run before is the one to compare with");
    assert!(own.notices.is_empty());
    // Training goes on from there, and going back to the step finds the weights where they were put.
    own.ask(Request::Steps(10));
    own.ask(Request::Seek(50));
    assert!((own.pictures.last().unwrap().losses[0] - wanted).abs() < 1e-9);
    own.ask(Request::Seek(49));
    own.ask(Request::Seek(50));
    assert!((own.pictures.last().unwrap().losses[0] - wanted).abs() < 1e-9);
}

#[test]
fn a_place_that_is_not_there_is_told() {
    let mut own = Surveyed::after(circle(), 10, look(Axes::Path));
    let number = own.last().number;
    let before = own.pictures.last().unwrap().layers.clone();
    for (survey, to) in [(number + 1, [0.0; 2]), (number, [f64::NAN, 0.0]), (number, [f64::INFINITY, 0.0])] {
        own.notices.clear();
        own.ask(Request::Move { survey, to });
        assert_eq!(own.notices[0].place, "landscape");
        assert_eq!(own.pictures.last().unwrap().layers, before);
    }
    // The network may have become another since.
    let mut larger = circle();
    larger.layers[0].units += 1;
    own.notices.clear();
    own.lab.receive(Request::Set(larger));
    own.ask(Request::Move { survey: number, to: [0.0; 2] });
    assert_eq!(own.notices.len(), 1);
}

#[test]
fn odd_looks_do_no_harm() {
    let gone = weight(7, 3, Some(9));
    let same = weight(0, 0, Some(0));
    let mut settings = circle();
    settings.training.knobs[0] = 1e6;
    for axes in [Axes::Weights([gone, gone]), Axes::Weights([same, same]), Axes::Random { seed: u64::MAX }] {
        for side in [0, 1, 2, 3, 10] {
            for view in [None, Some([[0.0; 2], [0.0; 2]]), Some([[f64::NAN; 2], [1e308; 2]])] {
                let own = Surveyed::after(settings.clone(), 3, Look { axes, view, side, elsewhere: false });
                let survey = own.last();
                assert_eq!(survey.look.side, side);
                if let Axes::Weights(used) = survey.look.axes {
                    assert_eq!(used[0], same, "a weight that is not there is replaced");
                }
            }
        }
    }
}

#[test]
fn a_grid_that_is_too_fine_is_made_coarser() {
    let mut own = Surveyed::after(circle(), 0, look(Axes::Path));
    let before = own.surveys.len();
    own.lab.receive(watch(Some(Look { side: u32::MAX, ..look(Axes::Path) })));
    while own.surveys.len() == before {
        own.work();
    }
    assert_eq!(own.last().look.side, 257);
}

#[test]
fn nothing_is_surveyed_while_nobody_watches() {
    let mut own = Surveyed::after(circle(), 5, look(Axes::Path));
    own.ask(watch(None));
    let (surveys, heights) = (own.surveys.len(), own.heights.len());
    own.ask(Request::Steps(20));
    assert_eq!((own.surveys.len(), own.heights.len()), (surveys, heights));
}
