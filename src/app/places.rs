//! A page that leaves its place: into `rescue/`, or under another name. Never a copy: whoever has
//! it open goes on writing into what is kept.

use crate::app::session::Session;
use crate::fs::read::glance_at;
use crate::fs::rescue;
use crate::fs::rescue::RescueReason;
use crate::text::ids::NotePath;
use std::io;

impl Session {
    /// Takes a page out of the vault into `rescue/`. Returns where it is, or nothing when it does
    /// not hold this text any more: then it stands in its place again.
    ///
    /// # Errors
    /// Those of the file system, or why the vault cannot be written.
    pub fn take_away(&self, path: &NotePath, text: &str) -> io::Result<Option<String>> {
        let desk = self.open_desk().map_err(io::Error::other)?;
        let kept = rescue::take(&desk.root, path.as_str(), RescueReason::Removed, self.today)?;
        if glance_at(&self.root().join(&kept)).as_deref() == Some(text) {
            return Ok(Some(kept));
        }
        rescue::give_back(&desk.root, &kept, path.as_str())?;
        Ok(None)
    }

    /// Gives a note or a file of ours another name, as it is: whoever has it open goes on writing
    /// into it. Returns whether it was done: not when it does not hold this text any more.
    ///
    /// # Errors
    /// Those of the file system, also when the new name is taken; or why the vault cannot be
    /// written.
    pub fn give_name(&self, path: &NotePath, text: &str, to: &NotePath) -> io::Result<bool> {
        let desk = self.open_desk().map_err(io::Error::other)?;
        if glance_at(&self.root().join(path.as_str())).as_deref() != Some(text) {
            return Ok(false);
        }
        let (from, place) =
            (desk.root.open_beneath(path.folder())?, desk.root.make_beneath(to.folder())?);
        from.rename_new(path.file_name(), &place, to.file_name())?;
        from.sync().and_then(|()| place.sync()).ok();
        Ok(true)
    }
}
