//! The law of regions, said without the code that keeps it: used by the tests and the fuzz target.

use vault121::diagnostic::diagnostic::Placer;
use vault121::note::front_matter::Fence;
use vault121::note::markup::Markup;
use vault121::note::region;
use vault121::note::region::Region;
use vault121::pages::plan::{Edit, RegionEdit};
use vault121::text::ids::NotePath;
use vault121::text::span::LineIndex;

/// What became of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Became {
    /// It was left as it is.
    Refused,
    /// The region that stood in it was made anew.
    Renewed,
    /// It has a region now.
    Given,
}

fn regions(text: &str) -> Option<Vec<Region>> {
    let path = NotePath::new("a.md").expect("it is a path");
    let index = LineIndex::new(text);
    let body = Fence::find(text).body_start();
    let markup = Markup::parse(text, body);
    let frame = Markup::parse_frame(text, body);
    assert_eq!((&frame.code, &frame.html), (&markup.code, &markup.html), "{text:?}");
    let found = region::find(text, &markup, &Placer::new(&path, text, &index)).ok();
    assert_eq!(region::sound_regions(text, &frame), found, "{text:?}");
    found
}

/// Puts `inner` into the region `prep` of a note, unless the program refuses to, and panics when
/// a byte outside is another one, when the region does not read back, or when once more is not
/// the same.
pub(crate) fn hold(before: &str, inner: &str) -> Became {
    let (name, inner_text) = ("prep".to_owned(), inner.to_owned());
    let region = RegionEdit { name, inner: inner_text, before: None, taken: None };
    let edit = Edit::of_regions(&NotePath::new("a.md").expect("it is a path"), "", vec![region]);
    let Ok(after) = edit.text_after(Some(before)) else { return Became::Refused };
    let old = regions(before).expect("a note with broken regions is refused");
    let new = regions(&after).expect("a written note has sound regions");
    // What is remembered of the written text until it is written again.
    let told = edit.after_of(before, old.clone()).expect("it was not refused");
    assert_eq!((&told.text, told.regions.as_ref()), (&after, Some(&new)), "{before:?} {inner:?}");
    let put = new.iter().find(|region| region.name == "prep").expect("it was put there");
    assert_eq!(region::inner_text(&after, put), inner.trim_matches('\n'), "{before:?} {inner:?}");
    let others = |all: &[Region]| all.iter().filter(|region| region.name != "prep").count();
    assert_eq!(others(&old), others(&new), "{before:?} {inner:?}");
    let became = match old.iter().find(|region| region.name == "prep") {
        Some(was) => {
            assert_eq!(before[..was.body.start], after[..put.body.start], "{before:?} {inner:?}");
            assert_eq!(before[was.body.end..], after[put.body.end..], "{before:?} {inner:?}");
            Became::Renewed
        }
        None => {
            let newline = ['\r', '\n'];
            let above = after[..put.whole.start].trim_end_matches(newline);
            let below = after[put.whole.end..].trim_start_matches(newline);
            let kept = before.starts_with(above) && before.ends_with(below);
            assert!(kept, "{before:?} {inner:?}");
            let seam = before.get(above.len()..before.len() - below.len());
            let seam = seam.expect("the two do not overlap");
            assert!(seam.trim_matches(newline).is_empty(), "{before:?} {inner:?}");
            let around = after[..put.whole.start].len() + after[put.whole.end..].len();
            assert!(around >= before.len(), "{before:?} {inner:?}");
            Became::Given
        }
    };
    assert_eq!(
        edit.text_after(Some(&after)).as_deref(),
        Ok(after.as_str()),
        "{before:?} {inner:?}"
    );
    became
}
