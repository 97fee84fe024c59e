//! Front matter, config and a template's head: any text ends as values or complaints.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::collections::BTreeMap;
use vault121::text::yaml;
use vault121::vault::config::Config;
use vault121::note::front_matter::Fence;
use vault121::pages::template::Templates;

fuzz_target!(|text: &str| {
    if let Fence::Closed { yaml: span, body } = Fence::find(text) {
        assert!(span.end <= body);
        if let Err(error) = yaml::parse(span.of(text)) {
            assert!(error.at <= span.of(text).len());
        }
    }
    let (config, said) = Config::read(text);
    let (again, _) = Config::read(text);
    assert_eq!(format!("{config:?}"), format!("{again:?}"));
    drop(said);
    // The head alone: what follows it is compiled in a process of its own.
    let head: String = text.split_inclusive('\n').take(12).collect();
    if head.starts_with("---\n") && !head.contains(['{', '%']) {
        Templates::new(&BTreeMap::from([("own".to_owned(), head)]), None);
    }
});
