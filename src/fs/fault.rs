//! A fault on purpose: one system call of the write path fails, or another program acts just
//! before it, so that a test sees what becomes of the note.
//!
//! Every call of `sys` and `lease` asks here first. A release holds nothing of it: there the
//! question is always answered at once.

use std::io;

/// Asked before each call.
///
/// # Errors
/// The fault, when it is this call's turn; never in a release.
#[inline]
pub fn here(call: &'static str) -> io::Result<()> {
    #[cfg(any(debug_assertions, feature = "faults"))]
    armed::here(call)?;
    #[cfg(not(any(debug_assertions, feature = "faults")))]
    let _ = call;
    Ok(())
}

/// What a test arms.
#[cfg(any(debug_assertions, feature = "faults"))]
pub mod armed {
    use std::cell::Cell;
    use std::io;

    #[derive(Clone, Copy)]
    enum Fault {
        /// The call so many calls from now fails once, with this error of the system.
        Nth(u32, i32),
        /// It has failed: which call it was.
        Fired(&'static str),
        /// This call never works here.
        Lacking(&'static str, i32),
    }

    type Act = Box<dyn FnMut(&'static str)>;

    thread_local! {
        static MEANWHILE: Cell<Option<Act>> = const { Cell::new(None) };
        static ARMED: Cell<Option<Fault>> = const { Cell::new(None) };
    }

    /// Lets the `nth` call from now, counted from 1, fail once with an error of the system.
    pub fn arm(nth: u32, os_error: i32) {
        ARMED.set(Some(Fault::Nth(nth, os_error)));
    }

    /// Lets every call of this name fail, as on a system that has none.
    pub fn lack(call: &'static str, os_error: i32) {
        ARMED.set(Some(Fault::Lacking(call, os_error)));
    }

    /// Lets somebody act just before each call of this thread, told by its name.
    pub fn meanwhile(act: impl FnMut(&'static str) + 'static) {
        MEANWHILE.set(Some(Box::new(act)));
    }

    /// Ends it. Returns the call that failed; `None` when it was never reached.
    pub fn disarm() -> Option<&'static str> {
        MEANWHILE.set(None);
        match ARMED.take() {
            Some(Fault::Fired(call)) => Some(call),
            _ => None,
        }
    }

    /// Asked before each call.
    pub(super) fn here(call: &'static str) -> io::Result<()> {
        if let Some(mut act) = MEANWHILE.take() {
            act(call);
            MEANWHILE.set(Some(act));
        }
        match ARMED.get() {
            Some(Fault::Nth(1, error)) => {
                ARMED.set(Some(Fault::Fired(call)));
                Err(io::Error::from_raw_os_error(error))
            }
            Some(Fault::Nth(left, error)) => {
                ARMED.set(Some(Fault::Nth(left - 1, error)));
                Ok(())
            }
            Some(Fault::Lacking(lacking, error)) if lacking == call => {
                Err(io::Error::from_raw_os_error(error))
            }
            Some(Fault::Fired(_) | Fault::Lacking(..)) | None => Ok(()),
        }
    }
}
