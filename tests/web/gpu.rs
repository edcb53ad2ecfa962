//! Programs on the browser's GPU or its software replacement.

use fluxion::gpu::Gpu;
use wasm_bindgen_test::wasm_bindgen_test;

#[path = "../gpu/checks.rs"]
mod checks;

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
