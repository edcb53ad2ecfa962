//! The laboratory's engine: training, time, pictures, the doctor, and settings that cannot be used.

#[path = "lab/driver.rs"]
mod driver;
#[path = "lab/presets.rs"]
mod presets;
