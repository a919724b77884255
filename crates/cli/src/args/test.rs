//! `oxbow test`: what can be asked for.

use clap::Args;
use std::num::NonZeroUsize;
use std::path::PathBuf;

#[derive(Args, Debug)]
#[command(
    after_help = "Every function named `test_*` at top level of a test file is a test. It runs in an engine of its own and fails if it
ends with an error. Test files may call

  assert(condition, message?)       fails unless the condition holds
  assert_eq(actual, expected)       fails unless both are equal, and shows both
  assert_throws(function, part?)    fails unless the function raises (an error with this text in it); gives its message

Examples:
  oxbow test                        every *_test.ox below this folder
  oxbow test lists_test.ox          the tests of a file, whatever its name
  oxbow test --filter parse         tests whose `file::name` contains a text
  oxbow test --junit report.xml     for continuous integration

Exit status: 0 if all tests passed, 1 if one failed or there are none, 2 for wrong usage."
)]
pub(crate) struct Test {
    /// Run only tests whose `file::name` contains this text
    #[arg(long, value_name = "TEXT")]
    pub(crate) filter: Option<String>,
    /// Write a JUnit report to this file
    #[arg(long, value_name = "FILE")]
    pub(crate) junit: Option<PathBuf>,
    /// Test this many files at a time (default: one for each processor)
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<NonZeroUsize>,
    /// Test files, and folders to search for *_test.ox and *_test.naab
    #[arg(default_value = ".", value_name = "FILE|FOLDER")]
    pub(crate) paths: Vec<PathBuf>,
}
