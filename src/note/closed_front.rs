//! What the front matter of a note closes besides its `audience:`: keys and values in which people
//! and other tools say that a note is nobody else's.

use crate::diagnostic::diagnostic::{Place, Placer};
use crate::kind::Audience;
use crate::note::audience_form;
use crate::note::front_matter::{Fence, FrontMatter};
use crate::note::privacy::{self, is_private, is_private_form};
use crate::note::properties;
use crate::text::lexicon::Lexicon;
use crate::text::span::{Span, fold};
use crate::text::yaml::Yaml;

/// What sort of a note it is, by its front matter.
const SORTS: &[&str] = &[
    "type",
    "kind",
    "category",
    "categories",
    "status",
    "state",
    "sensitivity",
    "class",
    "classification",
    "confidentiality",
    "scope",
    "privacy",
    "note",
    "label",
    "labels",
    "keywords",
    "topic",
    "topics",
    "security",
    "area",
    "group",
    "mode",
    "cssclasses",
    "cssclass",
    "tlp",
];
/// What keys of how sensitive something is say of what is.
const HIGH: &[&str] = &["high", "red", "amber+strict", "restricted", "strict"];
/// Such keys.
const DEGREES: &[&str] = &["sensitivity", "confidentiality", "privacy", "tlp"];

/// Who may see the note at most, and where it is said; each word by itself.
pub fn closings(text: &str, front: &FrontMatter, placer: &Placer<'_>) -> Vec<(Audience, Place)> {
    let mut found = Vec::new();
    for key in front.keys() {
        let audience = front.raw(key).and_then(|value| of_key(front, key, value));
        found.extend(audience.map(|audience| (audience, front.place(key))));
    }
    if let Fence::None(start) = Fence::find(text) {
        let line = |(key, value, span): (&str, &str, Span)| {
            let value = Yaml::Text(value.trim_matches(['[', ']', '#', '"', ' ']).to_owned());
            Some((of_key(front, &fold(key), &value)?, placer.place(span)))
        };
        found.extend(properties::head(text, start).into_iter().filter_map(line));
    }
    found.extend(of_toml(text).map(|audience| (audience, front.place(""))));
    let commented = in_comment(text).then(|| (Audience::Lead, front.place("tags")));
    found.extend(commented);
    let tags = front.tags();
    let closes = |tag: &String| {
        let (first, rest) = tag.split_once('/').unwrap_or((tag, ""));
        let word = audience_form::is_audience(first)
            .then(|| Audience::read(rest).unwrap_or(Audience::Lead));
        let says = || tag.split('/').any(is_private);
        word.or_else(|| says().then_some(Audience::Lead))
    };
    let tagged = tags.iter().filter_map(closes).min();
    found.extend(tagged.map(|audience| (audience, front.place("tags"))));
    found
}

/// What one key and its value close.
fn of_key(front: &FrontMatter, key: &str, value: &Yaml) -> Option<Audience> {
    let text = value.text();
    let texts = || match &text {
        Some(text) => vec![text.clone()],
        None => value.texts(),
    };
    let is_no = is_no(value);
    let lead = Some(Audience::Lead);
    match key {
        "audience" if text.is_none() => return lead,
        "audience" => return None,
        // A person may be called so.
        "title" | "aliases" | "alias"
            if front.text("kind").is_none() && front.text("type").is_none() =>
        {
            return texts().iter().find(|title| is_private(title)).and(lead);
        }
        key if audience_form::is_audience_key(key) => {
            return Some(text.and_then(|word| Audience::read(&word)).unwrap_or(Audience::Lead));
        }
        // `private:` and nothing behind it: somebody is in the middle of writing it.
        key if says_private(key) && !is_no => return lead,
        _ => {}
    }
    if SORTS.contains(&key) && texts().iter().any(|word| is_private(word)) {
        return lead;
    }
    let high = |word: &String| HIGH.iter().any(|high| word.eq_ignore_ascii_case(high));
    if DEGREES.contains(&key) && texts().iter().any(high) {
        return lead;
    }
    if privacy::is_visibility(key) {
        let closes = |word: &String| {
            is_private(word)
                || privacy::hides(key, word)
                || Audience::read(word) == Some(Audience::Lead)
        };
        // `public: false` stands in every note of a vault that is published in part.
        let hidden = is_no && !["public", "publish"].contains(&key);
        return (hidden || key != "public" && texts().iter().any(closes)).then_some(Audience::Lead);
    }
    // `lead: only`
    if key == "lead" && text.as_deref().is_some_and(|text| text.eq_ignore_ascii_case("only")) {
        return lead;
    }
    // `meta: {audience: lead}`
    let word = |(key, value): &(String, Yaml)| {
        let word = || value.text().and_then(|word| Audience::read(&word));
        match key {
            key if audience_form::is_audience_key(key) => Some(word().unwrap_or(Audience::Lead)),
            key if says_private(key) && value.truth() != Some(false) => Some(Audience::Lead),
            _ => None,
        }
    };
    value.entries().iter().filter_map(word).min()
}

fn is_no(value: &Yaml) -> bool {
    let says = |text: String| Lexicon::shipped().has("visibility_none", &text);
    value.truth() == Some(false) || value.text().is_some_and(says)
}

/// Keys that say it with a yes.
const CLOSED: &[&str] = &["sensitive", "hidden", "restricted", "internal", "locked"];

/// `private`, `isPrivate`, `is_private`, `sensitive`, `hidden`.
fn says_private(key: &str) -> bool {
    let folded = fold(key);
    let bare = folded.strip_prefix("is").unwrap_or(&folded).trim_start_matches(['-', '_']);
    let words = bare.replace('-', " ");
    is_private(key) || is_private_form(&words) || CLOSED.contains(&bare)
}

/// `tags: #private`: what YAML takes for a comment was meant as a tag.
fn in_comment(text: &str) -> bool {
    let Fence::Closed { yaml, .. } = Fence::find(text) else { return false };
    let yaml = yaml.of(text);
    yaml.contains('#')
        && yaml.lines().any(|line| {
            let words = line.split_whitespace().skip(1);
            let mut tags =
                words.filter_map(|word| word.trim_matches([',', ']', '[']).strip_prefix('#'));
            tags.any(|tag| is_private(tag.split('/').next().unwrap_or(tag)))
        })
}

/// What front matter in TOML closes, which is not read for anything else: `+++`, `audience = "lead"`.
fn of_toml(text: &str) -> Option<Audience> {
    let body = text.strip_prefix("+++")?.strip_prefix(['\n', '\r'])?;
    let (head, _) = body.split_once("\n+++")?;
    let closes = |line: &str| {
        let (key, value) = line.split_once('=')?;
        let (key, value) = (key.trim(), value.trim().trim_matches(['"', '\'']));
        match key {
            key if audience_form::is_audience_key(key) => {
                Some(Audience::read(value).unwrap_or(Audience::Lead))
            }
            key if is_private(key) && value != "false" => Some(Audience::Lead),
            key => privacy::hides(key, value).then_some(Audience::Lead),
        }
    };
    head.lines().take(MAX_TOML_LINES).filter_map(closes).min()
}

/// Lines of front matter in TOML that are looked at.
const MAX_TOML_LINES: usize = 100;
