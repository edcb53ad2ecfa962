//! The laboratory's engine: training, time, pictures, landscapes, the doctor, presets, and settings that cannot be used.

#![expect(clippy::field_reassign_with_default, reason = "a test changes one setting after another")]
#![expect(clippy::unwrap_used, reason = "the helpers of tests unwrap too")]

#[path = "lab/code.rs"]
mod code;
#[path = "lab/doctor.rs"]
mod doctor;
#[path = "lab/driver.rs"]
mod driver;
#[path = "lab/faults.rs"]
mod faults;
#[path = "lab/landscapes.rs"]
mod landscapes;
#[path = "lab/pictures.rs"]
mod pictures;
#[path = "lab/presets.rs"]
mod presets;
#[path = "lab/time.rs"]
mod time;
