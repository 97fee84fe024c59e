//! This process: its clock, threads, memory, progress, what it may still do, and the worker that
//! renders a vault's own templates. It knows no notes.

pub mod clock;
pub mod memory;
pub mod threads;
pub mod supervisor;
pub mod progress;
pub mod desktop;
pub mod sandbox;
pub mod render;
