//! The line editor: history, several lines, colours, completion.

use super::complete::complete;
use super::paint;
use super::state::{Shared, is_complete};
use crate::streams;
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::history::FileHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{CompletionType, Config, Context, Editor, Helper, Hinter};
use std::borrow::Cow;
use std::env;
use std::path::PathBuf;

/// Inputs that are remembered.
const HISTORY: usize = 10_000;

/// What the editor asks the session for.
#[derive(Helper, Hinter)]
pub(super) struct Assistant {
    state: Shared,
}

pub(super) type LineEditor = Editor<Assistant, FileHistory>;

/// An editor with the history of earlier sessions. Without a readable history file, one without.
pub(super) fn new(state: &Shared) -> Result<LineEditor, ReadlineError> {
    let config = Config::builder()
        .max_history_size(HISTORY)?
        .history_ignore_dups(true)?
        .completion_type(CompletionType::List)
        .build();
    let mut editor = Editor::with_config(config)?;
    editor.set_helper(Some(Assistant { state: state.clone() }));
    if let Some(file) = history_file() {
        let _ = editor.load_history(&file);
    }
    Ok(editor)
}

/// Adds an input to the history, at once also to the file, so that a crash loses nothing.
pub(super) fn remember(editor: &mut LineEditor, input: &str) {
    let _ = editor.add_history_entry(input);
    let Some(file) = history_file() else { return };
    if file.parent().is_some_and(|folder| std::fs::create_dir_all(folder).is_ok()) {
        let _ = editor.append_history(&file);
    }
}

/// In the user's state folder.
fn history_file() -> Option<PathBuf> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let state = set("XDG_STATE_HOME").filter(|folder| folder.is_absolute());
    let state = state.or_else(|| Some(set("HOME")?.join(".local/state")))?;
    Some(state.join("oxbow").join("history"))
}

impl Completer for Assistant {
    type Candidate = String;

    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        Ok(complete(&self.state.borrow(), &line[..pos]))
    }
}

impl Validator for Assistant {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        let complete = is_complete(&format!("{}\n", context.input()));
        Ok(if complete { ValidationResult::Valid(None) } else { ValidationResult::Incomplete })
    }
}

impl Highlighter for Assistant {
    fn highlight<'l>(&self, line: &'l str, _: usize) -> Cow<'l, str> {
        if streams::colours_output() { Cow::Owned(paint::input(line)) } else { Cow::Borrowed(line) }
    }

    fn highlight_char(&self, _: &str, _: usize, kind: CmdKind) -> bool {
        kind != CmdKind::MoveCursor
    }
}
