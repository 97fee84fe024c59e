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
"The name ends in `.md` but it is no regular file: a pipe, a device, a folder or a link.

Links are not followed, so that nothing outside the vault is read or written. Replace the link by
the note itself."

Unreadable "unreadable" Error
"The file or folder could not be opened, or reading it made the program fail. The rest was read.

Look at its permissions (`ls -l`); where the program failed, please report the note."

BadName "bad-name" Warning
"The file's name cannot stand in a link: it is not UTF-8, or it holds a line break, a backslash or
a mark that turns letters around.

The note is left alone. Rename it."

ConflictMarks "conflict-marks" Error
"The note holds unresolved merge conflict marks (`<<<<<<<`, `=======`, `>>>>>>>`), so it is not read.

    <<<<<<< HEAD
    - [ ] take her off the rota
    =======

Resolve the conflict; inside a generated region take either side, the next build makes it new."

RegionConflict "region-conflict" Info
"Conflict marks stand inside a generated region. Both sides are generated, so the next build makes the region
anew; what somebody wrote into it goes to `.vault121/rescue/` first. Nothing has to be resolved there: commit the
note as the build leaves it."

SyncLeftover "sync-leftover" Warning
"A file that a sync tool, an editor or a file manager left beside a note: it is not read. A name that may be
any note's (`2026-11-24 2.md`) counts only when four fifths of its lines stand in the note.

    2026-11-24.sync-conflict-20261124-101010-ABCDEFG.md

Compare it with the note, keep what is missing there, then delete it."

PathTwins "path-twins" Warning
"Two notes whose names differ only in case or in how accents are stored. On a Mac or on Windows
they are one file.

Rename one of them."

HandleTwice "handle-twice" Warning
"Two notes are of two people with one handle. They are two people: the second goes by its name, and `@handle` may be
either of them, so a line that says it is asked about.

    People/Bo Ek.md    handle: bo
    People/Bo Lund.md  handle: bo

Give one of the two another `handle:`."

TwoLeads "two-leads" Error
"Two notes say `me: yes`. Only one person is the lead, and everything that is yours alone follows from it.

Take `me: yes` out of one of them, or write `me:` in `.vault121/config.yml`."

NestedVault "nested-vault" Info
"The folder has a `.vault121` of its own, so it is another vault: its notes are neither read nor written from
here, and no page tells of them.

Where it is none, remove its `.vault121`; commands in that folder, or with `--vault`, work on it."

FrontMatterBad "front-matter-bad" Error
"The front matter is not valid YAML, so its values are not used. The body of the note is read.

    ---
    title: 2026-10-28: planning     <- a colon and a blank inside a value
    ---

Put such a value in quotes: `title: \"2026-10-28: planning\"`. `@name` and a backtick at the start of a value
want quotes too."

FrontMatterOpen "front-matter-open" Warning
"The note begins with `---`, but no second `---` closes the front matter. All of it is read as body.

Add a line `---` behind the last `key: value` line."

FrontMatterShape "front-matter-shape" Warning
"The front matter is YAML, but no list of `key: value` lines; it is not used."

FieldBad "field-bad" Warning
"A known key of the front matter or of the config has a value that cannot be used.

    mood: fine          <- a number from 1 to 5
    season: so-so       <- low, steady or high"

AudienceNear "audience-near" Warning
"A word on who may read a line, in a form that is none of ours. It closes the line and never opens it.

    - great demo by @alice #high-five [audience: lead]     <- one colon
    - great demo by @alice #high-five #audience/lead       <- a tag
    - great demo by @alice #high-five [audiance:: lead]    <- misspelt

Write `[audience:: lead]`, `[audience:: person]` or `[audience:: team]` in the line."

HoldNear "hold-near" Warning
"A form that nearly says `[hold:: …]` keeps feedback back: a slip in the word, a bracket that nothing closes, a
child without brackets, `(hold until the exam)`, `(not said yet)`.

    - #watch-out interrupts people [hlod:: 2026-12-01]

Write `[hold:: 2026-12-01]` or `[hold:: why]`; `[shared:: 2026-11-24]` when it was given."

PrivatePart "private-part" Info
"A heading, a bold line, a callout or a comment says that what stands below it is private (`Private`,
`Confidential`, `Manager notes`, `Do not share`, a lock). All below is for you alone: no page for others
shows it, feedback there counts as given only where its line says `[shared:: DATE]`."

CommentOpen "comment-open" Warning
"A comment is opened and never closed, so all the rest of the note is hidden from every reader.

Close it with `-->` or `%%`."

RegionOpen "region-open" Error
"A generated region begins and never ends. The note is left alone.

    <!-- vault121:begin prep -->
    ...
    <!-- vault121:end prep -->      <- this line is missing

Put the end line back, or delete the text with its begin line: the next build makes it anew."

RegionStray "region-stray" Error
"A line ends a generated region that never began. The note is left alone. Put the begin line back, or
delete the text with the line."

RegionUnmarked "region-unmarked" Warning
"The text of a page of ours stands in the note without its marker lines. It repeats what other notes say, so it
is not read, and the note is left alone.

    <!-- vault121:begin prep -->      <- both lines are missing
    ## Alice, Tue 24 Nov 2026, 14:00, 25 min
    ...
    <!-- vault121:end prep -->

Put the two lines back, or delete the text: the next build makes it anew. To keep it as your own give it another
first heading."

RegionNested "region-nested" Error
"A generated region begins inside another one. The note is left alone. Take one of the pairs away."

RegionTwice "region-twice" Error
"Two generated regions of one name stand in the note. The note is left alone. Delete one of them with
both its marker lines; the next build makes the other one new."

RegionCrossed "region-crossed" Error
"A region ends under another name than it began with. The note is left alone. Give both markers one name."

RegionPlace "region-place" Error
"A region marker stands where it cannot be trusted: inside a list, a quote or a paragraph, indented, or
with other text on its line. The note is left alone.

Put it on a line of its own at column one, with an empty line above."

RegionUnsafe "region-unsafe" Error
"The new text could not be put into its region without moving something else in the note. The note is
left alone. Please report it, with the note if you can."

UnknownPerson "unknown-person" Warning
"The line names somebody who is not in the vault, so the line belongs to nobody.

    - #high-five @thomasz wrote the handover

Correct the name, or make a person note (`People/Thomasz.md`), or add an alias."

FeedbackWhose "feedback-whose" Warning
"Praise or critique stands in one person's 1-2-1 and names only somebody else, further on in the
line. It may be meant for either of them, so it is nobody's and stands on no page.

    - #watch-out the merge by @alice broke main        <- in Bjoern's 1-2-1

Begin the line with the name of the one whom it is about: `#watch-out @alice the merge ...`."

FeedbackUnsorted "feedback-unsorted" Warning
"Lines of feedback of which nothing tells whether they are praise or critique. They are kept back
like a watch out, shown on no page and counted nowhere.

Write `#high-five` or `#watch-out` into the line, begin it with `Kudos:` or `Watch out:`, or name
the tag or the heading under `words:` in the config: `words: {high-five: [strengths]}`."

OwnerUnknown "owner-unknown" Warning
"A promise names who owes it, and nobody of this vault goes by that name. It is kept, and nobody
owes it until the name is one that is known.

    - [ ] Kim: draft the runbook

Write the name of a person of the vault, or `me`; or list them under `people:` in the config."

Withdrawn "withdrawn" Info
"Lines that are struck through as a whole count as withdrawn; with a ticked box they are done.

    - ~~#high-five @alice wrote the handover~~"

FenceOpen "fence-open" Warning
"A code block is opened and never closed, so all the rest of the note is code and not read.

Close it with a line of three backticks."

KindInHeading "kind-in-heading" Warning
"A heading holds a tag such as `#high-five`. Headings are no lines of their own, so it is not read.

Write it into a line below the heading."

AmbiguousPerson "ambiguous-person" Warning
"Two people go by this name. Use the handle of the one you mean."

NoPerson "no-person" Warning
"The line has a kind that is about a person, and nothing says about whom.

    - #high-five wrote the handover

Name them in the line (`@alice`), write it under a heading with their name, or in a note of theirs."

NoDate "no-date" Info
"Nothing tells when this was: no date in the line, the heading, the front matter or the file name.

    - #high-five @alice wrote the handover [on:: 2026-11-23]

Without a date it is listed last and never counts as new."

DateUnreadable "date-unreadable" Warning
"This has the shape of a date, and no calendar has that day, or it is none at all.

    [due:: 2026-02-30]      [due:: soon]

Write it as `2026-02-28`."

DateDisagrees "date-disagrees" Warning
"The front matter and the file name differ by more than a month. The file name wins.

Often it is the year: notes written in January."

PersonArchived "person-archived" Info
"The notes of somebody lie in a folder of what is over (`Archive`, `Former`, `Ehemalige` …), so no prep is made for
them and their pages are not kept up to date. It is said once for all of them.

    ---
    left: 2026-11-24
    ---

`left:` in their note or in the config says since when; the handover page, reviews and dates follow it. Where they
go on, write `report: yes`."

NotHeldByWords "not-held-by-words" Info
"A 1-2-1 counts as not held because its note says so in a word: `cancelled`, `skipped`, `moved to next week`,
`sick`, in the name of the note, its title or its heading beside the 1-2-1 word or the day, or as all that it
says. It is said once for all of them.

Where it took place, write `held: yes` in the front matter or as a line `held:: yes`."

DateMoved "date-moved" Info
"The note of a 1-2-1 has one day in its name and another one in `date:`, which counts: a note that vault121
made has both. A 1-2-1 is moved by its `date:`; the name may follow or stay."

DueInWords "due-in-words" Info
"A promise or a goal has a day in its words (`until 12.11.2026`, `-> 26.11.2026`), and no due date: words are
not read as one.

    - [ ] @alice write the list [due:: 2026-11-12]"

YearAssumed "year-assumed" Info
"The headings of a 1-2-1's note have days without a year, and nothing else in the note, its name or its folder
tells one. They are read in the newest year in which none of them is far ahead, where the log then runs one way.
It is said once for all of them.

    # 2026

    ## 16.11.

A year in a heading, in the name of the note or of its folder holds for the days below it."

YearOdd "year-odd" Warning
"The year is far from everything around it: a due date before the goal was set, a date more than five
years off, a meeting log that jumps by a year. It is used as written."

TagInHeading "tag-in-heading" Info
"A heading holds the tag of a kind. A heading is the place of the lines below it and no line of its own, so nothing
is read from it.

    ## Retro #high-five @alice led it

Write it in a line below the heading; a heading of words (`## Praise`) gives its kind to the bullets below it."

NearTag "near-tag" Warning
"The tag is nearly one that vault121 knows, and so it may have been meant.

    - #high-fiv @alice the handover     <- #high-five

Correct it, or teach the spelling under `tags:` in `.vault121/config.yml`."

TwoKinds "two-kinds" Warning
"The line has two tags that both say what it is. The first one counts.

    - #high-five #watch-out @alice ...

Make two lines of it."

TagCut "tag-cut" Info
"The tag goes on behind where Obsidian and vault121 stop reading: `#skill/c++` ends at `c`.

Use letters, digits, `-`, `_` and `/`: `#skill/cpp`."

WatchOutWithoutPath "watch-out-without-path" Info
"A watch out without a path: what would help is not written yet, so it is offered for editing and not for
sharing.

    - #watch-out @bob talks over people in refinement
      - path: count to five before you answer"

HighFiveWithoutSkill "high-five-without-skill" Info
"The high five names no skill and no way of working. It is shared all the same.

    - #high-five @alice #skill/debugging found the cache bug"

SkillNear "skill-near" Info
"The skill is written in one place only, and nearly like another one that is used elsewhere."

GoalWithoutSlug "goal-without-slug" Info
"The goal has no short name, so it is known by its whole text; when the text changes it becomes another
goal.

    - [ ] #goal Pass the CKA      ->      - [ ] #goal/cka Pass the CKA"

GoalWithoutDue "goal-without-due" Info
"The goal has no due date. `[due:: 2026-12-01]` or `📅 2026-12-01` gives it one."

GoalWithoutStep "goal-without-step" Info
"The goal is two weeks old or older and has neither a first step nor any news.

    - [ ] #goal/present Speak at the guild
      - [ ] ask for a slot"

OlderLines "older-lines" Info
"Lines that were read without a tag and are older than the first prep of the vault name no skill, no
path, no short name, no day or no first step. They are counted here and not told one by one."

GoalContradiction "goal-contradiction" Warning
"Two lines of one day say different things of the same goal. The definition counts."

GoalUnknown "goal-unknown" Warning
"A line is news on a goal that nobody defined. It counts for nothing until there is a task for it.

    - [ ] #goal/cka Pass the CKA"

TeamGoalUnknown "team-goal-unknown" Warning
"The goal helps a team goal that nobody wrote down, so the team page shows it under a name of its own.

    - [ ] #goal/cka Pass the CKA [helps:: team/own-our-platfrom]
    - #team-goal/own-our-platform Own our platform from build to pager

Correct the name, or write the team goal where the team's goals are kept."

QuestionUnknown "question-unknown" Info
"The answer is to a question that is in no question note. It is kept under its own name."

ScoreUnused "score-unused" Info
"A score is a skill and a number, in the person's own note: `#score/rust 3`. This one is on no page."

PerformanceIntention "performance-intention" Info
"The intention of a 1-2-1 is about performance. 1-2-1s are for growth; performance may come up, but should
not be what they are for."

ShareUnsaid "share-unsaid" Warning
"A watch out was written in a 1-2-1 note while the season was low. Whether it was given is not clear, so it
counts as held.

Write `[shared:: 2026-11-24]` when it was given, `[hold:: low season]` when it was not."

FieldLostTasks "field-lost-tasks" Info
"The Tasks plugin reads a line from its end and stops at the first thing it does not know, so it misses a
field here. vault121 reads it.

    - [ ] write it up [due:: 2026-12-01] for the guild      <- put the field at the end"

FieldLostDataview "field-lost-dataview" Info
"Two fields stand glued together, and Dataview reads only one of them. vault121 reads both.

    [due:: 2026-12-01][set:: 2026-11-01]      <- put a blank between"

FieldOneColon "field-one-colon" Info
"The field has one colon. vault121 reads it; Dataview and Tasks want two: `[due:: 2026-12-01]`."

StatusUnknown "status-unknown" Info
"The character in the task box is not one vault121 knows; the task counts as open.

Known are space, `/`, `x`, `X`, `-`, `>`, `<` and `h`; add others under `statuses:` in the config."

SeasonUnknown "season-unknown" Warning
"A season is `low`, `steady` or `high`. This one is not used."

MeetingWithoutPerson "meeting-without-person" Warning
"The note is a 1-2-1, and nothing says with whom: no `person:`, and no name of a person in the file name
or folder."

MeetingWithoutDate "meeting-without-date" Warning
"The note is a 1-2-1, and nothing says when: no `date:`, no date in the file name, no dated headings."

SlotClash "slot-clash" Warning
"Two meetings are at the same time: the slots of two people, a 1-2-1 that was moved, or a follow-up. Both stay
as they are written.

    slot: tue 14:00      <- in two person notes

Give one of them another time. Times that the `batch:` gives never clash: they move out of the way."

CalendarUnreadable "calendar-unreadable" Warning
"The calendar file of `calendar: {read: …}` cannot be read, or is none. Until it can, days and times of
1-2-1s come from the notes alone: one that was moved in the calendar stands where it was.

Look at the path (`~/` and paths from the vault's folder are understood) and at the export. `watch` may
read the folder that it was started with: start it anew after a change of the path."

BatchFull "batch-full" Warning
"More people are to be met on the day of the batch than fit, so this one has a day and no time.

    batch: {day: tue, from: \"13:00\", gap: 5m, most: 4, rest: 30m}

Raise `most`, give somebody a `slot:` on another day, or a longer `cadence:`: two people who come every
second week share one place."

OneOnOneMissed "one-on-one-missed" Warning
"Notes look like 1-2-1s and are not read as such, because one thing is missing or not sure: with whom they are,
when they were, or whether they are 1-2-1s at all. Two signs that do not depend on each other, or a strong one,
make a reading sure; these have one weak sign.

`vault121 init --explain` tells the signs. The lines to add to the config stand in the complaint."

NobodyFound "nobody-found" Warning
"There are notes, and nobody in them is prepared: no 1-2-1 was found, and no person's note has a `cadence:`
or a `slot:`. Nothing is written until there is somebody.

    People/Alice.md               <- a person
    1-1s/Alice/2026-11-24.md      <- a 1-2-1"

GlobEmpty "glob-empty" Warning
"A pattern in the config fits no note, so it does nothing. Folders count: `1-1s/**` is not `Work/1-1s/**`."

PersonNotPrepared "person-not-prepared" Info
"The person has a note, and nothing says that there are 1-2-1s: no `cadence:`, no `slot:`, no 1-2-1 note. So no
prep is made.

    slot: tue 14:00

in their front matter makes one for every week (`cadence: 2w` for every second). `report: no` says that none is
wanted."

PolicyOld "policy-old" Info
"The policy has not been reviewed for twelve months, or nothing says when it was. Look at it, then set `reviewed:` in its front matter."

PolicyUnknown "policy-unknown" Info
"The line mentions a policy, and no note is it: `#policy/leave` is one with `kind: policy`, named `Leave`."

ConfigUnknownKey "config-unknown-key" Error
"The config holds a key that means nothing, so nothing can be trusted to be set. Nothing is written.

Correct it to the key named, or take it out. `vault121 config` shows all keys."

ConfigBadValue "config-bad-value" Error
"A value in the config cannot be used. Nothing is written until it is mended."

TickRefused "tick-refused" Warning
"A box was ticked on a page, and its line was not closed at its source: the message says why. The box is empty
again; the page as it was with the tick is in `.vault121/rescue/`. Tick the line where it stands, in your editor or
with `vault121 done KEY`."

ConfigUnreadable "config-unreadable" Error
"`.vault121/config.yml` is not valid YAML. Nothing is written until it is mended."

TemplateBad "template-bad" Error
"A template in `.vault121/templates/` could not be used. Its pages stay as they are.

`vault121 template show NAME` prints the shipped one; `vault121 template eject NAME` copies it out anew."

AudiencesMixed "audiences-mixed" Error
"A page for you alone and a page that others read would stand in one note, or a template of the vault's
own would write what is yours alone where others read. Neither is written until one of them has another
path (`paths:` in the config, `path:` of the template). A page that stood there already goes on."

TemplateHeld "template-held" Info
"A template of the vault's own takes what is yours alone, and writes outside the folders of your own pages.
It may have come with a `git pull`, so its pages are not written until you trust it; what stands there stays.

Read it: `vault121 template show NAME`. Then say so once: `vault121 template trust NAME`. That is kept in your
own state folder and counts for the template as it is now. `--trust-templates` trusts all of them for one run."

PathTaken "path-taken" Warning
"Two pages want the same file, or a page wants a file that is not a note. The second one is not written."

PageNotKept "page-not-kept" Info
"The note holds a generated region that no page keeps up to date any more: the person left, or the page was
turned off. `vault121 clean` lists and removes such notes when they hold no words of yours."

RegionEdited "region-edited" Warning
"Somebody wrote inside a generated region. The text was saved first, then the region was made anew.

Write above or below the region: those words are never touched."

RegionUnknown "region-unknown" Info
"A generated region held a text that this machine did not write and git did not bring: the vault was copied
or synced, the cache was deleted, or a note was moved. The text was kept first, then the region was made anew.

`vault121 rescue list` shows it."

PageFight "page-fight" Warning
"Another program put the same text into a generated region three times within a day, and this program put its
own there each time. It is left alone until a note that it is made from changes.

Two machines on different days, two versions of vault121, or a formatter do that. Let one machine keep the
pages, or keep the formatter out of them. `vault121 build --force` writes the page again."

WriteHeld "write-held" Warning
"A note could not be written just now, and is as it was. The reason stands in the message."

Leak "leak" Error
"`check --staged`: words that are the lead's alone, or the lead's and the person's, are staged in a note
that others read (a page for them, or `audience: team`). Take the line out, or share the feedback first."

StagedPrivate "staged-private" Error
"`check --staged`: a file of vault121's own (cache, rescue, stage) or a second copy of a note is staged. It
may hold words of anybody: `git rm --cached FILE`; `.vault121/.gitignore` keeps such files out."

StagedStale "staged-stale" Error
"`check --staged`: a generated page is staged that is not what a build makes of the notes that are staged.
Run `vault121 build`, stage it again."

Busy "busy" Warning
"The note is being written by another program. It is tried again."

SaveConflict "save-conflict" Warning
"Somebody saved the note in the moment in which its region was written, and both changed the same
lines. Nothing was merged: the save stands beside the note.

Take over what is missing, then remove that file. `vault121 rescue list` shows a copy of it."

WriteReduced "write-reduced" Info
"The file system gives less protection while a note is written than others do. Without an exchange
of two files a save that renames over the note in the very same moment can be lost; without leases
a save that began before the note was written has to be found afterwards. A local disk has all of it."
}
