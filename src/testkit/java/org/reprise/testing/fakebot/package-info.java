/**
 * Telegram's Bot API on loopback, as a process of its own: what it accepted is there after Reprise was killed.
 *
 * <p>It answers as Telegram's documentation says, as far as Reprise asks, does to chosen requests what a
 * {@link org.reprise.testing.fakebot.Fault} says, and keeps an exact record of the messages it accepted. Tests start it
 * with {@link org.reprise.testing.fakebot.FakeTelegram}, which speaks to it over {@code /control/}.
 */
package org.reprise.testing.fakebot;
