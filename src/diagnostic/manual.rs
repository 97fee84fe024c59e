//! The page of all codes, as `explain` tells them: for the book, and for a browser.

use crate::diagnostic::code::Code;
use crate::diagnostic::severity::Severity;

/// What the page begins with.
const ABOUT: &str = "`vault121 check` prints a code with each complaint, and an editor shows it. \
                     `vault121 explain CODE` prints what stands here.";

/// The page in Markdown: a heading for each code.
pub fn markdown() -> String {
    let mut page = format!("# All codes\n\n{ABOUT}\n");
    for code in Code::ALL {
        let (word, weight) = (code.word(), weight(code.severity()));
        page += &format!("\n## {word}\n\n*{weight}.* {}\n", code.explain());
    }
    page
}

/// The page in HTML, whole in itself: each code is an anchor.
pub fn html() -> String {
    let mut page = String::from(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>vault121: all codes</title>\n<style>\n\
         :root { color-scheme: light dark }\n\
         body { font: 1rem/1.5 sans-serif; max-width: 45rem; margin: 2rem auto; padding: 0 1rem }\n\
         pre { overflow-x: auto; padding: .5rem; border: 1px solid; border-radius: .25rem }\n\
         :target { outline: 2px solid; outline-offset: .5rem }\n\
         </style>\n</head>\n<body>\n<h1>All codes</h1>\n",
    );
    page += &format!("<p>{}</p>\n", words(ABOUT));
    for code in Code::ALL {
        let (word, weight) = (code.word(), weight(code.severity()));
        page += &format!("<section id=\"{word}\">\n<h2>{word}</h2>\n<p><i>{weight}</i></p>\n");
        for part in code.explain().split("\n\n") {
            page += &match part.strip_prefix("    ") {
                Some(example) => {
                    format!("<pre>{}</pre>\n", escaped(&example.replace("\n    ", "\n")))
                }
                None => format!("<p>{}</p>\n", words(part)),
            };
        }
        page += "</section>\n";
    }
    page + "</body>\n</html>\n"
}

fn weight(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "An error",
        Severity::Warning => "A warning",
        Severity::Info => "A hint",
    }
}

/// Words with what stands between backticks as code.
fn words(text: &str) -> String {
    let parts = text.split('`').enumerate().map(|(at, part)| match at % 2 {
        0 => escaped(part),
        _ => format!("<code>{}</code>", escaped(part)),
    });
    parts.collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_is_an_anchor_with_its_words() {
        let page = html();
        for code in Code::ALL {
            assert!(page.contains(&format!("<section id=\"{}\">", code.word())), "{code}");
        }
        assert!(page.contains("<pre>[due:: 2026-02-30]      [due:: soon]</pre>"), "{page}");
        assert!(page.contains("<code>&lt;&lt;&lt;&lt;&lt;&lt;&lt;</code>"));
        assert_eq!(markdown().matches("\n## ").count(), Code::ALL.len());
    }
}
