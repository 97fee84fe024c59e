//! What one file says, and nothing about its neighbours.
//!
//! Bytes in, a `Note` and complaints out, whatever the bytes are. No note can make another unread.

pub mod name;
pub mod front_matter;
pub mod plain_front;
pub mod html;
pub mod privacy_words;
pub mod named;
pub mod usual_sign;
pub mod audience_form;
pub mod lock_sign;
pub mod privacy;
pub mod label;
pub mod percent;
pub mod head_line;
pub mod markup;
pub mod line_headings;
pub mod list_label;
pub mod properties;
pub mod closed_front;
pub mod spelling;
pub mod closing;
pub mod region;
pub mod tag;
pub mod bare;
pub mod tool_days;
pub mod done_mark;
pub mod field;
pub mod line_end;
pub mod words;
pub mod vocabulary;
pub mod typed_box;
pub mod task_heading;
pub mod units;
pub mod line_readers;
pub mod item;
pub mod row;
pub mod theirs;
pub mod unread;
pub mod unmarked;
pub mod parse;
pub mod date_line;
pub mod guarded;
pub mod changed;
pub mod prefilter;
