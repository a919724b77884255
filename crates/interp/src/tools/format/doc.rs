//! The document algebra: what is to be printed, with the places where lines may break, and the printer that chooses among them.
//!
//! A document is a flat list of commands, groups being brackets in it, so nothing here recurses. A group is printed on one line if it fits up to
//! the next line break that is certain, else all lines of it (not of the groups inside) break. Measuring stops at the page's
//! width, so printing takes linear time.
//!
//! Invariant: no line ends with a blank, at most one empty line stands between two others.

/// Longest line, in characters.
const WIDTH: usize = 100;
/// One step of indentation.
const STEP: &str = "  ";

enum Command<'s> {
    Text(&'s str),
    /// A line break if the group is broken, else this text.
    Line {
        flat: &'static str,
        blank: bool,
    },
    /// A fresh line, preceded by an empty one if `blank`.
    Hard {
        blank: bool,
    },
    /// Text of a broken group, text of one on a single line.
    Choice {
        broken: &'static str,
        flat: &'static str,
    },
    /// Text that goes to the end of the line: a comment.
    Suffix(&'s str),
    Open(Group),
    Close,
    Indent,
    Dedent,
}

#[derive(Clone, Copy, Default)]
struct Group {
    forced: bool,
    /// What is forced inside does not reach out of this group.
    barrier: bool,
    /// One of a row of groups each of which may begin a line.
    fill: bool,
    /// The line may break behind its bracket although the groups around it stay as they are.
    opens: bool,
    /// The group inside (its index) that may be broken while this one stays as it is.
    hug: Option<usize>,
}

/// A document under construction.
#[derive(Default)]
pub(super) struct Doc<'s> {
    commands: Vec<Command<'s>>,
    /// Groups that are open.
    open: Vec<usize>,
}

impl<'s> Doc<'s> {
    pub(super) fn text(&mut self, text: &'s str) {
        self.commands.push(Command::Text(text));
    }

    pub(super) fn line(&mut self, flat: &'static str, blank: bool) {
        self.commands.push(Command::Line { flat, blank });
    }

    pub(super) fn hard(&mut self, blank: bool) {
        self.commands.push(Command::Hard { blank });
    }

    pub(super) fn choice(&mut self, broken: &'static str, flat: &'static str) {
        self.commands.push(Command::Choice { broken, flat });
    }

    pub(super) fn suffix(&mut self, text: &'s str) {
        self.commands.push(Command::Suffix(text));
    }

    pub(super) fn indent(&mut self) {
        self.commands.push(Command::Indent);
    }

    pub(super) fn dedent(&mut self) {
        self.commands.push(Command::Dedent);
    }

    /// Opens a group; gives its index.
    pub(super) fn open(&mut self) -> usize {
        self.open_group(Group::default())
    }

    /// Opens the group of a block, which keeps what is forced inside to itself.
    pub(super) fn open_block(&mut self) -> usize {
        self.open_group(Group { barrier: true, opens: true, ..Group::default() })
    }

    /// Opens a group of a row that is filled line by line.
    pub(super) fn open_fill(&mut self) -> usize {
        self.open_group(Group { fill: true, ..Group::default() })
    }

    /// The index of the group that is opened next, if nothing is printed before.
    pub(super) fn next_group(&self) -> usize {
        self.commands.len()
    }

    fn open_group(&mut self, group: Group) -> usize {
        let index = self.commands.len();
        self.open.push(index);
        self.commands.push(Command::Open(group));
        index
    }

    pub(super) fn close(&mut self) {
        self.open.pop();
        self.commands.push(Command::Close);
    }

    /// Breaks the open groups, outwards up to the first barrier.
    pub(super) fn force(&mut self) {
        for &index in self.open.iter().rev() {
            let Command::Open(group) = &mut self.commands[index] else { continue };
            group.forced = true;
            if group.barrier {
                return;
            }
        }
    }

    /// Lets the group `outer` stay as it is when only the group `inner`, at its end, has to be broken.
    pub(super) fn hug(&mut self, outer: usize, inner: usize) {
        if let Command::Open(group) = &mut self.commands[outer] {
            group.hug = Some(inner);
        }
        if let Command::Open(group) = &mut self.commands[inner] {
            (group.barrier, group.opens) = (true, true);
        }
    }

    /// The text of the document.
    pub(super) fn print(&self) -> String {
        let mut printer = Printer { commands: &self.commands, ..Printer::default() };
        printer.run();
        printer.out
    }
}

/// How a group is printed.
#[derive(Clone, Copy, PartialEq)]
enum Mode {
    /// All lines break.
    Broken,
    /// No line breaks, but groups inside may.
    Joined,
    /// All of it stands on one line.
    Flat,
}

#[derive(Default)]
struct Printer<'d, 's> {
    commands: &'d [Command<'s>],
    out: String,
    column: usize,
    indent: usize,
    modes: Vec<Mode>,
    suffixes: Vec<&'s str>,
}

impl<'s> Printer<'_, 's> {
    fn run(&mut self) {
        for index in 0..self.commands.len() {
            match self.commands[index] {
                Command::Text(text) => self.write(text),
                Command::Line { flat, blank } => match self.mode() {
                    Mode::Broken => self.fresh_line(blank),
                    _ => self.write(flat),
                },
                Command::Hard { blank } => self.fresh_line(blank),
                Command::Choice { broken, flat } => {
                    self.write(if self.mode() == Mode::Broken { broken } else { flat });
                }
                Command::Suffix(text) => self.suffixes.push(text),
                Command::Open(group) => {
                    let mode = self.mode_of(index, group);
                    self.modes.push(mode);
                }
                Command::Close => {
                    self.modes.pop();
                }
                // What stands in a group that is not broken is part of the line around it.
                Command::Indent => self.indent += usize::from(self.mode() == Mode::Broken),
                Command::Dedent => self.indent -= usize::from(self.mode() == Mode::Broken),
            }
        }
        self.fresh_line(false);
    }

    fn mode(&self) -> Mode {
        self.modes.last().copied().unwrap_or(Mode::Broken)
    }

    fn at_line_start(&self) -> bool {
        self.out.is_empty() || self.out.ends_with('\n')
    }

    fn write(&mut self, text: &str) {
        if text.is_empty() || (self.at_line_start() && text == " ") {
            return;
        }
        if self.at_line_start() {
            self.out.extend(std::iter::repeat_n(STEP, self.indent));
            self.column = self.indent * STEP.len();
        }
        self.out.push_str(text);
        self.column = match text.rfind('\n') {
            Some(newline) => text[newline + 1..].chars().count(),
            None => self.column + text.chars().count(),
        };
    }

    fn fresh_line(&mut self, blank: bool) {
        for comment in std::mem::take(&mut self.suffixes) {
            if !self.out.ends_with(' ') {
                self.write(" ");
            }
            self.write(comment);
        }
        if !self.at_line_start() {
            self.out.truncate(self.out.trim_end_matches(' ').len());
            self.out.push('\n');
        }
        if blank && !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn mode_of(&self, index: usize, group: Group) -> Mode {
        match self.mode() {
            _ if group.forced => Mode::Broken,
            Mode::Flat => Mode::Flat,
            _ => match (self.measure(index, None), group.hug) {
                (Mode::Broken, Some(inner)) => self.measure(index, Some(inner)),
                (mode, _) => mode,
            },
        }
    }

    /// How the group at `index` can be printed here: `Flat` if it fits as a whole, `Joined` if it fits up to a line break that is certain to
    /// come inside of it (for `hug`: that may come in that group), else `Broken`.
    fn measure(&self, index: usize, hug: Option<usize>) -> Mode {
        let mut width = if self.at_line_start() { self.indent * STEP.len() } else { self.column };
        // Whether the lines of the groups inside, or later of those behind, break for certain.
        let mut inside: Vec<bool> = vec![];
        let mut outside = self.modes.len();
        let (mut fits, mut hugging) = (Mode::Joined, false);
        for (at, command) in self.commands.iter().enumerate().skip(index) {
            let mut stop = false;
            match *command {
                Command::Text(text) => {
                    let line = text.split('\n').next().unwrap_or_default();
                    width += line.chars().count();
                    stop = hugging || line.len() < text.len();
                }
                Command::Hard { .. } => return fits,
                Command::Line { flat, .. } => {
                    let here =
                        || outside.checked_sub(1).is_none_or(|outer| self.modes[outer] == Mode::Broken);
                    // A list that is broken by will is treated as one that is too long, so that formatting twice changes nothing.
                    match inside.last() {
                        Some(true) if fits == Mode::Joined => return Mode::Broken,
                        Some(true) => return fits,
                        None if here() => return fits,
                        _ => {}
                    }
                    width += flat.len();
                }
                Command::Choice { flat, .. } => width += flat.len(),
                Command::Open(group) if group.fill && inside.is_empty() && at > index => return fits,
                Command::Open(group) => {
                    hugging = hug == Some(at) || (group.opens && fits == Mode::Flat);
                    inside.push(group.forced && at > index);
                }
                Command::Close if inside.pop().is_none() => outside = outside.saturating_sub(1),
                Command::Close if inside.is_empty() => fits = Mode::Flat,
                Command::Close | Command::Suffix(_) | Command::Indent | Command::Dedent => {}
            }
            if width > WIDTH {
                return Mode::Broken;
            }
            if stop {
                return fits;
            }
        }
        fits
    }
}
