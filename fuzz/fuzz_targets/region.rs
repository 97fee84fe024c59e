//! The law of regions: a note that is written keeps every byte outside the region, the region
//! reads back as it was put, and putting it once more changes nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../tests/it/writing/region_law.rs"]
mod region_law;

fuzz_target!(|input: (&str, &str)| {
    let (before, inner) = input;
    region_law::hold(before, &inner.replace(['\r', '\0'], ""));
});
