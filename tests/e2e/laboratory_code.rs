//! The laboratory's code cell: in step with the picture both ways, with the learner's comments, and with words for whatever
//! cannot be drawn.

use serde_json::json;

use crate::access::{check, open_with_axe};
use crate::driver::{Browser, Window};

const LABORATORY: &str = "#/laboratory";

const SCREEN: Window = Window { size: [1280, 720], dark: false };

/// The text of the cell.
const CODE: &str = "return document.querySelector('.code textarea').value";

impl Browser {
    /// Types over the code, as somebody who selects all of it and types.
    #[track_caller]
    pub fn type_code(&self, text: &str) {
        let is_there = self.run_async_with(
            "const [text, done] = arguments;
             const field = document.querySelector('.code textarea');
             if (field) {
                 field.value = text;
                 field.dispatchEvent(new Event('input', { bubbles: true }));
             }
             requestAnimationFrame(() => done(!!field));",
            &[json!(text)],
        );
        assert_eq!(is_there, json!(true), "the code cell");
    }

    /// Waits until the code contains a text.
    #[track_caller]
    fn wait_for_code(&self, part: &str) {
        let script = format!("return document.querySelector('.code textarea')?.value.includes({part:?})");
        self.wait(&format!("code with `{part}`"), &script);
    }

    /// Waits until what is said about the code contains a text.
    #[track_caller]
    fn wait_for_words(&self, part: &str) {
        let script = format!("return document.querySelector('.code').textContent.includes({part:?})");
        self.wait(&format!("the words `{part}`"), &script);
    }
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_change_in_the_picture_changes_the_code_and_keeps_comments() {
    let browser = Browser::open(SCREEN);
    browser.open_laboratory(LABORATORY);
    browser.wait_for_code("m = Chain(");
    let code = browser.text(CODE);
    browser.type_code(&format!(
        "# mine\n{}",
        code.replace("loss(x, y)", "loss(x, y) # how wrong\nloss(x, y)").replacen(
            "loss(x, y) # how wrong\n",
            "# how wrong\n",
            1,
        )
    ));
    browser.wait_for_words("in step");
    // The slider is marked in powers of ten.
    browser.set_field("Learning rate η", "0.5");
    browser.set_field("Optimiser", "Momentum");
    browser.wait_for_code("Momentum(");
    browser.press_button("One layer more");
    browser.set_field("L2 penalty", "0.001");
    browser.wait_for_code("WeightDecay(0.001)");
    let code = browser.text(CODE);
    assert!(code.starts_with("# mine\n") && code.contains("# how wrong\nloss(x, y)"), "{code}");
    browser.press_button("Today");
    browser.wait_for_code("Flux.setup(OptimiserChain(WeightDecay(0.001), Momentum(");
    let code = browser.text(CODE);
    assert!(code.starts_with("# mine\n") && code.contains("# how wrong\nloss(m, x, y)"), "{code}");
    // It is there on the next visit.
    browser
        .wait("it to be kept", "return localStorage.getItem('fluxion.laboratory.code')?.includes('setup')");
    browser.open_laboratory(LABORATORY);
    browser.wait_for_code("# mine\n");
    assert_eq!(browser.text(CODE), code);
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_change_in_the_code_is_drawn() {
    let browser = Browser::open(SCREEN);
    browser.open_laboratory(LABORATORY);
    browser.wait_for_code("m = Chain(");
    browser.press_button("Batch");
    browser.wait_for_step("=== 1");
    // A learning rate goes on with the run; another layer begins it afresh.
    let code = browser.text(CODE);
    let rate = code.split("ADAM(").nth(1).and_then(|rest| rest.split(',').next()).expect("a learning rate");
    browser.type_code(&code.replace(&format!("ADAM({rate},"), "ADAM(0.125,"));
    browser.wait("the slider", "return document.querySelector('.rate .dotted__field').value === '0.125'");
    assert_eq!(browser.step(), 1);
    let text = "m = Chain(Dense(2, 3, relu), Dense(3, 1, tanh)) # small\nopt = Descent(0.25)";
    browser.type_code(text);
    browser.wait_for_step("=== 0");
    browser.wait("one layer", "return document.querySelector('.lab__head').textContent.includes('1 layer')");
    assert_eq!(browser.field("Optimiser"), "Descent");
    assert_eq!(browser.text(CODE), text, "what was typed stays as it is");
    browser.press_button("Play");
    browser.wait_for_step("> 8");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn what_cannot_be_drawn_is_said_at_its_line() {
    let browser = Browser::open(SCREEN);
    browser.open_laboratory(LABORATORY);
    browser.wait_for_code("m = Chain(");
    let layers = "return document.querySelector('.lab__head').textContent";
    let before = browser.text(layers);
    browser.type_code("m = Chain(\n  Dense(2, 40, tanh),\n  Dense(40, 1))");
    browser.wait_for_words("Line 2. A layer of 40 units is too large to draw: at most 16 fit.");
    browser.wait_for_words("cannot be drawn, so the picture stays as it was");
    assert_eq!(browser.text("return document.querySelector('.code .cell__squiggle').textContent"), "40");
    assert_eq!(browser.text(layers), before);
    // A change in the picture leaves code alone that it cannot write into.
    browser.set_field("Learning rate η", "0.5");
    browser.frame();
    browser.type_code("m = Chain(Dense(2, 4)\nopt = ADAM(0.1)");
    browser.wait_for_words("has a mistake");
    browser.wait_for_words("syntax: missing comma");
    assert_eq!(browser.text("return document.querySelector('.code textarea').ariaInvalid"), "true");
    browser.type_code("m = Chain(Dense(2, 4), Dense(4, 1))\nopt = ADAM(-5e12)");
    browser.wait_for_words("it must be a number from");
    browser.wait_for_words("asks for what cannot be used");
    assert!(browser.text(CODE).contains("-5e12"), "what was typed is not taken away");
    browser.press_button("Write the picture’s code");
    browser.wait_for_words("in step with the picture");
    browser.wait_for_code("ADAM(3.2, ");
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn axe_finds_nothing_in_the_code() {
    let browser = open_with_axe();
    browser.open_laboratory(LABORATORY);
    for size in [[1280, 720], [320, 700]] {
        for dark in [false, true] {
            browser.resize(Window { size, dark });
            browser.frame();
            browser.run("document.querySelectorAll('.fold').forEach((fold) => { fold.open = true; })");
            browser.wait_for_code("m = Chain(");
            browser.type_code("m = Chain(\n  Dense(2, 40, tanh),\n  Dense(40, 1))");
            browser.wait_for_words("Line 2.");
            browser.wait("the colours", "return document.getAnimations().length === 0");
            check(&browser, &format!("the code, {} px, dark: {dark}", size[0]));
            browser.press_button("Write the picture’s code");
            browser.wait_for_words("in step");
        }
    }
}

/// A network of functions, which no chain is.
const FUNCTIONS: &str = "W1 = param(0.5randn(4, 2)); b1 = param(zeros(4))
W2 = param(0.5randn(1, 4)); b2 = param(zeros(1))
m(x) = W2 * tanh.(W1 * x .+ b1) .+ b2
loss(x, y) = Flux.mse(m(x), y)
println(\"begun\")
for epoch in 1:1000
  Flux.train!(loss, params(W1, b1, W2, b2), batches, ADAM(0.02))
end";

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn code_that_is_no_chain_is_trained_all_the_same() {
    let browser = Browser::open(SCREEN);
    browser.open_laboratory(LABORATORY);
    browser.wait_for_code("m = Chain(");
    browser.type_code(FUNCTIONS);
    browser.wait_for_words("cannot be drawn");
    browser.press_button("Train it all the same");
    browser.wait_for_step("> 40");
    browser.press_button("Pause");
    browser.wait_until_playing(false);
    browser.wait(
        "what it prints",
        "return document.querySelector('.view__printed')?.textContent === 'begun\\n'",
    );
    let step = browser.step();
    browser.press_button("Batch");
    browser.wait_for_step(&format!("=== {}", step + 1));
    let losses = "return document.querySelector('.losses__press').getAttribute('aria-valuetext')";
    let words = browser.text(losses);
    assert!(words.starts_with("Step ") && !words.contains("NaN"), "{words}");
    browser.press_button("Reset");
    browser.wait_for_step("=== 0");
    browser.type_code(&FUNCTIONS.replace("W1 * x", "W3 * x"));
    browser.wait_for_words("cannot be drawn");
    browser.press_button("Train it all the same");
    browser.wait(
        "the mistake",
        "return document.querySelector('.view__stopped')?.textContent.includes('W3 not defined')",
    );
    browser.wait("its place", "return document.querySelector('.code .cell__squiggle')?.textContent === 'W3'");
    browser.press_button("Back to the network");
    browser.wait("the network", "return !!document.querySelector('.net')");
    assert_eq!(browser.console(), Vec::<String>::new());
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_trained_network_is_taken_along_and_its_weights_come_back() {
    let browser = Browser::open(SCREEN);
    browser.open_laboratory(LABORATORY);
    browser.run(
        "window.saved = []; const real = URL.createObjectURL.bind(URL);
         URL.createObjectURL = (blob) => { blob.text().then((text) => saved.push(text)); return real(blob); };",
    );
    browser.press_button("Epoch");
    browser.wait_for_step("> 1");
    browser.press_button("Take along");
    browser.press_button("Files for Julia, weights …");
    let mut count = 0;
    let mut save = |name: &str| {
        browser.press_button(name);
        count += 1;
        browser.wait("the file", &format!("return saved.length === {count}"));
        browser.text(&format!("return saved[{}]", count - 1))
    };
    let today = save("Julia file");
    assert!(today.contains("Flux.setup(") && !today.contains("CUDA"), "{today}");
    browser.run("document.querySelector('.files__form [type=checkbox]').click()");
    assert!(save("Julia file").contains("m = gpu(m)"));
    browser.run("document.querySelectorAll('.files__form [type=radio]')[1].click()");
    let old = save("Julia file");
    assert!(old.contains("Dense(param([") && old.contains("Flux 0.9"), "{old}");
    assert!(save("Notebook").contains("nbformat"));
    let weights = save("Weights as JSON");
    // Other weights, and the ones that were saved once more.
    browser.run("document.querySelector('dialog[open]').close()");
    browser.press_button("New weights");
    browser.wait_for_step("=== 0");
    browser.press_button("Take along");
    browser.press_button("Files for Julia, weights …");
    browser.run("document.querySelector('dialog[open] details').open = true");
    let paste = |text: &str| {
        browser.run(&format!(
            "const field = document.querySelector('dialog[open] textarea');
             field.value = {text:?}; field.dispatchEvent(new Event('input', {{ bubbles: true }}));"
        ));
    };
    let said = |part: &str| {
        browser.wait(
            part,
            &format!("return document.querySelector('dialog[open] .opened').textContent.includes({part:?})"),
        );
    };
    paste("{\"layers\": [{}]}");
    said("Layer 1 has no list of `weights`.");
    let disabled = "return document.querySelector('dialog[open] .button--primary').disabled";
    assert_eq!(browser.run(disabled), json!(true));
    paste(&weights);
    said("numbers fit the network here.");
    browser.press_button("Use these weights");
    browser.frame();
    browser.press_button("Take along");
    browser.press_button("Files for Julia, weights …");
    browser.press_button("Weights as JSON");
    browser.wait("the file", "return saved.length === 6");
    assert_eq!(browser.text("return saved[5]"), weights);
}

#[test]
#[ignore = "needs the page: cargo xtask test"]
fn a_run_is_kept_to_compare_with() {
    let browser = Browser::open(SCREEN);
    browser.open_laboratory(LABORATORY);
    browser.press_button("Epoch");
    browser.wait_for_step("> 1");
    browser.press_button("Keep to compare");
    browser.wait("the other run", "return !!document.querySelector('.losses__other')");
    browser.set_field("Learning rate η", "0.5");
    browser.press_button("Epoch");
    browser.wait("its name", "return document.querySelector('.losses__other')?.textContent.includes('η = ')");
    browser.press_button("Let go");
    browser.wait("no other run", "return !document.querySelector('.losses__other')");
}
