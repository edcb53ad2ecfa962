//! Fits, panels and graphs: pictures, and properties that hold for any data and any size.

use crate::{ODD, SIZES, check, holds, stays_in};
use fluxion::chart::{
    Aspect, BarGroup, Bars, Contour, Fit, FitOptions, Graph, GraphMarks, Grid, Matrices, MatricesMarks,
    Matrix, MatrixTerm, Network, NetworkLayer, NetworkMarks, Notations, Panel, PanelPoint, Parity, Picture,
    Surface, Theme, Tree, TreeNode, bar_range, histogram::Histogram,
};
use fluxion::lesson::show;

const SEEN: [[f64; 2]; 5] = [[-2.0, 0.5], [-1.0, 2.5], [0.0, 3.6], [1.0, 4.1], [2.0, 1.2]];

fn parabola(t: f64) -> f64 {
    -0.6 * t * t + 0.4 * t + 2.8
}

fn sampled(f: impl Fn(f64) -> f64, [from, to]: [f64; 2]) -> Vec<f64> {
    (0..=60).map(|i| f(from + (to - from) * f64::from(i) / 60.0)).collect()
}

fn fit() -> Fit {
    let x = [-2.6, 2.6];
    Fit {
        x,
        y: [-2.0, 6.0],
        names: ["t".to_owned(), "position".to_owned()],
        curve: sampled(parabola, x),
        truth: sampled(|t| 4.0 * (0.7 * t - 0.3).cos(), x),
        observations: SEEN.to_vec(),
        predicted: SEEN.map(|[t, _]| parabola(t)).to_vec(),
    }
}

fn bowl() -> Panel {
    Panel::new([-1.0, 3.0], sampled(|a| 3.0 * (a - 0.8) * (a - 0.8) + 2.0, [-1.0, 3.0]), ["a", "loss"])
}

#[test]
fn a_fit_with_bars_and_one_with_squares() {
    let fit = fit();
    let frame = fit.frame([480.0, 300.0]);
    let bars = FitOptions { bars: true, at: Some(1.0), ..FitOptions::default() };
    let squares = FitOptions { bars: true, squares: true, movable: true, held: Some(0), at: None };
    for (name, look) in [("fit-bars", bars), ("fit-squares", squares)] {
        check(name, [480.0, 300.0], |theme| vec![fit.base(&frame, theme), fit.overlay(&frame, theme, &look)]);
    }
}

#[test]
fn a_slice_with_its_tangent() {
    let panel = bowl();
    let frame = panel.frame([180.0, 160.0], [0.0, 20.0]);
    let point = PanelPoint { x: 2.5, y: 10.67, slope: Some(10.2), is_held: true };
    check("slice", [180.0, 160.0], |theme| {
        vec![panel.base(&frame, theme, theme.first, true), panel.overlay(&frame, theme, &point, theme.second)]
    });
}

#[test]
fn panels_one_below_the_other() {
    let x = [-2.0, 2.0];
    let panel = |f: fn(f64) -> f64, name: &str| Panel::new(x, sampled(f, x), ["x", name]);
    let panels =
        [panel(|x| 100.0 * x.powi(3), "f"), panel(|x| 300.0 * x * x, "df"), panel(|x| 600.0 * x, "d2f")];
    let frames = Panel::stacked(&panels, [420.0, 420.0]);
    let lefts: Vec<f64> = frames.iter().map(|frame| frame.plot().min[0]).collect();
    assert_eq!(lefts, [lefts[0]; 3], "the vertical axes are aligned");
    check("panels", [420.0, 420.0], |theme| {
        let mut whole = Panel::guide_line(&frames, 1.2, theme);
        for (index, (panel, frame)) in panels.iter().zip(&frames).enumerate() {
            whole.add(panel.base(frame, theme, theme.height, index == 2));
        }
        vec![whole]
    });
}

#[test]
fn fits_and_panels_hold_for_any_function_and_size() {
    let theme = Theme::light();
    for (what, f) in ODD {
        let along = |x: f64| f(x, 1.0);
        let panel = Panel::new([-3.0, 3.0], sampled(along, [-3.0, 3.0]), ["a", "loss"]);
        let fit = Fit {
            curve: sampled(along, [-2.6, 2.6]),
            predicted: SEEN.map(|[t, _]| along(t)).into(),
            ..fit()
        };
        let look = FitOptions { bars: true, squares: true, movable: true, held: None, at: Some(0.0) };
        for size in SIZES {
            let frame = panel.frame(size, panel.heights());
            let point = PanelPoint { x: 1.0, y: along(1.0), slope: Some(along(0.5)), is_held: true };
            let pictures = [
                panel.base(&frame, &theme, theme.first, true),
                panel.overlay(&frame, &theme, &point, theme.point),
            ];
            hold(what, size, &[frame.plot()], pictures);
            let frame = fit.frame(size);
            let pictures = [fit.base(&frame, &theme), fit.overlay(&frame, &theme, &look)];
            hold(what, size, &[frame.plot()], pictures);
        }
    }
}

#[track_caller]
fn hold(what: &str, size: [f64; 2], plots: &[fluxion::chart::Rect], pictures: [Picture; 2]) {
    for picture in pictures {
        stays_in(what, plots, &picture);
        holds(what, size, &[picture]);
    }
}

#[test]
fn a_map_with_independent_axes_fills_its_space() {
    let grid = Grid::sample([-1.0, 1.0], [-2.0, 2.0], [21, 21], |x, y| x * x + y * y);
    let filling = |aspect| {
        let map = Contour::new(grid.clone(), ["a", "b"]).with(aspect);
        let plot = map.frame([300.0, 255.0]).plot();
        plot.size()[0] / 300.0
    };
    assert!(filling(Aspect::True) < 0.5 && filling(Aspect::Free) > 0.8);
    let surface = Surface::new(grid.clone(), ["a", "b"]).with(Aspect::Free);
    let frame = surface.frame([300.0, 255.0], fluxion::chart::Projection::new(0.0, 1.5));
    let [west, east] = [-1.0, 1.0].map(|a| frame.screen_from_data([a, 0.0, 0.0])[0]);
    let [south, north] = [-2.0, 2.0].map(|b| frame.screen_from_data([0.0, b, 0.0])[1]);
    assert!(((east - west) - (south - north)).abs() < 10.0, "the floor is a square");
}

/// The tape of 3x² + 2x + 1.
fn tape() -> Graph {
    let lines: [(&str, &[usize]); 6] = [
        ("x", &[]),
        ("v1 = x^2", &[0]),
        ("v2 = 3 × v1", &[1]),
        ("v3 = 2 × x", &[0]),
        ("v4 = v2 + v3", &[2, 3]),
        ("v5 = v4 + 1", &[4]),
    ];
    Graph::new(lines.map(|(label, operands)| (label.to_owned(), operands.to_vec())).to_vec())
}

#[test]
fn a_tape_during_the_backward_pass() {
    let graph = tape();
    let frame = graph.frame([420.0, 360.0]);
    let texts = |texts: [&str; 6]| texts.map(str::to_owned).to_vec();
    let marks = GraphMarks {
        values: texts(["2.00", "4.00", "12.00", "4.00", "16.00", "17.00"]),
        adjoints: texts(["", "", "1.00", "1.00", "1.00", "1.00"]),
        at: Some(4),
        is_backward: true,
    };
    check("tape", [420.0, 360.0], |theme| {
        vec![graph.base(&frame, theme), graph.overlay(&frame, theme, &marks)]
    });
}

#[test]
fn a_formula_with_unevaluated_derivatives() {
    let node = |label: &str, children: &[usize], is_pending: bool| TreeNode {
        label: label.into(),
        children: children.into(),
        is_pending,
    };
    // sin(x) × x′ + x × (sin(x))′
    let nodes = vec![
        node("+", &[1, 6], false),
        node("×", &[2, 4], false),
        node("sin", &[3], false),
        node("x", &[], false),
        node("′", &[5], true),
        node("x", &[], false),
        node("×", &[7, 8], false),
        node("x", &[], false),
        node("′", &[9], true),
        node("sin", &[10], false),
        node("x", &[], false),
    ];
    let tree = Tree { nodes };
    let places = tree.places([420.0, 300.0]);
    for (at, node) in tree.nodes.iter().enumerate() {
        assert!(node.children.iter().all(|child| places[*child][1] > places[at][1]), "{at}");
    }
    check("tree", [420.0, 300.0], |theme| vec![tree.base([420.0, 300.0], theme)]);
    let lone = Tree { nodes: vec![node("x", &[7], false)] };
    for tree in [tree, lone, Tree::default()] {
        for size in SIZES {
            holds("a tree", size, &[tree.base(size, &Theme::light())]);
        }
    }
}

#[test]
fn graphs_hold_on_any_size() {
    let theme = Theme::light();
    // An entry with eight operands, and an empty graph.
    let wide: Vec<(String, Vec<usize>)> = (0..8).map(|k| (format!("w{k} = f(v{k}, v{k})"), vec![])).collect();
    let wide = Graph::new([wide, vec![("v9 = sum".to_owned(), (0..8).collect())]].concat());
    for graph in [tape(), wide, Graph::new(vec![])] {
        for size in SIZES {
            let frame = graph.frame(size);
            let many = vec!["1234.56".to_owned(); 9];
            let marks = GraphMarks { values: many.clone(), adjoints: many, at: Some(8), is_backward: false };
            holds("a graph", size, &[graph.base(&frame, &theme)]);
            holds("a graph", size, &[graph.overlay(&frame, &theme, &marks)]);
        }
    }
}

#[test]
fn a_row_times_a_column_and_shapes_that_do_not_match() {
    let sign = |sign: &str| MatrixTerm::Sign(sign.to_owned());
    let matrix = |name: &str, hue: &str, sizes: [usize; 2], values: &[f64]| Matrix {
        name: name.to_owned(),
        hue: hue.to_owned(),
        sizes,
        values: values.to_vec(),
        texts: values.iter().map(|value| format!("{value:.2}").replace('-', "−")).collect(),
        misfits: [false; 2],
    };
    let weights = matrix("W", "gold", [2, 3], &[0.4, -0.2, -0.3, 0.6, 0.8, 0.3]);
    let input = matrix("x", "violet", [3, 1], &[0.5, 0.9, 0.2]);
    let output = matrix("ŷ", "green", [2, 1], &[0.09, 0.5]);
    let blank = |of: &Matrix, misfits| Matrix { values: vec![], texts: vec![], misfits, ..of.clone() };
    let equation = Matrices::new(vec![
        MatrixTerm::Matrix(weights.clone()),
        sign("×"),
        MatrixTerm::Matrix(input.clone()),
        sign("="),
        MatrixTerm::Matrix(output),
        MatrixTerm::Break,
        MatrixTerm::Matrix(blank(&weights, [false, true])),
        sign("×"),
        MatrixTerm::Matrix(blank(&Matrix { sizes: [2, 1], ..input }, [true, false])),
    ]);
    let frame = equation.frame(360.0);
    let marks = MatricesMarks {
        at: Some((4, 1, 0)),
        from: [0, 1, 2].into_iter().flat_map(|k| [(0, 1, k), (2, k, 0)]).collect(),
    };
    check("matrices", [360.0, frame.height], |theme| {
        vec![equation.base(&frame, theme), equation.overlay(&frame, theme, &marks)]
    });
}

#[test]
fn predictions_approaching_the_diagonal() {
    let targets = [-1.8, 0.6, -0.4, 1.5, 0.9, -1.1, 2.2, 0.1].to_vec();
    let predicted: Vec<f64> =
        targets.iter().enumerate().map(|(at, y)| 0.6 * y + 0.2 * (at as f64).sin()).collect();
    let parity = Parity::new(targets, &predicted, 2, ["y", "ŷ"]);
    let frame = parity.frame([240.0, 220.0]);
    check("parity", [240.0, 220.0], |theme| {
        vec![parity.base(&frame, theme), parity.overlay(&frame, theme, &predicted)]
    });
    for size in SIZES {
        for odd in [f64::NAN, f64::INFINITY, -1e300, 0.0] {
            let parity = Parity::new(vec![odd, 1.0], &[0.0, odd], 0, ["y", "ŷ"]);
            let frame = parity.frame(size);
            parity.base(&frame, &Theme::light());
            parity.overlay(&frame, &Theme::light(), &[odd, 1.0, 2.0]);
        }
    }
}

fn network(values: [&[f64]; 3], weights: [&[f64]; 2]) -> Network {
    let layer = |(name, values): (&str, &&[f64])| NetworkLayer {
        name: name.to_owned(),
        hue: "violet".to_owned(),
        values: values.to_vec(),
        texts: values.iter().map(|value| show::number(*value, None)).collect(),
    };
    let layers = ["x", "h = σ(z)", "ŷ"].into_iter().zip(&values).map(layer).collect();
    Network { layers, weights: weights.map(<[f64]>::to_vec).to_vec() }
}

#[test]
fn a_network_with_a_selected_unit() {
    let first = [0.8, -0.6, 0.2, -0.5, 0.7, 0.9, 0.3, 1.1, -0.8, 0.1, -0.2, 0.6, -0.9, 0.4, 0.5];
    let network = network(
        [&[0.5, -0.4, 0.9, 0.2, -0.7], &[0.84, 0.48, 0.35], &[0.62, 0.64]],
        [&first, &[1.2, -0.4, -0.7, 0.0, 0.5, 1.0]],
    );
    let frame = network.frame(480.0);
    let weights = ["−0.60", "0.70", "1.10", "−0.20", "0.40"].map(str::to_owned).to_vec();
    let marks =
        NetworkMarks { at: Some((1, 1)), weights, bias: "− 0.30".to_owned(), line: Some(((2, 0), 0)) };
    check("network", [480.0, frame.height], |theme| {
        vec![network.base(&frame, theme), network.overlay(&frame, theme, &marks)]
    });
}

#[test]
fn odd_networks_are_drawn() {
    for (what, odd) in ODD {
        let odd = odd(1.0, 2.0);
        for hidden in [&[][..], &[odd, -odd]] {
            let network = network([&[odd, 1.0], hidden, &[odd]], [&[odd, -odd, 0.0, 1.0], &[odd]]);
            for [width, _] in SIZES {
                let frame = network.frame(width);
                let (at, line) = (Some((2, 0)), Some(((7, 7), 7)));
                let marks = NetworkMarks { at, line, ..NetworkMarks::default() };
                let theme = Theme::dark();
                let pictures = [network.base(&frame, &theme), network.overlay(&frame, &theme, &marks)];
                holds(what, [width, frame.height], &pictures);
            }
        }
    }
}

fn bars(name: &str, values: &[f64], range: [f64; 2]) -> BarGroup {
    let texts = values.iter().map(|value| show::number(*value, None)).collect();
    BarGroup {
        name: name.to_owned(),
        hue: "green".to_owned(),
        values: values.to_vec(),
        texts,
        range,
        labels: &[],
    }
}

#[test]
fn scores_and_shares_as_bars() {
    let scores = bars("z", &[2.0, 1.0, -1.0], [-5.0, 5.0]);
    let overflown = bars("p", &[f64::NAN, 0.26, f64::INFINITY], [0.0, 1.0]);
    let bars = Bars { groups: vec![scores, overflown] };
    check("bars", [480.0, bars.height()], |theme| {
        vec![bars.base(480.0, theme), bars.overlay(480.0, theme, &[((0, 0), true), ((0, 2), false)])]
    });
}

#[test]
fn a_dragged_bar_has_the_value_at_its_end() {
    let bars = Bars { groups: vec![bars("z", &[2.0, -1.0], [-5.0, 5.0])] };
    for (entry, value) in [2.0, -1.0].into_iter().enumerate() {
        let tip = bars.tip((0, entry), 480.0).unwrap();
        assert!((bars.value(0, tip[0], 480.0).unwrap() - value).abs() < 1e-9);
    }
    assert_eq!((bars.tip((1, 0), 480.0), bars.value(1, 9.0, 480.0)), (None, None));
}

#[test]
fn odd_numbers_are_drawn_as_bars() {
    for (what, odd) in ODD {
        let values = [odd(1.0, 2.0), -odd(1.0, 2.0), 1.0];
        let bars = Bars { groups: vec![bars("z", &[], [0.0, 1.0]), bars("p", &values, bar_range(&values))] };
        for [width, _] in SIZES {
            let pictures =
                [bars.base(width, &Theme::light()), bars.overlay(width, &Theme::dark(), &[((1, 0), true)])];
            holds(what, [width, bars.height()], &pictures);
        }
    }
}

#[test]
fn one_value_in_four_notations() {
    let ways = Notations {
        titles: ["calls within calls", "foldl", "Chain", "softmax ∘ Dense ∘ Dense"].map(str::to_owned),
        functions: ["Dense(4, 3, σ)", "Dense(3, 2)", "softmax"].map(str::to_owned).to_vec(),
        values: vec![vec![1.5, -1.0, 0.5, f64::NAN], vec![0.9, 0.2, 0.4], vec![0.7, -1.2], vec![0.87, 0.13]],
        hues: ["violet", "gold", "rose", "green"].map(str::to_owned).to_vec(),
    };
    let size = [340.0, Notations::height()];
    check("ways", size, |theme| vec![ways.base(size[0], theme), ways.overlay(size[0], theme, 2)]);
    for ways in [ways, Notations::default()] {
        for [width, _] in SIZES {
            let size = [width, Notations::height()];
            holds("four ways", size, &[ways.base(width, &Theme::light())]);
            holds("four ways", size, &[ways.overlay(width, &Theme::light(), 9)]);
        }
    }
}

#[test]
fn a_histogram_with_two_peaks() {
    let names = ["output", "units"].map(str::to_owned);
    let histogram = |counts| Histogram { x: [0.0, 1.0], counts, names: names.clone() };
    let size = [420.0, 200.0];
    check("histogram", size, |theme| {
        let histogram = histogram(vec![60, 22, 9, 4, 0, 3, 8, 19, 71]);
        vec![histogram.base(&histogram.frame(size), theme, theme.height)]
    });
    // Nothing counted yet, and everything outside.
    for counts in [Vec::new(), vec![0; 5]] {
        let histogram = histogram(counts);
        let picture = histogram.base(&histogram.frame(size), &Theme::light(), Theme::light().height);
        holds("an empty histogram", size, &[picture]);
    }
}
