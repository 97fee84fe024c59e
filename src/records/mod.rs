//! What the lines say: an item with its person, day and meeting, and one fold for each kind of it.

pub mod record;
pub mod wording;
pub mod audience;
pub mod customs;
pub mod resolver;
pub mod line_shape;
pub mod due;
pub mod owner;
pub mod tally;
pub mod line_kind;
pub mod subject;
pub mod entries;
pub mod touched;
pub mod practice;
pub mod score;
pub mod news;
pub mod goal;
pub mod witness;
pub mod feedback;
pub mod below;
pub mod promise;
pub mod promise_index;
pub mod question;
pub mod answer;
pub mod asking;
pub mod resource;
