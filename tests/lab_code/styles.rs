//! Code in another style of Flux.

use fluxion::lab::code::{Style, read, restyle, write};
use fluxion::lab::settings::Settings;
use fluxion::tensor::random::Random;

use super::settings::{STYLES, below, settings};

#[test]
fn another_style_keeps_comments_and_names() {
    let mut random = Random::new(5);
    for _ in 0..500 {
        let settings = settings(&mut random);
        let style = STYLES[below(&mut random, 2)];
        let other = STYLES[usize::from(style == STYLES[0])];
        let mut text = String::from("# a network of mine\n");
        for (at, line) in write(&settings, style).lines().enumerate() {
            text.push_str(&format!("{line} # note {at}.\n"));
        }
        let restyled = restyle(&text, &settings, other);
        let reading = read(&restyled, &settings);
        assert_eq!(
            (reading.style, reading.settings.as_ref()),
            (other, Some(&settings)),
            "{text}\n{restyled}"
        );
        for at in 0..text.matches("# note").count() {
            assert_eq!(restyled.matches(&format!("# note {at}.")).count(), 1, "{at}:\n{text}\n{restyled}");
        }
        assert_eq!(restyle(&restyled, &settings, other), restyled);
    }
    let text = "net = Chain(Dense(2, 1))\nwrong(a, b) = Flux.mse(net(a), b)\nadam = ADAM(0.02)\nFlux.@epochs 3 Flux.train!(wrong, params(net), batches, adam)";
    let settings = read(text, &Settings::default()).settings.unwrap();
    assert_eq!(
        restyle(text, &settings, Style::Today),
        "net = Chain(Dense(2 => 1))\nwrong(net, x, y) = Flux.mse(net(x), y)\nadam = Flux.setup(Adam(0.02, (0.9, 0.999)), net)\nfor epoch in 1:3\n  Flux.train!(wrong, net, batches, adam)\nend"
    );
}
