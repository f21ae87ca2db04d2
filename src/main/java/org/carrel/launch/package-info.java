/// The launcher: from a clone to a running Carrel, and from a terminal to a cited answer.
///
/// [org.carrel.launch.Launcher] is the entry point that the script `carrel` runs on a plain JVM,
/// outside the server. `up` walks the same steps each time: check, fetch, PostgreSQL, Keycloak,
/// model, server, ready. Each step first looks whether its work is already done, so an `up` that
/// was interrupted anywhere is simply run again.
///
/// Invariants: all state lies under one [org.carrel.launch.Home], so two homes never meet; nothing
/// downloaded is used before its SHA-256 equals the one pinned in `launch/pins.json`; children
/// listen on loopback addresses; a secret is written to a file that only its owner reads, or
/// printed once, never logged.
///
/// The package depends on no other feature. Only [org.carrel.launch.EmbeddedPostgres] is used from
/// outside, by the server's tests.
@NullMarked
package org.carrel.launch;

import org.jspecify.annotations.NullMarked;
