//! What means harm, or is broken: it ends as a complaint and the run goes on.

mod hostile;
mod wicked;
mod bounded;
mod confined;
mod pipes;
