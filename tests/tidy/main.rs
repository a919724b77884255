//! Rules about the files of the repository: each file here holds the rules of one kind.

mod behaviours;
mod files;
mod manifests;
mod snapshots;
mod sources;
