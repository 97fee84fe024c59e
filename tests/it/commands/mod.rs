//! What a person types and sees: transcripts, first minutes, shells, the service.

mod transcripts;
#[cfg(target_os = "linux")]
mod first_contact;
#[cfg(target_os = "linux")]
mod progress;
#[cfg(target_os = "linux")]
mod shells;
mod sample;
mod service;
mod notifying;
