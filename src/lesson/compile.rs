//! Lesson file to HTML fragment and specification. Runs at build time only.
