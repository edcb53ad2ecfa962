//! Compiled pipelines, kept for the next program that has the same step.

use std::collections::HashMap;

use wgpu::{
    ComputePipeline, ComputePipelineDescriptor, Device, PipelineLayout, ShaderModuleDescriptor, ShaderSource,
};

/// The most pipelines that are kept; those that were not used for the longest time go first.
const MOST: usize = 512;

/// Compiled pipelines by the text of their shaders.
#[derive(Debug, Default)]
pub(super) struct Pipelines {
    /// Each with the time of its last use.
    kept: HashMap<String, (ComputePipeline, u64)>,
    uses: u64,
}

impl Pipelines {
    /// The pipeline of a text; `compile` makes it if it is not there.
    pub(super) fn get(
        &mut self,
        text: String,
        compile: impl FnOnce(&str) -> ComputePipeline,
    ) -> ComputePipeline {
        self.uses += 1;
        if let Some((pipeline, used)) = self.kept.get_mut(&text) {
            *used = self.uses;
            return pipeline.clone();
        }
        if self.kept.len() >= MOST {
            let recent = self.uses.saturating_sub(MOST as u64 / 2);
            self.kept.retain(|_, (_, used)| *used > recent);
        }
        let pipeline = compile(&text);
        self.kept.insert(text, (pipeline.clone(), self.uses));
        pipeline
    }
}

/// Compiles a shader.
pub(super) fn compile(device: &Device, layout: &PipelineLayout, text: &str) -> ComputePipeline {
    let source = ShaderSource::Wgsl(text.into());
    let module = device.create_shader_module(ShaderModuleDescriptor { label: None, source });
    device.create_compute_pipeline(&ComputePipelineDescriptor {
        label: None,
        layout: Some(layout),
        module: &module,
        entry_point: Some("main"),
        compilation_options: Default::default(),
        cache: None,
    })
}
