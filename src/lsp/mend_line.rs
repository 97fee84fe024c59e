//! Quick fixes of a line: its tag, its box, its fields, its kind.

use crate::kind::Kind;
use crate::lsp::days;
use crate::lsp::mend::{Asked, Fix, find_word, quoted};
use crate::lsp::mend_front;
use crate::lsp::reread::{becomes, read};
use crate::records::goal;
use crate::text::ids::NotePath;
use crate::text::span::{Span, line_ending};

/// Replaces what the complaint quotes by what its hint offers.
pub fn replaced(asked: &Asked<'_>, new: &str) -> Option<Fix> {
    let text = asked.text();
    // A hint that offers a field gives the value of the one that is there.
    let new = match new.strip_prefix('[').and_then(|new| new.split_once(":: ")) {
        Some((_, value)) => value.trim_end_matches(']'),
        None => new,
    };
    // The message names a tag by its last part, or without its sign: `ckad` of `#goal/ckad`.
    let head = new.rfind('/').map_or("", |at| &new[..=at]);
    let sign = new.get(..1).filter(|sign| ["#", "@"].contains(sign)).unwrap_or("");
    let candidates = quoted(&asked.problem.message).into_iter().flat_map(|quote| {
        let tagged = format!("{head}{quote}");
        // Dendron writes tags with dots.
        let dotted = (tagged.replace('/', "."), new.replace('/', "."));
        [
            (quote.to_owned(), new.to_owned()),
            (tagged, new.to_owned()),
            dotted,
            (format!("{sign}{quote}"), new.to_owned()),
        ]
    });
    let same_sign = |old: &str| sign.is_empty() || old.starts_with(sign);
    let mut found = candidates
        .filter(|(old, _)| same_sign(old))
        .filter_map(|(old, new)| Some((asked.place(&old)?, new)))
        .filter(|(span, new)| span.of(text) != new);
    let (span, new) = found.next()?;
    Some(asked.write(span, &new))
}

/// The fields that the hint offers, each at the end of the line.
pub fn fields(asked: &Asked<'_>) -> Vec<Fix> {
    let fields = asked.offered().into_iter().filter(|text| text.starts_with('['));
    fields.filter_map(|field| asked.field_added(field)).collect()
}

/// A goal without a short name, with the one that the hint makes of its words.
pub fn named_goal(asked: &Asked<'_>) -> Option<Fix> {
    let name = asked.offered().into_iter().find(|text| text.starts_with("#goal/"))?;
    let name = name.replacen('/', &asked.desk.tag_separator().to_string(), 1);
    let line = asked.line;
    let here = asked.buffer.tags().iter().find(|tag| {
        tag.span.start >= line.start && tag.span.end <= line.end && tag.path == "goal"
    })?;
    Some(asked.write(here.span, &name))
}

/// A field with its second colon.
pub fn two_colons(asked: &Asked<'_>) -> Option<Fix> {
    let said = asked.said();
    let key = said.first()?.trim_end_matches(':');
    let at = asked.meant.of(asked.text()).find(&format!("{key}:"))?;
    let colon = asked.meant.start + at + key.len() + 1;
    (!key.is_empty()).then(|| asked.insert(format!("write `{key}::`"), colon, ":"))
}

/// A blank between two fields.
pub fn parted(asked: &Asked<'_>) -> Option<Fix> {
    let item = &asked.buffer.note.items[asked.item()?];
    let spans: Vec<Span> =
        item.fields.iter().map(|field| asked.buffer.span_of_place(&field.place)).collect();
    let glued = spans.iter().find(|span| spans.iter().any(|other| other.start == span.end))?;
    Some(asked.insert("put a blank between the fields", glued.end, " "))
}

/// A field moved to the end of its line, where Tasks finds it.
pub fn moved_to_end(asked: &Asked<'_>) -> Option<Fix> {
    let item = &asked.buffer.note.items[asked.item()?];
    let said = asked.said();
    let key = *said.first()?;
    let field = item.fields.iter().find(|field| field.key == key)?;
    let span = asked.buffer.span_of_place(&field.place);
    let text = span.of(asked.text());
    let before = Span::new(asked.line.start, span.start).of(asked.text());
    let blanks = before.len() - before.trim_end().len();
    let (end, added) = crate::lsp::mend::add(asked.buffer, asked.line, text)?;
    let away = (Span::new(span.start - blanks, span.end), String::new());
    let title = format!("move `{text}` to the end");
    (end.start >= span.end).then(|| asked.fix(title, vec![away, (end, added)]))
}

/// A box with a status that is known, or one that is a box at all.
pub fn boxed(asked: &Asked<'_>) -> Vec<Fix> {
    let said = asked.said();
    if let Some(mark) = said.first().filter(|mark| mark.starts_with('[')) {
        let line = asked.line.of(asked.text());
        let Some(at) = line.find(mark) else { return Vec::new() };
        let start = asked.line.start + at;
        let span = Span::new(start, start + mark.len());
        return ["[ ]", "[x]"].iter().map(|new| asked.write(span, new)).collect();
    }
    let line = asked.line.of(asked.text());
    let indent = line.len() - line.trim_start().len();
    let begins = ["- [] ", "* [] ", "+ [] ", "-[ ] ", "-[] ", "- -[ ] ", "[] ", "[ ] "];
    let Some(old) = begins.iter().find(|old| line[indent..].starts_with(**old)) else {
        return Vec::new();
    };
    let bullet = if old.starts_with('[') { "-" } else { &old[..1] };
    let start = asked.line.start + indent;
    vec![asked.write(Span::new(start, start + old.len() - 1), &format!("{bullet} [ ]"))]
}

/// Feedback as praise, and as critique.
pub fn sorted(asked: &Asked<'_>) -> Vec<Fix> {
    let Some(item) = asked.item() else { return Vec::new() };
    let known = asked.desk.known;
    let start = asked.buffer.start_of(item);
    let people = known.people_at(asked.buffer, start);
    let tags = asked.buffer.tags().iter();
    let mut own = tags.filter(|tag| {
        let here = asked.line.start <= tag.span.start && tag.span.end <= asked.line.end;
        here && known
            .spelling
            .kind_of_tag(&tag.path)
            .is_some_and(|(kind, _)| kind == Kind::Feedback)
    });
    let (span, gap) = match own.next() {
        Some(tag) => (tag.span, ""),
        None => (Span::new(start, start), " "),
    };
    let kinds = [Kind::HighFive, Kind::WatchOut];
    let fixes = kinds.into_iter().map(|kind| (kind, format!("#{}", known.spelling_of(kind))));
    let becomes = |kind: Kind, tag: &str| {
        let changes = vec![(span, format!("{tag}{gap}"))];
        let fits = becomes(asked.desk, asked.buffer, item, kind, &people, &changes);
        fits.then(|| asked.fix(format!("write `{tag}`"), changes))
    };
    fixes.filter_map(|(kind, tag)| becomes(kind, &tag)).collect()
}

/// A season that there is.
pub fn season(asked: &Asked<'_>) -> Vec<Fix> {
    let words = mend_front::known("season");
    if asked.is_in_front() {
        return match asked.offered().iter().any(|text| text.starts_with('#')) {
            // It is said of somebody in the note of a 1-2-1.
            true => Vec::new(),
            false => values_or_key(asked, "season"),
        };
    }
    if let Some(tag) = asked.offered().into_iter().find(|text| text.starts_with("#season")) {
        let tag = tag.replacen('/', &asked.desk.tag_separator().to_string(), 1);
        let Some(item) = asked.item() else { return Vec::new() };
        let at = asked.buffer.start_of(item);
        return vec![asked.insert(format!("add `{tag}`"), at, format!("{tag} "))];
    }
    if asked.offered().iter().any(|text| text.starts_with("season: ")) {
        return mend_front::values(asked, "season");
    }
    let said = asked.said();
    let Some(span) = said.last().and_then(|word| word_place(asked, word)) else {
        return Vec::new();
    };
    words.iter().map(|word| asked.write(span, word)).collect()
}

/// A value that is none, as one of those that there are.
pub fn value(asked: &Asked<'_>) -> Vec<Fix> {
    let said = asked.said();
    let Some(key) = said.first().copied() else { return Vec::new() };
    if asked.is_in_front() {
        return values_or_key(asked, key);
    }
    let Some((field, span)) = asked.field() else { return Vec::new() };
    let key = if field.key == key { key } else { field.key.as_str() };
    mend_front::known(key).iter().map(|word| asked.write(span, word)).collect()
}

fn values_or_key(asked: &Asked<'_>, key: &str) -> Vec<Fix> {
    match asked.problem.message.contains("means nothing") {
        true => mend_front::renamed(asked).into_iter().collect(),
        false => mend_front::values(asked, key),
    }
}

/// Where a word stands behind the sign of a tag, or by itself.
fn word_place(asked: &Asked<'_>, word: &str) -> Option<Span> {
    let line = asked.line.of(asked.text());
    let behind = ["/", "."].iter().find_map(|sign| {
        let at = line.to_lowercase().find(&format!("season{sign}{}", word.to_lowercase()))?;
        Some(at + "season".len() + 1)
    });
    let at = behind.or_else(|| find_word(line, word))?;
    let start = asked.line.start + at;
    line.is_char_boundary(at).then(|| Span::new(start, start + word.len()))
}

/// A word on who may read it, or that holds it back, in the form that is read for sure.
pub fn formed(asked: &Asked<'_>, field: &str) -> Vec<Fix> {
    let text = asked.text();
    let said = asked.said();
    let near = said.first().copied().unwrap_or("");
    let key = near.split([':', ' ']).next().unwrap_or("").trim_start_matches(['[', '(', '#']);
    let line = asked.line.of(text);
    // The form as it stands, with its brackets.
    let whole = || {
        let at = line.find(key).filter(|_| !key.is_empty())?;
        let open = line[..at]
            .rfind(['[', '(', '#'])
            .filter(|open| line[*open + 1..at].trim().is_empty())?;
        let close = match &line[open..=open] {
            "[" => open + line[open..].find(']')? + 1,
            "(" => open + line[open..].find(')')? + 1,
            _ => open + line[open..].find(char::is_whitespace).unwrap_or(line.len() - open),
        };
        Some(Span::new(asked.line.start + open, asked.line.start + close))
    };
    let mut fixes: Vec<Fix> = whole().map(|span| asked.write(span, field)).into_iter().collect();
    fixes.extend(asked.field_added(field));
    fixes
}

/// A word that holds, in its form: with the day or the reason that stands there, else for a while.
pub fn held(asked: &Asked<'_>) -> Vec<Fix> {
    let today = asked.desk.known.model.today;
    let item = asked.item().map(|item| &asked.buffer.note.items[item]);
    let said = asked.said();
    let near = said.first().copied().unwrap_or("");
    let own = item.and_then(|item| item.fields.iter().find(|field| field.key == near));
    let value = own.map(|field| field.value.clone()).filter(|value| !value.is_empty());
    let later = || days::read_day_word("2 weeks", today).map(|day| day.to_string());
    let Some(value) = value.or_else(later) else { return Vec::new() };
    let mut fixes = formed(asked, &format!("[hold:: {value}]"));
    fixes.truncate(1);
    fixes.extend(asked.field_added(&format!("[shared:: {today}]")));
    fixes
}

/// A tag in a heading, with what stands behind it, as a line below the heading.
pub fn below_heading(asked: &Asked<'_>) -> Option<Fix> {
    let text = asked.text();
    let said = asked.said();
    let at = asked.place(said.first()?)?;
    let line = asked.line;
    let words = Span::new(at.start, line.end).of(text).trim();
    let head = Span::new(line.start, at.start).of(text).trim_end();
    let ending = line_ending(text);
    if !words.contains(char::is_whitespace) {
        return None;
    }
    let new = match head.trim_start_matches('#').trim().is_empty() {
        true => format!("- {words}"),
        false => format!("{head}{ending}{ending}- {words}"),
    };
    let changes = vec![(line, new)];
    let before = asked.desk.known.entries_of(asked.buffer, &mut Vec::new()).len();
    let after = read(asked.desk, asked.buffer, &changes);
    let more = asked.desk.known.entries_of(&after, &mut Vec::new()).len() > before;
    more.then(|| asked.fix("write it in a line below the heading", changes))
}

/// A first step below a goal.
pub fn first_step(asked: &Asked<'_>) -> Option<Fix> {
    asked.item()?;
    let line = asked.line.of(asked.text());
    let indent = &line[..line.len() - line.trim_start().len()];
    let deeper = if indent.contains('\t') { "\t" } else { "  " };
    let text = format!("{}{indent}{deeper}- [ ] ", line_ending(asked.text()));
    Some(asked.insert("add a first step", asked.line.end, text))
}

/// The goal that news is about, written where the person's goals are.
pub fn defined(asked: &Asked<'_>) -> Option<Fix> {
    let known = asked.desk.known;
    let item = asked.item()?;
    let entries = known.entries_of(asked.buffer, &mut Vec::new());
    let entry = entries.into_iter().find(|entry| entry.at == item)?;
    let mut keys = goal::keys_of_entry(&entry);
    keys.retain(|key| known.goal_named(&key.person, &key.slug).is_none());
    let [key] = &keys[..] else { return None };
    let note = known.model.people.with_id(&key.person)?.path.clone()?;
    let theirs = known.model.goals_of(&key.person).map(|goal| &goal.source);
    let last = theirs.filter(|source| source.path == note).map(|source| source.line).max();
    let words = titled(&key.slug)?;
    let line = format!("- [ ] #goal{}{} {words}", asked.desk.tag_separator(), key.slug);
    appended(asked, &note, last, &line)
}

/// The team goal that a goal helps, written below the last one that there is.
pub fn defined_for_team(asked: &Asked<'_>) -> Option<Fix> {
    let offered = asked.offered();
    let tag = offered.first()?.trim_end_matches([' ', '…']);
    let last =
        asked.desk.known.model.lines_of_kind(Kind::TeamGoal).map(|line| &line.source).max()?;
    let words = titled(tag.rsplit('/').next()?)?;
    let tag = tag.replacen('/', &asked.desk.tag_separator().to_string(), 1);
    appended(asked, &last.path, Some(last.line), &format!("- {tag} {words}"))
}

/// `own-our-platform` as words.
fn titled(slug: &str) -> Option<String> {
    let name = slug.replace('-', " ");
    let mut chars = name.chars();
    Some(chars.next()?.to_uppercase().to_string() + chars.as_str())
}

/// A line below the item at a line of a note and all that stands below it, else at the end.
fn appended(asked: &Asked<'_>, path: &NotePath, last: Option<u32>, line: &str) -> Option<Fix> {
    let note = asked.desk.buffer_of(path)?;
    let text = note.str();
    let items = &note.note.items;
    let at = last.and_then(|last| items.iter().position(|item| item.place.line == last));
    let ending = line_ending(text);
    let (end, line) = match at {
        Some(at) => {
            let depth = |item: usize| items[item].parent();
            let inside = |item: &usize| {
                std::iter::successors(Some(*item), |item| depth(*item)).any(|above| above == at)
            };
            let last = (at..items.len()).take_while(inside).last().unwrap_or(at);
            (note.line_of(last).end, format!("{ending}{line}"))
        }
        None => {
            let body = text.trim_end();
            (body.len(), format!("{ending}{ending}{line}"))
        }
    };
    if note.region_at(end).is_some_and(|region| end < region.whole.end) {
        return None;
    }
    let tag = line.trim();
    let title = format!("write `{}` in `{path}`", tag.trim_start_matches("- "));
    let changes = vec![(path.clone(), vec![(Span::new(end, end), line.clone())])];
    Some(Fix { title, changes, makes: None })
}

/// A note for a policy that is mentioned, beside the others.
pub fn policy(asked: &Asked<'_>) -> Option<Fix> {
    let known = asked.desk.known;
    let said = asked.said();
    let name = said.first()?.rsplit(['/', '.']).next()?.replace('-', " ");
    let title = titled(&name)?;
    let other = known.model.policies.first().map(|policy| &policy.path);
    let path = match other {
        Some(other) if known.model.layout.dotted => {
            let head = other.stem().rfind('.').map_or("", |at| &other.stem()[..=at]);
            let slug = name.replace(' ', "-");
            other.beside(&format!("{head}{slug}.md"))
        }
        Some(other) => other.beside(&format!("{title}.md")),
        None if known.model.layout.dotted => {
            format!("{}policy.{}.md", known.model.layout.home, name.replace(' ', "-"))
        }
        None => format!("{}Policies/{title}.md", known.model.layout.home),
    };
    let path = NotePath::new(&path).ok().filter(|path| !known.vault.has(path))?;
    let today = known.model.today;
    let text = format!("---\nkind: policy\nreviewed: {today}\n---\n\n# {title}\n");
    let fix = asked.fix(format!("add the policy {title}: a note in `{path}`"), Vec::new());
    Some(Fix { changes: Vec::new(), makes: Some((path, text)), ..fix })
}
