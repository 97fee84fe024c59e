//! Examples of each verb, for its manual page. A test types them.

/// A command, and what it does.
pub type Example = (&'static str, &'static str);

/// The examples of a verb; of the program itself when the name is empty.
pub fn of(verb: &str) -> &'static [Example] {
    let found = EXAMPLES.iter().find(|(name, _)| *name == verb);
    found.map_or(&[], |(_, examples)| examples)
}

/// All of them.
pub const EXAMPLES: &[(&str, &[Example])] = &[
    (
        "",
        &[
            ("vault121 demo", "Unpack an example vault, build it, and show a prep."),
            ("vault121 try ~/notes", "Show the next prep of your own notes; nothing is written."),
            ("vault121 init ~/notes", "Begin in them."),
            ("vault121 watch", "Keep all pages up to date while you write."),
        ],
    ),
    ("init", &[("vault121 init ~/notes", "Look at the notes, say what was understood, begin.")]),
    (
        "build",
        &[
            ("vault121 build", "Write every page that changed."),
            ("vault121 build --dry-run", "Show what would be written, as a diff."),
            ("vault121 build --format json", "Tell a program what was written, and why."),
        ],
    ),
    (
        "watch",
        &[
            ("vault121 watch", "Follow each save, until ctrl-c."),
            ("vault121 watch --watcher poll", "The same in a folder on the network."),
            ("vault121 watch --format jsonl", "One event a line, for a program."),
        ],
    ),
    (
        "prep",
        &[
            ("vault121 prep alice", "Make and show the next prep of Alice."),
            ("vault121 prep alice --date 2026-12-01", "The one for another day."),
            ("vault121 prep alice --on 2026-11-10", "What it would have been on a past day."),
        ],
    ),
    ("edit", &[("vault121 edit alice", "Open the next prep of Alice in $EDITOR.")]),
    (
        "status",
        &[
            ("vault121 status", "Who is next, and what you owe."),
            ("vault121 status --format json", "The same for a status bar."),
            ("vault121 status --notify", "Tell through the desktop what is near or due."),
        ],
    ),
    (
        "check",
        &[
            ("vault121 check", "All complaints, and the pages that are not up to date."),
            ("vault121 check 'Daily/2026-11-24.md'", "Those of one note."),
            ("vault121 check --staged", "In a hook of git: refuse what others must not read."),
        ],
    ),
    (
        "list",
        &[
            ("vault121 list goals --person alice --status open", "The open goals of Alice."),
            ("vault121 list promises --status open", "What is promised, by whom."),
            ("vault121 list feedback --format json", "All feedback, for a program."),
        ],
    ),
    ("calendar", &[("vault121 calendar --print", "Show the calendar file, and write nothing.")]),
    ("export", &[("vault121 export", "Everything that was understood, as one JSON document.")]),
    (
        "add",
        &[
            ("vault121 add high-five alice calm in the outage", "Praise for Alice, in the inbox."),
            ("vault121 add topic alice -", "A topic, its words from standard input."),
            (
                "vault121 add action alice call the vendor --due 2026-11-27",
                "A promise, with its day.",
            ),
        ],
    ),
    (
        "done",
        &[
            ("vault121 done alice/cka", "Close a goal today."),
            ("vault121 done 'Daily/2026-11-24.md:3' --dry-run", "Show how the line would be."),
        ],
    ),
    ("share", &[("vault121 share 'Daily/2026-11-24.md:3'", "This feedback was given today.")]),
    ("drop", &[("vault121 drop alice/cka --why 'she moves on'", "Give up a goal, and say why.")]),
    (
        "answer",
        &[
            ("vault121 answer 'Daily/2026-11-24.md:3' me", "Whose is that promise? Mine."),
            ("vault121 answer ^rota alice", "Of the line with the block id `rota`: Alice's."),
        ],
    ),
    ("not", &[("vault121 not 'Daily/2026-11-24.md:3'", "Read nothing of this line any more.")]),
    ("skip", &[("vault121 skip alice --why 'on holiday'", "The next 1-2-1 is not held.")]),
    ("move", &[("vault121 move alice 2026-12-02", "The next 1-2-1 is on another day.")]),
    (
        "review",
        &[
            ("vault121 review alice", "The evidence of the last six months."),
            (
                "vault121 review alice --since 2026-01-01 --until 2026-06-30 --write",
                "Of half a year, as a page.",
            ),
        ],
    ),
    ("handover", &[("vault121 handover alice --write", "A page for who leads Alice from now on.")]),
    ("about", &[("vault121 about alice", "Every line that names Alice.")]),
    (
        "explain",
        &[
            ("vault121 explain", "All codes, with what they mean."),
            ("vault121 explain watch-out-without-path", "One of them, with the way out."),
            ("vault121 explain 'Daily/2026-11-24.md:3'", "How a line was read, and why."),
        ],
    ),
    (
        "template",
        &[
            ("vault121 template list", "All templates."),
            ("vault121 template eject prep", "Copy the template of preps, to change it."),
        ],
    ),
    ("config", &[("vault121 config", "Every setting, and where its value comes from.")]),
    (
        "clean",
        &[
            ("vault121 clean", "List pages that are no longer kept up to date."),
            ("vault121 clean --remove", "Remove those without words of yours."),
        ],
    ),
    (
        "rename-pages",
        &[
            ("vault121 rename-pages", "Show which names pages would get."),
            ("vault121 rename-pages --write", "Give them, and let all links follow."),
        ],
    ),
    (
        "rescue",
        &[
            ("vault121 rescue list", "What was kept."),
            ("vault121 rescue show 1", "The first of these texts."),
        ],
    ),
    ("forget", &[("vault121 forget alice", "List what is held about Alice; remove after a yes.")]),
    (
        "demo",
        &[
            ("vault121 demo", "An example vault, as it is on the day of today."),
            ("vault121 demo --messy", "Notes without any tag, and what is read from them."),
        ],
    ),
    (
        "sample",
        &[(
            "vault121 sample 'Daily/2026-11-24.md'",
            "A note with other names and words, for a report.",
        )],
    ),
    ("try", &[("vault121 try ~/notes", "What is read in a folder; nothing is written.")]),
    (
        "service",
        &[
            ("vault121 service install", "Run `vault121 watch` from login to logout."),
            ("vault121 service logs", "What it said last."),
        ],
    ),
    ("uninstall", &[("vault121 uninstall", "Show what would be taken out, then ask.")]),
    ("doctor", &[("vault121 doctor", "How the vault, this machine and other programs stand.")]),
    ("lsp", &[("vault121 lsp", "What an editor starts; docs/editors has its settings.")]),
    (
        "completions",
        &[
            (
                "vault121 completions bash > ~/.local/share/bash-completion/completions/vault121",
                "Complete verbs, options, people and goals in bash.",
            ),
            ("vault121 completions nushell", "The same for nushell."),
        ],
    ),
    (
        "man",
        &[
            ("vault121 man build | man -l -", "Show the page of a verb."),
            ("vault121 man --dir ~/.local/share/man/man1", "Write the pages of all verbs."),
        ],
    ),
    (
        "merge",
        &[(
            "git config merge.vault121.driver 'vault121 merge %O %A %B %P'",
            "What git starts for notes that `.gitattributes` names.",
        )],
    ),
];
