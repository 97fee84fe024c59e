//! The seam through which a vault's own templates are rendered in another process.
//!
//! The core names no process; whoever has one hands it in.

/// Renders the vault's own templates somewhere else, bounded in time and memory: they come with a
/// `git pull`, and one that means harm must not take this program down. A request goes in as text
/// and the answer comes out; what stands in them is `page::bounded`'s.
pub trait Elsewhere: std::fmt::Debug + Send + Sync {
    /// Asks about the templates that `about` stands for: what ended badly with them once is not
    /// tried again at once.
    ///
    /// # Errors
    /// Why there is no answer, in words.
    fn ask(&self, about: &str, request: &str) -> Result<String, String>;
}
