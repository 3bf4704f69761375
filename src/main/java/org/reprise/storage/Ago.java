package org.reprise.storage;

import java.time.Duration;

/** Binds the time that lies so far back when the statement runs. */
public record Ago(Duration length) {}
