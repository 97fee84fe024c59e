//! JSON text to values and back: the one door to the JSON library.

use serde::Serialize;
use serde::de::DeserializeOwned;
pub use serde_json::Value as Json;

/// Reads JSON; `None` when it is none (settings of other programs are only hints to us).
pub fn parse(text: &str) -> Option<Json> {
    serde_json::from_str(text).ok()
}

/// Reads what `line` made of a value of ours; `None` when it is something else.
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

/// A value as JSON on several lines.
pub fn pretty<T: Serialize>(value: &T) -> String {
    serde_json::to_string_pretty(value).expect("our own values have text keys and no failing parts")
}

/// A value as JSON on one line.
pub fn line<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("our own values have text keys and no failing parts")
}

/// A value as a tree, to be picked apart.
pub fn tree<T: Serialize>(value: &T) -> Json {
    serde_json::to_value(value).expect("our own values have text keys and no failing parts")
}
