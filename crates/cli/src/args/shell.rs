//! `oxbow completions` and `oxbow man`: what can be asked for.

use clap::Args;
use clap_complete::Shell;

#[derive(Args, Debug)]
#[command(after_help = "Examples:
  oxbow completions bash > ~/.local/share/bash-completion/completions/oxbow
  oxbow completions zsh > ~/.zfunc/_oxbow
  oxbow completions fish > ~/.config/fish/completions/oxbow.fish")]
pub(crate) struct Completions {
    /// The shell
    pub(crate) shell: Shell,
}

#[derive(Args, Debug)]
#[command(after_help = "Examples:
  oxbow man > oxbow.1; man ./oxbow.1     the program
  oxbow man fmt                          one of its commands")]
pub(crate) struct Man {
    /// A command; the program itself if left out
    #[arg(value_name = "COMMAND")]
    pub(crate) command: Option<String>,
}
