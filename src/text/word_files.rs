//! Reads the files of words, which are in a small part of YAML: maps by their indentation, lists
//! in brackets, words with or without quotes.
//!
//! Every start of the program reads them: a YAML library takes 10 ms for that, this one tenth of
//! it. A test holds that the library reads the same; an edited file that needs more of YAML fails.

use crate::text::yaml::Yaml;
use std::iter::Peekable;

/// What a file of words says.
pub fn read(text: &str) -> Yaml {
    let lines = text.lines().filter_map(|line| {
        let content = line.trim();
        let empty = content.is_empty() || content.starts_with('#');
        (!empty).then(|| (line.len() - line.trim_start().len(), content))
    });
    block(&mut lines.peekable(), 0)
}

/// The lines from here on that stand at `indent` or deeper.
fn block<'t>(lines: &mut Peekable<impl Iterator<Item = (usize, &'t str)>>, indent: usize) -> Yaml {
    let (mut list, mut map) = (Vec::new(), Vec::new());
    while let Some((here, content)) = lines.next_if(|(found, _)| *found >= indent) {
        if let Some(item) = content.strip_prefix("- ") {
            list.push(value(item));
            continue;
        }
        let (key, said) = content.split_once(':').unwrap_or((content, ""));
        let said = said.trim();
        map.push((
            key.to_owned(),
            if said.is_empty() { block(lines, here + 1) } else { value(said) },
        ));
    }
    if list.is_empty() { Yaml::Map(map) } else { Yaml::List(list) }
}

fn value(text: &str) -> Yaml {
    let Some(inside) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) else {
        return Yaml::Text(text.trim_matches('"').to_owned());
    };
    let mut quoted = false;
    let words = inside.split(|c: char| {
        quoted ^= c == '"';
        c == ',' && !quoted
    });
    let words = words.map(str::trim).filter(|word| !word.is_empty());
    Yaml::List(words.map(|word| Yaml::Text(word.trim_matches('"').to_owned())).collect())
}
