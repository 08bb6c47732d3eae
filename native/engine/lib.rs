//! Empty on purpose: this package exists so that Cargo.lock pins the engine's source.
