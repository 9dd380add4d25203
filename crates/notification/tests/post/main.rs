//! Letters in words, as mails, and on their way.

#[cfg(test)]
mod letters;
#[cfg(test)]
mod samples;
