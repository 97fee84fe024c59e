//! Every code a complaint can have, with its weight and what `vault121 explain CODE` says of it.

use crate::diagnostic::severity::Severity;

macro_rules! codes {
    ($($name:ident $word:literal $severity:ident $text:literal)*) => {
        /// The kind of a complaint.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $text] $name,)* }

        impl Code {
            /// All codes.
            pub const ALL: &'static [Code] = &[$(Code::$name),*];

            /// The code as it is printed.
            pub fn word(self) -> &'static str {
                match self { $(Code::$name => $word,)* }
            }

            /// How much it weighs.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }

            /// What it means, an example, the way out.
            pub fn explain(self) -> &'static str {
                match self { $(Code::$name => $text,)* }
            }

            /// What it means, in its first sentences.
            pub fn meaning(self) -> String {
                let first = self.explain().split("\n\n").next().unwrap_or_default();
                first.lines().map(str::trim).collect::<Vec<&str>>().join(" ")
            }
        }
    };
}

codes! {
NotUtf8 "not-utf8" Error
"The file is not UTF-8, so it is not read and never written.

Save it as UTF-8 in your editor; `iconv -f latin1 -t utf-8` does it for an old file."

TooLarge "too-large" Error
"The file is larger than 4 MiB, so it is not read and never written.

A note that long is usually an export. Move it out of the vault, or name it under `ignore:` in
`.vault121/config.yml`."

NotAFile "not-a-file" Warning
"The name ends in `.md`, but it is not a regular file: it is a pipe, a device, a folder or a link.
Or it is a link to a folder that holds notes.

Links are not followed, so that nothing outside the vault is read or written. Put the note itself
in the place of the link."

Unreadable "unreadable" Error
"The file or folder could not be opened, or reading it made the program fail. The rest was read.

Look at its permissions (`ls -l`). If the program failed, please report it (`vault121 sample` hides your words)."

BadName "bad-name" Warning
"The file's name cannot stand in a link: it is not UTF-8, or it holds a line break, a backslash or
a mark that turns letters around.

The note is left alone. Rename it."

ConflictMarks "conflict-marks" Error
"The note holds unresolved merge conflict marks (`<<<<<<<`, `=======`, `>>>>>>>`), so it is not read.

    <<<<<<< HEAD
    - [ ] take her off the rota
    =======

Resolve the conflict. Inside a generated region take either side: the next build makes it again."

RegionConflict "region-conflict" Info
"There are conflict marks inside a generated region. Both sides are generated, so the next build makes the region
again. What somebody wrote into it is kept in `.vault121/rescue/` first. You need not resolve anything there: run
`vault121 build` and commit the note."

SyncLeftover "sync-leftover" Warning
"A sync tool, an editor or a file manager left this file beside a note. It is not read. A name that any note may
have (`2026-11-24 2.md`) counts only when four fifths of its lines are in the note.

    2026-11-24.sync-conflict-20261124-101010-ABCDEFG.md

Compare it with the note, keep what is missing there, then delete it."

PathTwins "path-twins" Warning
"Two notes whose names differ only in case or in how accents are stored. On a Mac or on Windows
they are one file.

Rename one of them."

HandleTwice "handle-twice" Warning
"Two people have the same handle in their notes. They stay two people: the second one is known by the name, and a
line with `@handle` may mean either of them, so the program asks.

    People/Bo Ek.md    handle: bo
    People/Bo Lund.md  handle: bo

Give one of the two another `handle:`."

TwoLeads "two-leads" Error
"Two notes say `me: yes`. Only one person is the lead, and the program needs to know which, to keep apart what
is for you alone.

Take `me: yes` out of one of them, or write `me:` in `.vault121/config.yml`."

NestedVault "nested-vault" Info
"The folder has a `.vault121` of its own, so it is another vault: its notes are neither read nor written from
here, and they are on no page.

If it is not a vault, remove its `.vault121`. To work on it, run commands in that folder or with `--vault`."

FrontMatterBad "front-matter-bad" Error
"The front matter is not valid YAML, so its values are not used. The body of the note is read.

    ---
    title: 2026-10-28: planning     <- a colon and a blank inside a value
    ---

Put such a value in quotes: `title: \"2026-10-28: planning\"`. A value that begins with `@` or a backtick needs
quotes, too."

FrontMatterOpen "front-matter-open" Warning
"The note begins with `---`, but no second `---` closes the front matter. All of it is read as body.

Add a line `---` after the last `key: value` line."

FrontMatterShape "front-matter-shape" Warning
"The front matter is YAML, but it does not consist of `key: value` lines. It is not used."

FieldBad "field-bad" Warning
"A known key of the front matter or of the config has a value that cannot be used.

    mood: fine          <- a number from 1 to 5
    cadence: often      <- 1w, 2w or monthly"

AudienceNear "audience-near" Warning
"The line says who may read it, in a form that vault121 does not know exactly. To be safe, the line is for you
alone.

    - great demo by @alice #high-five [audience: lead]     <- one colon
    - great demo by @alice #high-five #audience/lead       <- a tag
    - great demo by @alice #high-five [audiance:: lead]    <- misspelt

Write `[audience:: lead]`, `[audience:: person]` or `[audience:: team]` in the line."

HoldNear "hold-near" Warning
"The line nearly says `[hold:: …]`, so the feedback is held back: there is a typing error in the word, a bracket is
missing, or it says `(hold until the exam)`, `(not said yet)`.

    - #watch-out interrupts people [hlod:: 2026-12-01]

Write `[hold:: 2026-12-01]` or `[hold:: why]`. If you gave it, write `[shared:: 2026-11-24]`."

PrivatePart "private-part" Info
"A heading, a bold line, a callout or a comment says that what follows is private (`Private`,
`Confidential`, `Manager notes`, `Do not share`, a lock). All of it is for you alone: no page for others
shows it, and feedback in it counts as given only when its line says `[shared:: DATE]`."

CommentOpen "comment-open" Warning
"A comment is opened and never closed, so the rest of the note is hidden and not read.

Close it with `-->` or `%%`."

RegionOpen "region-open" Error
"A generated region begins and never ends. The note is left alone.

    <!-- vault121:begin prep -->
    ...
    <!-- vault121:end prep -->      <- this line is missing

Put the end line back, or delete the text with its begin line: the next build makes it again."

RegionStray "region-stray" Error
"A line ends a generated region that never began. The note is left alone. Put the begin line back, or
delete the text with the line."

RegionUnmarked "region-unmarked" Warning
"The note holds the text of a generated page without its marker lines. That text repeats what other notes say, so it
is not read, and the note is left alone.

    <!-- vault121:begin prep -->      <- both lines are missing
    ## Alice, Tue 24 Nov 2026, 14:00, 25 min
    ...
    <!-- vault121:end prep -->

Put the two lines back, or delete the text: the next build makes it again. To keep the text as your own, give it
another first heading."

RegionNested "region-nested" Error
"A generated region begins inside another one. The note is left alone. Delete one of the two pairs of marker lines."

RegionTwice "region-twice" Error
"The note has two generated regions with one name. The note is left alone. Delete one of them with
both its marker lines; the next build makes the other one again."

RegionCrossed "region-crossed" Error
"A region ends under another name than it began with. The note is left alone. Give both markers one name."

RegionPlace "region-place" Error
"A region marker is in a place where it does not count: inside a list, a quote or a paragraph, indented, or
with other text on its line. The note is left alone.

Put it on a line of its own at column one, with an empty line above."

RegionUnsafe "region-unsafe" Error
"The new text cannot be put into its region without a change to the rest of the note. The note is
left alone. Please report it; `vault121 sample` makes a copy of the note with other words."

UnknownPerson "unknown-person" Warning
"The line names somebody who is not in the vault, so the line is about nobody.

    - #high-five @thomasz wrote the handover

Correct the name, or make a person note (`People/Thomasz.md`), or add an alias."

FeedbackWhose "feedback-whose" Warning
"Praise or critique in one person's 1-2-1 names only somebody else, further on in the
line. It may be meant for either of them, so it is on no page until you say for whom it is.

    - #watch-out the merge by @alice broke main        <- in Bjoern's 1-2-1

Begin the line with the name of the person whom it is about: `#watch-out @alice the merge ...`."

FeedbackUnsorted "feedback-unsorted" Warning
"Nothing says whether these lines of feedback are praise or critique. They are held back
like a watch out, and are on no page.

Write `#high-five` or `#watch-out` into the line, begin it with `Kudos:` or `Watch out:`, or name
the tag or the heading under `words:` in the config: `words: {high-five: [strengths]}`."

OwnerUnknown "owner-unknown" Warning
"A promise names an owner whom this vault does not know. The promise is kept, and nobody
owes it until the name is known.

    - [ ] Kim: draft the runbook

Write the name of a person of the vault, or `me`; or list them under `people:` in the config."

Withdrawn "withdrawn" Info
"A line that is struck through as a whole counts as withdrawn; with a ticked box it is done.

    - ~~#high-five @alice wrote the handover~~"

FenceOpen "fence-open" Warning
"A code block is opened and never closed, so the rest of the note is code and is not read.

Close it with a line of three backticks."

AmbiguousPerson "ambiguous-person" Warning
"Two people have this name. Write the handle of the person you mean."

NoPerson "no-person" Warning
"The line is of a kind that is about a person, and nothing says about whom.

    - #high-five wrote the handover

Name them in the line (`@alice`), write it under a heading with their name, or in their note."

NoDate "no-date" Info
"Nothing tells when this was: no date in the line, the heading, the front matter or the file name.

    - #high-five @alice wrote the handover [on:: 2026-11-23]

Without a date it is listed last and never counts as new."

DateUnreadable "date-unreadable" Warning
"This looks like a date, but there is no such day, or it is not a date.

    [due:: 2026-02-30]      [due:: soon]

Write it as `2026-02-28`."

DateDisagrees "date-disagrees" Warning
"The front matter and the file name differ by more than a month. The file name wins.

Often the year is wrong, in notes written in January."

PersonArchived "person-archived" Info
"The notes of these people are in a folder for what is over (`Archive`, `Former`, `Ehemalige` …), so no prep is made
for them and their pages are not kept up to date. This is one message for all of them.

    ---
    left: 2026-11-24
    ---

`left:` in their note or in the config says since when; the hand-over page, reviews and dates use it. If you still
meet them, write `report: yes`."

NotHeldByWords "not-held-by-words" Info
"A 1-2-1 counts as not held because its note says so: `cancelled`, `skipped`, `moved to next week` or `sick` is in
the name of the note, in its title or heading beside the 1-2-1 word or the day, or is all that the note says. This
is one message for all of them.

If it took place, write `held: yes` in the front matter or as a line `held:: yes`."

DateMoved "date-moved" Info
"The note of a 1-2-1 has one day in its name and another one in `date:`. The `date:` counts. You need not do
anything: `vault121 move` changes `date:` and leaves the name as it is, and you may rename the note."

DueInWords "due-in-words" Info
"A promise or a goal has a day in its words (`until 12.11.2026`, `-> 26.11.2026`, `by next Tuesday`), but no due date:
such a day is not read as a due date, or it is not certain.

    - [ ] @alice write the list [due:: 2026-11-12]"

YearAssumed "year-assumed" Info
"The headings in a note have days without a year, and nothing else in the note, its name or its folder says the
year. The program takes the newest year in which none of the days is far in the future. This is one message for
all of them.

    # 2026

    ## 16.11.

A year in a heading, in the name of the note or of its folder counts for the days below it."

YearOdd "year-odd" Warning
"The year is far from everything around it: a due date before the goal was set, a date more than five
years off, a meeting log that jumps by a year. It is used as written."

TagInHeading "tag-in-heading" Info
"A heading holds the tag of a kind. A heading is not an item, so nothing is read from it.

    ## Retro #high-five @alice led it

Write it in a line below the heading; a heading of words (`## Praise`) gives its kind to the bullets below it."

NearTag "near-tag" Warning
"The tag is nearly one that vault121 knows. Perhaps you meant that one.

    - #high-fiv @alice the handover     <- #high-five

Correct it, or add the spelling under `tags:` in `.vault121/config.yml`."

TwoKinds "two-kinds" Warning
"The line says two things at once: it has two tags, of which the first one counts, or praise and critique by their
words. Beside praise the watch out counts.

    - #high-five #watch-out @alice ...
    - Kudos: great demo; Watch out: late

Make two lines of it."

TagCut "tag-cut" Info
"Obsidian and vault121 read only the beginning of the tag: `#skill/c++` ends at `c`.

Use letters, digits, `-`, `_` and `/`: `#skill/cpp`."

WatchOutWithoutPath "watch-out-without-path" Info
"The watch out does not say what would help, so the prep asks you to add that before you share it.

    - #watch-out @bob talks over people in refinement
      - path: count to five before you answer"

HighFiveWithoutSkill "high-five-without-skill" Info
"The high five names no skill and no way of working. You can share it as it is; praise is worth more when it
says what to do again.

    - #high-five @alice #skill/debugging found the cache bug"

SkillNear "skill-near" Info
"The skill is in one place only, and its name is nearly that of another skill. Perhaps they are the same."

GoalWithoutSlug "goal-without-slug" Info
"The goal has no short name, so its whole text is its name. When you change the text, it becomes another
goal.

    - [ ] #goal Pass the CKA      ->      - [ ] #goal/cka Pass the CKA"

GoalWithoutDue "goal-without-due" Info
"The goal has no due date. Write `[due:: 2026-12-01]` or `📅 2026-12-01`."

GoalWithoutStep "goal-without-step" Info
"The goal is two weeks old or older and has neither a first step nor any news.

    - [ ] #goal/present Speak at the guild
      - [ ] ask for a slot"

OlderLines "older-lines" Info
"Older lines without a tag could say more: a skill, what would help, a short name, a due day, a first step.
You can leave them as they are. They are from before the first prep of the vault, so they are counted in one
message."

GoalContradiction "goal-contradiction" Warning
"Two lines of one day disagree about the same goal. The line that defines the goal counts."

GoalUnknown "goal-unknown" Warning
"A line is news on a goal that no line defines. It is on no page until there is a task for the goal.

    - [ ] #goal/cka Pass the CKA"

TeamGoalUnknown "team-goal-unknown" Warning
"The goal helps a team goal that no note has, so the team page shows it under the name that the goal gives.

    - [ ] #goal/cka Pass the CKA [helps:: team/own-our-platfrom]
    - #team-goal/own-our-platform Own our platform from build to pager

Correct the name, or write the team goal into the note of the team's goals."

QuestionUnknown "question-unknown" Info
"The answer is to a question that is in no question note. It is kept under the name in its tag."

ScoreUnused "score-unused" Info
"This score is on no page. A score is a skill and a number in the person's own note: `#score/rust 3`."

PerformanceIntention "performance-intention" Info
"The intention of a 1-2-1 is about performance. 1-2-1s are for growth. Performance may come up, but it
should not be the intention."

ShareUnsaid "share-unsaid" Warning
"A watch out was written in a 1-2-1 note while the season was low, or with words in brackets behind it that do
not tell whether you said it: `late twice (bad moment)`. So no page for the person shows it.

Write `[shared:: 2026-11-24]` if you said it, `[hold:: low season]` if you did not."

FieldLostTasks "field-lost-tasks" Info
"The Tasks plugin reads a line from its end and stops at the first word that it does not know, so it misses a
field here. vault121 reads it.

    - [ ] write it up [due:: 2026-12-01] for the guild      <- put the field at the end"

FieldLostDataview "field-lost-dataview" Info
"There is no blank between two fields, and Dataview reads only one of them. vault121 reads both.

    [due:: 2026-12-01][set:: 2026-11-01]      <- put a blank between"

FieldOneColon "field-one-colon" Info
"The field has one colon. vault121 reads it; Dataview and Tasks need two: `[due:: 2026-12-01]`."

StatusUnknown "status-unknown" Info
"vault121 does not know the character in the task box. The task counts as open.

Known are space, `/`, `x`, `X`, `-`, `>`, `<` and `h`; add others under `statuses:` in the config."

SeasonUnknown "season-unknown" Warning
"A season is `low`, `steady` or `high`. This one cannot be read, so it counts as low: watch outs are held back.

    season: so-so       <- low, steady or high"

MeetingWithoutPerson "meeting-without-person" Warning
"The note is a 1-2-1, and nothing says with whom: no `person:`, and no name of a person in the file name
or folder."

MeetingWithoutDate "meeting-without-date" Warning
"The note is a 1-2-1, and nothing says when: no `date:`, no date in the file name, no dated headings."

SlotClash "slot-clash" Warning
"Two meetings are at the same time: the slots of two people, a 1-2-1 that was moved, or a follow-up. The program
changes neither of them.

    slot: tue 14:00      <- in two person notes

Give one of them another time. Times that `batch:` gives never clash with others."

CalendarUnreadable "calendar-unreadable" Warning
"The calendar file of `calendar: {read: …}` cannot be read, or only half of it. Nobody knows
then which 1-2-1s were moved: the pages stay as they are. A prep that you ask for is made, for the day in the notes.

Look at the path (`~/` and paths from the vault's folder are understood) and at the export, or take the key out.
`watch` can only read the folder that was named when it started: start it again after you change the path."

BatchFull "batch-full" Warning
"There are more 1-2-1s on the day of the batch than fit, so this one has a day and no time.

    batch: {day: tue, from: \"13:00\", gap: 5m, most: 4, rest: 30m}

Raise `most`, give somebody a `slot:` on another day, or a longer `cadence:`: two people who come every
second week share one place."

OneOnOneMissed "one-on-one-missed" Warning
"Notes look like 1-2-1s but are not read as such, because something is missing or not sure: with whom they are,
when they were, or whether they are 1-2-1s at all. The program needs one strong sign or two weak ones; these have
one weak sign.

`vault121 init --explain` lists the signs. The message has the lines to add to the config."

NobodyFound "nobody-found" Warning
"No 1-2-1 was found, and no person's note has a `cadence:` or a `slot:`. So there is nobody to make a prep for,
and nothing is written.

    People/Alice.md               <- a person
    1-1s/Alice/2026-11-24.md      <- a 1-2-1"

GlobEmpty "glob-empty" Warning
"A pattern in the config fits no note, so it does nothing. The pattern begins at the vault's folder: `1-1s/**`
does not fit `Work/1-1s/a.md`."

PersonNotPrepared "person-not-prepared" Info
"The person has a note, but nothing says that you have 1-2-1s: there is no `cadence:`, no `slot:` and no 1-2-1
note. So no prep is made.

    slot: tue 14:00

in the front matter of their note makes one for every week (with `cadence: 2w`, for every second week).
`report: no` says that you want none."

PolicyOld "policy-old" Info
"The policy has not been reviewed for twelve months, or nothing says when it was. Read it, then set `reviewed:`
in its front matter."

PolicyUnknown "policy-unknown" Info
"The line mentions a policy, but there is no note for it: `#policy/leave` needs a note `Leave` with `kind: policy`."

ConfigUnknownKey "config-unknown-key" Error
"The config holds a key that vault121 does not know. Perhaps a setting is missing because of it, so nothing is
written.

Correct the key, or take it out. `vault121 config` shows all keys."

ConfigBadValue "config-bad-value" Error
"A value in the config cannot be used. Nothing is written until you correct it."

TickRefused "tick-refused" Warning
"You ticked a box on a page, but its line could not be closed in its own note; the message says why. The box is
empty again, and the page with your tick is in `.vault121/rescue/`. Tick the line in its own note, in your editor
or with `vault121 done KEY`."

ConfigUnreadable "config-unreadable" Error
"`.vault121/config.yml` is not valid YAML. Nothing is written until you correct it."

TemplateBad "template-bad" Error
"A template in `.vault121/templates/` could not be used. Its pages stay as they are.

`vault121 template show NAME` prints the shipped one; `vault121 template eject NAME` copies it again."

AudiencesMixed "audiences-mixed" Error
"A page for you alone and a page that others read would be in one note, or a template of the vault would
write what is for you alone where others read. Neither is written until one of them has another path
(`paths:` in the config, `path:` of the template). A page that was there before is still kept up to date."

TemplateHeld "template-held" Info
"A template of the vault uses what is for you alone, and writes outside the folders of your own pages.
It may have come with a `git pull`, so its pages are not written until you trust it. Old pages stay as they are.

Read it: `vault121 template show NAME`. Then trust it: `vault121 template trust NAME`. That is kept in your
own state folder and counts for the template as it is now. `--trust-templates` trusts all of them for one run."

PathTaken "path-taken" Warning
"Two pages have the same path, or the path of a page is a file that is not a note. The second page is not written."

PageNotKept "page-not-kept" Info
"The note holds a generated region that no page keeps up to date any more: the person left, or the page was
turned off. `vault121 clean` lists and removes such notes when they hold no words of yours."

RegionEdited "region-edited" Warning
"Somebody wrote inside a generated region. The text was kept in `.vault121/rescue/`, then the region was made again.

`vault121 rescue list` shows it. Write above or below the region: there nothing is changed."

RegionUnknown "region-unknown" Info
"A generated region held a text that this machine did not write and that did not come by git: the vault was
copied or synced, the cache was deleted, or a note was moved. The text was kept first, then the region was made
again.

`vault121 rescue list` shows it."

PageFight "page-fight" Warning
"Another program wrote the same text into a generated region three times within a day, and vault121 wrote its own
text there each time. vault121 leaves the region alone now, until a note from which it is made changes.

The usual causes are two machines with different days, two versions of vault121, or a formatter. Let one machine keep
the pages, or keep the formatter out of them. `vault121 build --force` writes the page again."

WriteHeld "write-held" Warning
"A note could not be written now, and is as it was. The message says why."

Leak "leak" Error
"`check --staged`: words that only the lead, or only the lead and the person, may read are staged in a
note that others read (a page for them, or `audience: team`). Take the line out, or open it to those readers."

StagedPrivate "staged-private" Error
"`check --staged`: a file of vault121's own (cache, rescue, stage) or a second copy of a note is staged. It
may hold private words. `git rm --cached FILE` takes it out; `.vault121/.gitignore` keeps such files out."

StagedStale "staged-stale" Error
"`check --staged`: a generated page is staged, but a build would make another one from the staged notes.
Run `vault121 build` and stage the page again."

Busy "busy" Warning
"The note is being written by another program. It is tried again."

SaveConflict "save-conflict" Warning
"You saved the note in the moment in which its region was written, and both changed the same
lines. Nothing was merged: your save is in a file beside the note.

Copy what is missing into the note, then remove that file. `vault121 rescue list` shows a copy of it."

WriteReduced "write-reduced" Info
"This file system protects a note less than others do while it is written. Without an exchange of two files, a
save in the very same moment can be lost; without leases, the program can see a save that began earlier only
afterwards. A local disk has both."
}
