//! The native engine gives the same bits as wasm, which `tests/web` checks.
//!
//! After an intended change, `FLUXION_SNAPSHOTS=write cargo test --test bits` updates the files.

#[path = "web/curves.rs"]
mod curves;
#[path = "web/programs.rs"]
mod programs;

#[track_caller]
fn check(file: &str, now: &str, then: &str) {
    if std::env::var_os("FLUXION_SNAPSHOTS").is_some() {
        std::fs::write(file, now).expect("the file can be written");
    } else {
        assert_eq!(now, then);
    }
}

#[test]
fn the_bits_are_those_of_wasm() {
    check("tests/web/bits.txt", &programs::bits(), programs::BITS);
}

#[test]
fn training_curves_have_the_bits_of_wasm() {
    check("tests/web/curves.txt", &curves::curves(), curves::CURVES);
}
