//! What the front matter of a note closes besides its `audience:`: keys and values in which people
//! and other tools say that a note is nobody else's.

use crate::diagnostic::diagnostic::{Place, Placer};
use crate::kind::Audience;
use crate::note::audience_form;
use crate::note::front_matter::{Fence, FrontMatter};
use crate::note::named::NamedReaders;
use crate::note::privacy::{self, is_private, is_private_form};
use crate::note::properties;
use crate::note::usual_sign::usual_sign;
use crate::text::lexicon::Lexicon;
use crate::text::people_words;
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
/// Who may see the note at most, and where it is said; each word by itself.
pub fn closings(text: &str, front: &FrontMatter, placer: &Placer<'_>) -> Vec<(Audience, Place)> {
    let mut found = Vec::new();
    for key in front.keys() {
        let audience = front.raw_value(key).and_then(|value| of_key(front, key, value));
        found.extend(audience.map(|audience| (audience, front.place_of(key))));
    }
    if let Fence::None(start) = Fence::find(text) {
        let line = |(key, value, span): (&str, &str, Span)| {
            Some((of_key(front, &fold(key), &value_of(value))?, placer.place_of(span)))
        };
        found.extend(properties::head_fields(text, start).into_iter().filter_map(line));
    }
    let fenced = |(key, value, span): (String, &str, Span)| {
        let value = value_of(value);
        let audience = match audience_form::is_audience_key(&key) {
            // A head of a column is no audience.
            true => value.text().and_then(|word| Audience::from_word(&word)),
            false => of_key(front, &key, &value),
        };
        Some((audience.filter(|audience| *audience != Audience::Team)?, placer.place_of(span)))
    };
    found.extend(
        properties::block_of_keys(text, Fence::find(text).body_start())
            .into_iter()
            .filter_map(fenced),
    );
    found.extend(of_toml(text).map(|audience| (audience, front.place_of(""))));
    let commented = in_comment(text).then(|| (Audience::Lead, front.place_of("tags")));
    found.extend(commented);
    let tags = front.folded_tags();
    let closes = |tag: &String| {
        let (first, rest) = tag.split_once('/').unwrap_or((tag, ""));
        let word = audience_form::is_audience(first)
            .then(|| Audience::from_word(rest).unwrap_or(Audience::Lead));
        let says = || tag.split('/').any(is_private);
        word.or_else(|| says().then_some(Audience::Lead))
    };
    let tagged = tags.iter().filter_map(closes).min();
    found.extend(tagged.map(|audience| (audience, front.place_of("tags"))));
    found
}

/// A value as it stands in a line.
fn value_of(value: &str) -> Yaml {
    Yaml::Text(value.trim_matches(['[', ']', '#', '"', '\'', ' ']).to_owned())
}

/// What one key and its value close.
fn of_key(front: &FrontMatter, key: &str, value: &Yaml) -> Option<Audience> {
    let text = value.text();
    let texts = || match &text {
        Some(text) => vec![text.clone()],
        None => value.texts(),
    };
    let lead = Some(Audience::Lead);
    // `аudience`, with a letter of another alphabet.
    let usual: String;
    let key = match key.is_ascii() {
        true => key,
        false => {
            usual = key.chars().filter_map(usual_sign).collect();
            if usual.is_ascii() && audience_form::is_audience_key(&usual) {
                let word = text.and_then(|word| Audience::from_word(&word));
                return Some(word.unwrap_or(Audience::Lead));
            }
            key
        }
    };
    match key {
        "audience" if text.is_none() => return lead,
        "audience" => return None,
        // A person may be called so.
        "title" | "aliases" | "alias" if !is_of_person(front) => {
            return texts().iter().find(|title| is_private(title)).and(lead);
        }
        "title" | "aliases" | "alias" => return None,
        key if audience_form::is_audience_key(key.trim_start_matches(['?', '!', '-', '#'])) => {
            return Some(
                text.and_then(|word| Audience::from_word(&word)).unwrap_or(Audience::Lead),
            );
        }
        // `private:` and nothing behind it: somebody is in the middle of writing it.
        key if says_private(key) && !says_no(value) => return lead,
        key if keeps_from(key) && !says_no(value) && !texts().is_empty() => return lead,
        _ => {}
    }
    // Any key of a talk whose value is such a word; a person has a private phone.
    let facts = is_of_person(front) || Lexicon::shipped().has("visibility_facts", key);
    if (is_sort(key) || !facts) && texts().iter().any(|word| is_private(word)) {
        return lead;
    }
    if texts().iter().any(|word| is_high(key, word)) {
        return lead;
    }
    if key == "icon" && texts().iter().any(|icon| is_lock(icon)) {
        return lead;
    }
    if is_visibility(key) {
        return hides_from_all(key, value).then_some(Audience::Lead);
    }
    // `lead: only`
    if key == "lead" && text.as_deref().is_some_and(|text| text.eq_ignore_ascii_case("only")) {
        return lead;
    }
    // `meta: {audience: lead}`, `share: {with: me}`
    let word = |(inner, value): &(String, Yaml)| {
        let word = || value.text().and_then(|word| Audience::from_word(&word));
        match fold(inner).as_str() {
            key if audience_form::is_audience_key(key) => Some(word().unwrap_or(Audience::Lead)),
            key if says_private(key) && value.truth() != Some(false) => Some(Audience::Lead),
            inner => {
                let both = format!("{key}-{inner}");
                let hides = |key: &str| is_visibility(key) && hides_from_all(key, value);
                (hides(inner) || hides(&both)).then_some(Audience::Lead)
            }
        }
    };
    value.entries().iter().filter_map(word).min()
}

/// Whether it is the front matter of a person's note, as far as it says so.
fn is_of_person(front: &FrontMatter) -> bool {
    let says = |key| front.text_of(key).is_some_and(|word| people_words::has("person_type", &word));
    says("kind") || says("type")
}

/// Whether a key says what sort of a note it is.
pub(crate) fn is_sort(key: &str) -> bool {
    SORTS.contains(&fold(key.trim_matches(['*', '_', ' '])).as_str())
}

/// Whether a line of a body that is a key and its value closes what it stands for: `private:: yes`,
/// `Status: confidential`.
pub(crate) fn closes_as_line((key, value): (&str, &str)) -> bool {
    let Some(value) = value.strip_prefix(':').map(str::trim) else {
        return is_sort(key) && is_private(value.trim_matches(['*', ' ']));
    };
    let key = fold(key.trim_matches(['*', '_', ' ']));
    says_private(&key) && !says_no(&Yaml::Text(value.to_owned())) && !value.is_empty()
}

/// Whether a key of how sensitive something is says that it is: `sensitivity: high`.
fn is_high(key: &str, word: &str) -> bool {
    let lexicon = Lexicon::shipped();
    lexicon.has("visibility_degrees", key)
        && (lexicon.has("visibility_high", word) || word == "true")
}

/// `lock`, `LiLock`: the sign of a note in other programs.
fn is_lock(icon: &str) -> bool {
    const SETS: &[&str] = &["", "li", "lucide-", "fas", "fas-", "far", "fa-", "ri", "ti", "bi-"];
    let icon = icon.trim().to_ascii_lowercase();
    icon.strip_suffix("lock").is_some_and(|set| SETS.contains(&set))
}

/// What a field of a line says of who may read it, in words that are none of ours: `[hide:: yes]`,
/// `[sensitivity:: high]`. One that names somebody is for those who know people.
pub(crate) fn of_field(key: &str, word: &str) -> Option<FieldReaders> {
    let (key, word) = (fold(key), word.trim());
    // Whether it was given, and for whom a promise is, are facts of their own.
    if word.is_empty() || ["audience", "shared", "for", "to"].contains(&key.as_str()) {
        return None;
    }
    let value = Yaml::Text(word.to_owned());
    let closes = says_private(&key) && !says_no(&value) || is_high(&key, word);
    let readers = is_visibility(&key);
    if closes || readers && hides_from_all(&key, &value) {
        return Some(FieldReaders::Closed);
    }
    if readers {
        return Some(FieldReaders::Named(NamedReaders::Only(word.to_owned())));
    }
    let without = keeps_from(&key) || Lexicon::shipped().has("visibility_without", &key);
    without.then(|| FieldReaders::Named(NamedReaders::Without(word.to_owned())))
}

/// Who reads a line, as a field says it.
pub(crate) enum FieldReaders {
    /// Nobody but the lead.
    Closed,
    /// Whoever is called so.
    Named(NamedReaders),
}

/// Whether a key tells who may see something: `share`, `visible_to`, `share_with_alice`.
fn is_visibility(key: &str) -> bool {
    let lexicon = Lexicon::shipped();
    let known =
        |key: &str| lexicon.has("visibility_keys", key) || lexicon.has("visibility_front", key);
    let mut ends = key.match_indices('-').map(|(at, _)| at);
    // What names somebody behind `with` or `to`: a key of one word may begin another one.
    known(key) || ends.any(|at| key[..at].contains('-') && known(&key[..at]))
}

/// Whether the value of such a key names nobody but the lead.
fn hides_from_all(key: &str, value: &Yaml) -> bool {
    let closes = |word: &String| {
        let lexicon = Lexicon::shipped();
        let word = word.trim();
        is_private(word)
            || privacy::hides_from_others(key, word)
            || lexicon.has("visibility_none", word)
            || lexicon.has("visibility_self", word)
            || lexicon.has("private_readers", word)
            || word.starts_with(NO_SIGNS)
            || Audience::from_word(word) == Some(Audience::Lead)
    };
    // `public: false` stands in every note of a vault that is published in part.
    let hidden = is_no(value) && !["public", "publish"].contains(&key);
    let none = matches!(value, Yaml::List(list) if list.is_empty());
    let texts = || value.text().map_or_else(|| value.texts(), |text| vec![text]);
    let inside = || value.entries().iter().any(|(_, value)| is_no(value));
    hidden || key != "public" && (none || texts().iter().any(closes) || inside())
}

/// Signs for no.
const NO_SIGNS: &[char] = &['❌', '✗', '✖', '🚫', '⛔', '🔒'];

/// `not_for: alice`, `hide_from: [alice]`
fn keeps_from(key: &str) -> bool {
    let lexicon = Lexicon::shipped();
    key.contains(['-', ' ', '_'])
        && (lexicon.has("private_from", key) || lexicon.has("private_away", key))
}

fn is_no(value: &Yaml) -> bool {
    let says = |text: String| Lexicon::shipped().has("visibility_none", &text);
    value.truth() == Some(false) || value.text().is_some_and(says)
}

/// A no that names nobody: `private: me` is a yes.
fn says_no(value: &Yaml) -> bool {
    let named = |text: String| {
        Audience::from_word(&text) == Some(Audience::Lead)
            || Lexicon::shipped().has("owners.mine", &text)
    };
    is_no(value) && !value.text().is_some_and(named)
}

/// Keys that say it with a yes.
const CLOSED: &[&str] = &[
    "sensitive",
    "hidden",
    "hide",
    "restricted",
    "restrict",
    "internal",
    "locked",
    "lock",
    "protected",
    "protect",
    "personal",
    "owner-only",
];

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
            // `# private`
            let comment = line.trim_start().strip_prefix('#');
            if comment.is_some_and(|comment| is_private_form(comment.trim())) {
                return true;
            }
            // `# audience: lead`
            let said = comment.and_then(|comment| comment.split_once(':')).is_some_and(|said| {
                let lead = Audience::from_word(said.1.trim()) == Some(Audience::Lead);
                lead && audience_form::is_audience_key(&fold(said.0.trim()))
            });
            if said {
                return true;
            }
            let words = line.split_whitespace().skip(1);
            let mut tags =
                words.filter_map(|word| word.trim_matches([',', ']', '[']).strip_prefix('#'));
            tags.any(|tag| is_private(tag.split('/').next().unwrap_or(tag)))
        })
}

/// What front matter in TOML closes, which is not read for anything else: `+++`, `audience =
/// "lead"`.
fn of_toml(text: &str) -> Option<Audience> {
    let body = text.strip_prefix("+++")?.strip_prefix(['\n', '\r'])?;
    let (head, _) = body.split_once("\n+++")?;
    let closes = |line: &str| {
        let (key, value) = line.split_once('=')?;
        let (key, value) = (key.trim(), value.trim().trim_matches(['"', '\'']));
        match key {
            key if audience_form::is_audience_key(key) => {
                Some(Audience::from_word(value).unwrap_or(Audience::Lead))
            }
            key if is_private(key) && value != "false" => Some(Audience::Lead),
            key => privacy::hides_from_others(key, value).then_some(Audience::Lead),
        }
    };
    head.lines().take(MAX_TOML_LINES).filter_map(closes).min()
}

/// Lines of front matter in TOML that are looked at.
const MAX_TOML_LINES: usize = 100;
