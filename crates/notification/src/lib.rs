//! Events become letters; the post office that carries them.
