package org.reprise.telegram;

/** Fired after the change was committed. */
public record SessionStateChanged(SessionStatus status) {}
