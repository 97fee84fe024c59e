//! `file:` addresses and paths, there and back.

use crate::text::percent_code;
use gen_lsp_types::Uri;
use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

/// The path of a `file:` address; none for any other address, or one of another machine.
pub fn path_of(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.0.strip_prefix("file:")?;
    let path = match rest.strip_prefix("//") {
        Some(rest) => rest.strip_prefix("localhost").unwrap_or(rest),
        None => rest,
    };
    let path = path.split(['?', '#']).next().unwrap_or(path);
    if !path.starts_with('/') {
        return None;
    }
    Some(PathBuf::from(OsString::from_vec(percent_code::percent_bytes(path))))
}

/// The address of a path.
pub fn of_path(path: &Path) -> Uri {
    let mut uri = "file://".to_owned();
    for byte in path.as_os_str().as_bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(*byte)),
            byte if byte.is_ascii_alphanumeric() => uri.push(char::from(*byte)),
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    Uri(uri)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_there_and_back() {
        for path in ["/v/a.md", "/v/1-2-1s/Tomasz Wójcik/2026-11-24 100%.md", "/v/a#b?c&d+e.md"] {
            let uri = of_path(Path::new(path));
            assert_eq!(path_of(&uri).as_deref(), Some(Path::new(path)), "{uri:?}");
        }
    }

    #[test]
    fn addresses_as_clients_write_them() {
        for (uri, path) in [
            ("file:///v/W%C3%B3jcik.md", Some("/v/Wójcik.md")),
            ("file:///v/w%c3%b3jcik%20a.md", Some("/v/wójcik a.md")),
            ("file://localhost/v/a.md", Some("/v/a.md")),
            ("file:/v/a.md", Some("/v/a.md")),
            ("file:///v/100%.md", Some("/v/100%.md")),
            ("file://host/v/a.md", None),
            ("untitled:Untitled-1", None),
            ("https://x/a.md", None),
        ] {
            assert_eq!(path_of(&Uri(uri.to_owned())), path.map(PathBuf::from), "{uri}");
        }
    }
}
