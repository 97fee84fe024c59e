//! The house itself: the laws of the source, the table of kinds, the tables of the docs, the packages.

pub(crate) mod tidy;
mod kinds;
mod coverage;
mod keys;
pub(crate) mod contract;
mod notation;
mod recipes;
mod book;
mod packaging;
