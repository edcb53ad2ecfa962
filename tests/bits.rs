//! Natively the engine gives the bits that `tests/web` finds in wasm too.
//!
//! After a change that is meant, `FLUXION_SNAPSHOTS=write cargo test --test bits` writes them anew.

#[path = "web/programs.rs"]
mod programs;

#[test]
fn the_bits_are_those_of_wasm() {
    let now = programs::bits();
    if std::env::var_os("FLUXION_SNAPSHOTS").is_some() {
        std::fs::write("tests/web/bits.txt", &now).expect("the file can be written");
    } else {
        assert_eq!(now, programs::BITS);
    }
}
