//! What a template of Obsidian, Periodic Notes or Templater asks for, as far as a day and a title
//! can fill it in: `{{title}}`, `{{date:YYYY}}`, `<% tp.date.now("ddd", 7) %>`.
//!
//! One that asks for more is left to its own program: half a template is worse than none.

use crate::text::date::Day;
use crate::text::moment;

/// The template filled in for a note of that title; none when it asks for more. `date` is the
/// format of a day that gives none.
pub fn fill(template: &str, title: &str, day: Day, date: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = template;
    while let Some(at) = [rest.find("{{"), rest.find("<%")].into_iter().flatten().min() {
        out.push_str(&rest[..at]);
        let (begin, end) = if rest[at..].starts_with("{{") { ("{{", "}}") } else { ("<%", "%>") };
        let inside = &rest[at + begin.len()..];
        let close = inside.find(end)?;
        let asked = &inside[..close];
        let filled = match begin {
            "{{" => core(asked.trim(), title, day, date),
            _ => templater(
                asked.trim_matches(|c: char| c.is_whitespace() || "-_".contains(c)),
                title,
                day,
            ),
        };
        out.push_str(&filled?);
        rest = &inside[close + end.len()..];
    }
    out.push_str(rest);
    Some(out)
}

/// `title`, `date`, `date:YYYY`, `date+7d:YYYY`, `tomorrow`.
fn core(asked: &str, title: &str, day: Day, date: &str) -> Option<String> {
    let (name, format) = match asked.split_once(':') {
        Some((name, format)) => (name.trim().to_lowercase(), format.trim()),
        None => (asked.to_lowercase(), date),
    };
    match name.as_str() {
        "title" => Some(title.to_owned()),
        "date" => moment::format_day(format, day),
        "yesterday" => moment::format_day(format, day.plus(-1)),
        "tomorrow" => moment::format_day(format, day.plus(1)),
        other => moment::format_day(format, moved_day(other.strip_prefix("date")?.trim(), day)?),
    }
}

/// A day that is `+7d`, `-1w` away. Of `m` and `M`, minutes and months, nothing is guessed.
fn moved_day(text: &str, day: Day) -> Option<Day> {
    let unit = text.chars().last()?;
    let count: i64 = text[..text.len() - unit.len_utf8()].trim().parse().ok()?;
    match unit {
        'd' => Some(day.plus(count)),
        'w' => Some(day.plus(count.checked_mul(7)?)),
        'q' => Some(day.plus_months(count.checked_mul(3)?)),
        'y' => Some(day.plus_months(count.checked_mul(12)?)),
        _ => None,
    }
}

/// `tp.file.title`, `tp.date.now("YYYY-MM-DD", 7)`, `tp.date.tomorrow()`.
fn templater(asked: &str, title: &str, day: Day) -> Option<String> {
    if asked == "tp.file.title" {
        return Some(title.to_owned());
    }
    let (name, arguments) = asked.strip_prefix("tp.date.")?.split_once('(')?;
    let arguments = arguments.strip_suffix(')')?.trim();
    let quote = arguments.chars().next().filter(|c| "\"'`".contains(*c));
    let (format, rest) = match quote {
        Some(quote) => arguments[1..].split_once(quote)?,
        None if arguments.is_empty() => ("YYYY-MM-DD", ""),
        None => return None,
    };
    let rest = rest.trim().trim_start_matches(',').trim();
    let days: i64 = match (name, rest) {
        ("now", "") => 0,
        ("now", days) => days.parse().ok()?,
        ("tomorrow", "") => 1,
        ("yesterday", "") => -1,
        _ => return None,
    };
    moment::format_day(format, day.plus(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_day_and_a_title_can_fill_in() {
        let day = Day::iso("2026-11-24").unwrap();
        let check = |template: &str, expected: Option<&str>| {
            let found = fill(template, "Tue 24", day, "DD.MM.YYYY");
            assert_eq!(found.as_deref(), expected, "{template}");
        };
        check("# {{title}} {{ Date }}\n", Some("# Tue 24 24.11.2026\n"));
        check("{{date:YYYY}}/{{date: [Q]Q}}", Some("2026/Q4"));
        check("<< {{yesterday}} | {{tomorrow}} >>", Some("<< 23.11.2026 | 25.11.2026 >>"));
        check("{{date+7d:YYYY-MM-DD}} {{date -1w:MM-DD}}", Some("2026-12-01 11-17"));
        check("<% tp.file.title %> <%tp.date.now()%>", Some("Tue 24 2026-11-24"));
        check("<%- tp.date.now(\"ddd\", -1) -%>", Some("Mon"));
        check("<% tp.date.tomorrow('YYYY') %>", Some("2026"));
        check("no { braces } and 3 <4%", Some("no { braces } and 3 <4%"));
        check("", Some(""));
        for more in [
            "{{time}}",
            "{{date:HH:mm}}",
            "{{date:gggg}}",
            "{{date+1h}}",
            "{{weather}}",
            "{{title",
            "<% tp.file.cursor() %>",
            "<%* await tp.system.prompt(\"x\") %>",
            "<% tp.date.now(\"YYYY\", \"P1D\") %>",
            "<% tp.date.now(\"YYYY\", 0, tp.file.title, \"YYYY\") %>",
            "<% tp.date.weekday(\"YYYY\", 0) %>",
        ] {
            check(more, None);
        }
    }
}
