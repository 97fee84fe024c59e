//! Texts line by line: what differs between two, and two changes of one text taken together.

use similar::{MergeResolution, TextDiff, TextMerge};

/// The difference between two texts as `diff -u` and git show it.
pub fn unified(before: &str, after: &str, from: &str, to: &str) -> String {
    TextDiff::from_lines(before, after).unified_diff().header(from, to).to_string()
}

/// What `one` and `other` each made of `base`, together. Lines that both added at one place are
/// both kept, those of `one` first, but not twice. Nothing where both changed the same lines.
pub fn merge_three(base: &str, one: &str, other: &str) -> Option<String> {
    let merge = TextMerge::from_lines(base, one, other);
    let mut out = String::with_capacity(one.len().max(other.len()));
    for region in merge.regions() {
        let (ours, theirs) = (region.ours_range(), region.theirs_range());
        let one = || ours.clone().filter_map(|line| merge.ours_line(line));
        let other = || theirs.clone().filter_map(|line| merge.theirs_line(line));
        match region.resolution() {
            MergeResolution::Theirs => out.extend(other()),
            MergeResolution::Unchanged | MergeResolution::Ours | MergeResolution::Both => {
                out.extend(one());
            }
            _ if region.base_range().is_empty() && is_within(one(), other()) => out.extend(other()),
            _ if region.base_range().is_empty() && is_within(other(), one()) => out.extend(one()),
            _ if region.base_range().is_empty() => {
                let shared = one().zip(other()).take_while(|(one, other)| one == other).count();
                out.extend(one());
                // A last line without its end would run into the next one.
                if shared < other().count() && !out.ends_with(['\n', '\r']) {
                    out.push('\n');
                }
                out.extend(other().skip(shared));
            }
            _ => return None,
        }
    }
    Some(out)
}

/// `base` with what was added to it in `changed`: a line that was changed stands there as it was
/// and as it is, and none that was taken out is gone.
pub fn with_added(base: &str, changed: &str) -> String {
    let diff = TextDiff::from_lines(base, changed);
    let mut out = String::with_capacity(base.len() + changed.len());
    for change in diff.iter_all_changes() {
        if !out.is_empty() && !out.ends_with(['\n', '\r']) {
            out.push('\n');
        }
        out.push_str(change.value());
    }
    out
}

/// Whether all lines of one are among those of the other, in the same order.
fn is_within<'a>(one: impl Iterator<Item = &'a str>, other: impl Iterator<Item = &'a str>) -> bool {
    let mut other = other;
    let mut one = one.map(str::trim_end);
    one.all(|line| other.by_ref().any(|there| there.trim_end() == line))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(base: &str, one: &str, other: &str, expected: Option<&str>) {
        assert_eq!(merge_three(base, one, other).as_deref(), expected, "{one:?} {other:?}");
    }

    #[test]
    fn two_changes_are_taken_together() {
        check("a\nb\nc\n", "a\nb\nc\nd\n", "0\na\nb\nc\n", Some("0\na\nb\nc\nd\n"));
        check("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", Some("A\nb\nC\n"));
        check("a\nb\n", "a\nx\nb\n", "a\ny\nb\n", Some("a\nx\ny\nb\n"));
        check("a\n", "a\nx", "a\ny\n", Some("a\nx\ny\n"));
        check("a\n", "a\nx\ny\n", "a\nx\nz\n", Some("a\nx\ny\nz\n"));
        check("a\n", "a\nx\n", "a\ny\nx\nz\n", Some("a\ny\nx\nz\n"));
        check("a\n", "a\ny\nx\nz\n", "a\nz", Some("a\ny\nx\nz\n"));
        check("a\nb\n", "a\n", "a\nb\n", Some("a\n"));
        check("a\nb\n", "a\nB\n", "a\nc\n", None);
        check("", "", "", Some(""));
    }

    #[test]
    fn what_was_added_is_added_and_nothing_taken_out() {
        assert_eq!(with_added("a\nb\nc\n", "0\nb\nc\nd"), "a\n0\nb\nc\nd");
        assert_eq!(with_added("a\nb", "a\nb\nc\n"), "a\nb\nb\nc\n");
        assert_eq!(with_added("a\n", ""), "a\n");
        assert_eq!(with_added("", "a\n"), "a\n");
    }

    #[test]
    fn in_a_note_of_any_length_two_added_lines_are_both_kept() {
        for count in [0, 1, 10, 199, 200, 201, 2000] {
            let lines: Vec<String> =
                (0..count).map(|k| format!("line {k} of the note\n\n")).collect();
            for at in [0, count / 2, count] {
                for there in [0, count / 2, count] {
                    let with = |at: usize, line: &str| {
                        format!("{}{line}{}", lines[..at].concat(), lines[at..].concat())
                    };
                    let text =
                        merge_three(&lines.concat(), &with(at, "mine\n"), &with(there, "theirs\n"));
                    let text = text.unwrap_or_else(|| panic!("{count} lines, {at} and {there}"));
                    assert!(text.contains("mine\n") && text.contains("theirs\n"), "{count}");
                    let rest = text.replacen("mine\n", "", 1).replacen("theirs\n", "", 1);
                    assert_eq!(rest, lines.concat());
                }
            }
        }
    }
}
