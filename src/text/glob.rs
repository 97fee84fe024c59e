//! Patterns for paths, as the config writes them.
//!
//! `*` stays inside one folder, and inside one segment of a dotted name: `people.*.md` is
//! `people.alice.md` and not `people.alice.notes.md`. `**` crosses both.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use std::fmt;

/// A list of patterns.
#[derive(Clone)]
pub struct Globs {
    patterns: Vec<String>,
    set: GlobSet,
    /// For each pattern the dots its file name must have; `None` when any number will do.
    dots: Vec<Option<usize>>,
    /// What every path that fits begins with, by pattern. Most paths begin with none of these, and
    /// the set takes four to seven regular expressions to find that out.
    heads: Vec<String>,
}

/// The patterns as they were written tell all: what was made of them is long, and says no more.
impl fmt::Debug for Globs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Globs").field(&self.patterns).finish()
    }
}

impl Globs {
    /// Makes the patterns ready.
    ///
    /// # Errors
    /// The pattern that cannot be used, and why.
    pub fn new(patterns: &[String]) -> Result<Globs, (String, String)> {
        let mut builder = GlobSetBuilder::new();
        let (mut dots, mut heads) = (Vec::new(), Vec::new());
        for pattern in patterns {
            let pattern = pattern.trim().trim_start_matches("./");
            let (folder, name) = pattern.rsplit_once('/').unwrap_or(("", pattern));
            let deep = name.contains("**");
            let dotted = name.trim_end_matches(".md").contains('.');
            dots.push(
                (dotted && !deep && name.ends_with(".md")).then(|| name.matches('.').count()),
            );
            let name = if name == "**" { name.to_owned() } else { name.replace("**", "*") };
            let whole = if folder.is_empty() { name } else { format!("{folder}/{name}") };
            let special = whole.find(['*', '?', '[', ']', '{', '}', '\\']);
            heads.push(whole[..special.unwrap_or(whole.len())].to_owned());
            let glob = GlobBuilder::new(&whole)
                .literal_separator(true)
                .build()
                .map_err(|error| (pattern.to_owned(), error.kind().to_string()))?;
            builder.add(glob);
        }
        let set = builder.build().map_err(|error| (patterns.join(", "), error.to_string()))?;
        Ok(Globs { patterns: patterns.to_vec(), set, dots, heads })
    }

    /// The patterns that a config has checked; none of them when one cannot be used, which it said.
    pub fn sound(patterns: &[String]) -> Globs {
        let none = || Globs::new(&[]).expect("no patterns are no trouble");
        Globs::new(patterns).unwrap_or_else(|_| none())
    }

    /// Whether a path in the vault fits one of the patterns. A pattern without a folder also fits
    /// the file name alone when `anywhere` is set (the vault folders of Dendron).
    pub fn fits(&self, path: &str) -> bool {
        if !self.heads.iter().any(|head| path.starts_with(head.as_str())) {
            return false;
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        let dots = name.matches('.').count();
        self.set.matches(path).into_iter().any(|at| self.dots[at].is_none_or(|want| want == dots))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, fits: &[&str], does_not: &[&str]) {
        let globs = Globs::new(&[pattern.to_owned()]).unwrap();
        for path in fits {
            assert!(globs.fits(path), "{pattern} fits {path}");
        }
        for path in does_not {
            assert!(!globs.fits(path), "{pattern} does not fit {path}");
        }
    }

    #[test]
    fn what_a_path_begins_with_decides_no_more_than_the_pattern() {
        check("[ab]/*.md", &["a/x.md", "b/x.md"], &["c/x.md"]);
        check("{one,two}.md", &["one.md", "two.md"], &["three.md"]);
        check("a\\*b.md", &["a*b.md"], &["axb.md"]);
        check("./Log/**", &["Log/x.md"], &["Logs/x.md", "./Log.md"]);
        check("**/x.md", &["x.md", "a/b/x.md"], &["y.md"]);
        check("Notes/a?.md", &["Notes/ab.md"], &["Notes/a.md"]);
    }

    #[test]
    fn patterns_of_both_dialects() {
        check("People/*.md", &["People/Alice.md"], &["People/a/b.md", "x/People/a.md"]);
        check("user.*.md", &["user.alice.md"], &["user.den.journal.2022.md", "user.md"]);
        check("meet.121.**", &["meet.121.alice.2026.11.24.md"], &["meet.md", "a/meet.121.b.md"]);
        check("1-1s/**", &["1-1s/a.md", "1-1s/b/c.md"], &["x/1-1s/a.md"]);
        check("templates.*", &["templates.one.md", "templates.a.b.md"], &["a.templates.md"]);
    }
}
