//! Everything that was read from the notes, line by line in their order: what it is, whose, and
//! what is to be asked about it.

use crate::kind::Kind;
use crate::model::model::Model;
use crate::records::record::Source;
use crate::text::ids::PersonId;

/// A line that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadLine {
    /// Where it stands.
    pub source: Source,
    pub kind: Kind,
    /// Whose, in words.
    pub whose: String,
    /// Its words.
    pub text: String,
    /// What nobody can know but the lead.
    pub asked: Option<&'static str>,
}

/// All of them, in the order of the notes.
pub fn all_read_lines(model: &Model) -> Vec<ReadLine> {
    let call = |id: &PersonId| model.people.first_name_of(id);
    let mut all = Vec::new();
    for action in &model.actions {
        let whose = match &action.owner {
            None => String::new(),
            Some(_) if action.is_leads(&model.people) => "you".to_owned(),
            Some(owner) => call(owner),
        };
        let asked = action.owner.is_none().then_some("whose?");
        let (source, text) = (action.source.clone(), action.text.clone());
        all.push(ReadLine { source, kind: Kind::Action, whose, text, asked });
    }
    for feedback in &model.feedback {
        let asked = (feedback.kind == Kind::Feedback).then_some("praise or critique?");
        all.push(ReadLine {
            source: feedback.source.clone(),
            kind: feedback.kind,
            whose: call(&feedback.person),
            text: feedback.text.clone(),
            asked,
        });
    }
    all.extend(model.goals.iter().map(|goal| ReadLine {
        source: goal.source.clone(),
        kind: Kind::Goal,
        whose: call(&goal.key.person),
        text: goal.title.clone(),
        asked: None,
    }));
    all.extend(model.answers.iter().map(|answer| ReadLine {
        source: answer.source.clone(),
        kind: Kind::ForMe,
        whose: call(&answer.person),
        text: answer.text.clone(),
        asked: None,
    }));
    all.extend(model.lines.iter().filter(|line| line.kind != Kind::ForMe).map(|line| ReadLine {
        source: line.source.clone(),
        kind: line.kind,
        whose: line.people.iter().map(call).collect::<Vec<_>>().join(", "),
        text: line.text.clone(),
        asked: None,
    }));
    all.sort_by(|a, b| (&a.source, a.kind).cmp(&(&b.source, b.kind)));
    all
}
