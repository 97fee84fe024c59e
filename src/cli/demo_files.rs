//! The files of the two example vaults, embedded in the binary: the very files of the repository.
//!
//! A list by hand, for a library that reads a folder when the program is built is one crate more
//! to trust; `tests/it/house/packaging.rs` compares it with the folders.

/// Files of a folder of the repository, by their paths in it.
pub type DemoFiles = &'static [(&'static str, &'static str)];

macro_rules! files {
    ($folder:literal: $($path:literal)*) => {
        &[$(($path, include_str!(concat!("../../", $folder, "/", $path)))),*]
    };
}

/// The vault of a lead who writes tags.
pub const EXAMPLE: DemoFiles = files! { "example-vault":
    ".obsidian/app.json"
    ".vault121/.gitignore"
    ".vault121/config.yml"
    "1-2-1s/Alice Fischer/2026-09-01.md"
    "1-2-1s/Alice Fischer/2026-09-08.md"
    "1-2-1s/Alice Fischer/2026-09-15.md"
    "1-2-1s/Alice Fischer/2026-09-22.md"
    "1-2-1s/Alice Fischer/2026-09-29.md"
    "1-2-1s/Alice Fischer/2026-10-06.md"
    "1-2-1s/Alice Fischer/2026-10-13.md"
    "1-2-1s/Alice Fischer/2026-10-20.md"
    "1-2-1s/Alice Fischer/2026-10-27.md"
    "1-2-1s/Alice Fischer/2026-11-03.md"
    "1-2-1s/Alice Fischer/2026-11-10.md"
    "1-2-1s/Alice Fischer/2026-11-17.md"
    "1-2-1s/Alice Fischer/2026-11-24.md"
    "1-2-1s/Alice Fischer/Agenda 2026-11-24.md"
    "1-2-1s/Alice Fischer/Rollup.goals.svg"
    "1-2-1s/Alice Fischer/Rollup.md"
    "1-2-1s/Alice Fischer/Rollup.mood.svg"
    "1-2-1s/Ines Costa/2026-10-01.md"
    "1-2-1s/Ines Costa/2026-10-08.md"
    "1-2-1s/Ines Costa/2026-10-15.md"
    "1-2-1s/Ines Costa/2026-10-22.md"
    "1-2-1s/Ines Costa/2026-10-29.md"
    "1-2-1s/Ines Costa/2026-11-05.md"
    "1-2-1s/Ines Costa/2026-11-12.md"
    "1-2-1s/Ines Costa/2026-11-19.md"
    "1-2-1s/Ines Costa/2026-11-26.md"
    "1-2-1s/Ines Costa/Rollup.goals.svg"
    "1-2-1s/Ines Costa/Rollup.md"
    "1-2-1s/Ines Costa/Rollup.mood.svg"
    "1-2-1s/Ines Costa/Scores.md"
    "1-2-1s/Ines Costa/Scores.scores.svg"
    "1-2-1s/Me.md"
    "1-2-1s/Shelf.md"
    "1-2-1s/Team.md"
    "1-2-1s/Tomasz Wójcik/Agenda 2026-11-25.md"
    "1-2-1s/Tomasz Wójcik/Rollup.goals.svg"
    "1-2-1s/Tomasz Wójcik/Rollup.md"
    "1-2-1s/Tomasz Wójcik/Rollup.mood.svg"
    "1-2-1s/Tomasz Wójcik/Running log.md"
    "Daily/2026-09-02.md"
    "Daily/2026-09-16.md"
    "Daily/2026-09-28.md"
    "Daily/2026-10-02.md"
    "Daily/2026-10-07.md"
    "Daily/2026-10-14.md"
    "Daily/2026-10-20.md"
    "Daily/2026-10-28.md"
    "Daily/2026-11-03.md"
    "Daily/2026-11-09.md"
    "Daily/2026-11-12.md"
    "Daily/2026-11-13.md"
    "Daily/2026-11-16.md"
    "Daily/2026-11-18.md"
    "Daily/2026-11-20.md"
    "Daily/2026-11-23.md"
    "Goals/Closed goals.md"
    "Goals/Team goals.md"
    "People/Alice Fischer.md"
    "People/Ines Costa.md"
    "People/Ines scorecard first.md"
    "People/Ines scorecard.md"
    "People/Nora Lind.md"
    "People/Tomasz Wójcik.md"
    "Policies/Leave.md"
    "Policies/On call.md"
    "Projects/Cache outage.md"
    "Projects/Onboarding.md"
    "Projects/Queue.md"
    "Projects/Search.md"
    "Questions.md"
    "Resources.md"
    "Retros/Sprint 19.md"
    "Retros/Sprint 20.md"
    "Retros/Sprint 21.md"
    "Retros/Sprint 22.md"
    "Retros/Sprint 23.md"
};

/// Notes in a sloppy, natural hand.
pub const MESSY: DemoFiles = files! { "messy-vault":
    "1-1 maya 2026-11-03.md"
    "1-1 maya 2026-11-17.md"
    "journal/2026-11-04.md"
    "journal/2026-11-18.md"
    "journal/2026-11-19.md"
    "recipes/dal.md"
};
