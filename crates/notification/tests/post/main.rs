//! Letters in words, as mails, and on their way.

#[cfg(test)]
mod letters;
#[cfg(test)]
mod mails;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod sink;
#[cfg(test)]
mod smtp;
