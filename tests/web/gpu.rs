//! Programs on the browser's GPU or its software replacement.

use fluxion::gpu::Gpu;
use wasm_bindgen_test::wasm_bindgen_test;

#[path = "../gpu/checks.rs"]
mod checks;
#[path = "../gpu/classes.rs"]
mod classes;
#[path = "../gpu/devices.rs"]
mod devices;
#[path = "../gpu/tilers.rs"]
mod tilers;

async fn open() -> Gpu {
    Gpu::open().await.expect("the tests start the browser with a device")
}

#[wasm_bindgen_test]
async fn elementwise_rows_on_the_gpu() {
    checks::elementwise_rows(&open().await).await;
}

#[wasm_bindgen_test]
async fn array_rows_on_the_gpu() {
    checks::array_rows(&open().await).await;
}

#[wasm_bindgen_test]
async fn steps_on_the_gpu() {
    let gpu = open().await;
    checks::products(&gpu).await;
    checks::sums(&gpu).await;
    checks::constants(&gpu).await;
    checks::numbers(&gpu).await;
    checks::refusals(&gpu).await;
}

#[wasm_bindgen_test]
async fn training_and_points_on_the_gpu() {
    let gpu = open().await;
    checks::training(&gpu).await;
    checks::points(&gpu).await;
}

#[wasm_bindgen_test]
async fn batches_and_feeds_on_the_gpu() {
    let gpu = open().await;
    devices::batches(&gpu).await;
    devices::feeds(&gpu).await;
}

#[wasm_bindgen_test]
async fn wide_networks_on_the_gpu() {
    devices::wide(&open().await).await;
}

#[wasm_bindgen_test]
async fn a_lying_gpu_is_found_out() {
    devices::honesty(&open().await).await;
}

#[wasm_bindgen_test]
async fn a_lost_gpu_says_so() {
    devices::losing(open().await).await;
    devices::interrupted(3).await;
}

#[wasm_bindgen_test]
async fn infinities_and_nan_stay_what_they_are_on_the_gpu() {
    let gpu = open().await;
    classes::elementwise(&gpu).await;
    classes::arrays(&gpu).await;
}

#[wasm_bindgen_test]
async fn members_of_a_pool_on_the_gpu() {
    tilers::landscapes().await;
    tilers::liars().await;
    tilers::losses().await;
}
