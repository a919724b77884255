//! `oxbow repl`: what can be asked for.

use clap::Args;

#[derive(Args, Debug)]
#[command(
    after_help = "What an input declares remains for the next ones; the value of the last expression is shown. An input may take
several lines: it ends when it is complete. Ctrl-C stops an evaluation, Ctrl-D ends the session. `:help` lists commands.

Examples:
  oxbow                             the same, on a terminal
  echo '6 * 7' | oxbow repl         without prompts and colours

Exit status: 0, also after errors; 2 for wrong usage."
)]
pub(crate) struct Repl {}
