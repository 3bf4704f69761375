/**
 * The lane of a session: what belongs to a connected identity while it sends.
 *
 * <p>{@link org.reprise.session.SessionLane} has its pace, its pauses, the gate of each chat and the breaker that an
 * outage opens; ConnectionTurns shares the connections of a gateway out among all runs;
 * {@link org.reprise.session.SessionLanes} has one for each session and keeps pauses in storage. Runs, automatic
 * replies ({@link org.reprise.session.AutoReplies}) and test messages send through it alike.
 *
 * <p>Promise: a session's limits hold for all that it sends together, and a pause that Telegram asked for outlives a
 * restart. A lane does no I/O. May know: {@code audience}, {@code telegram}, {@code restore}, {@code storage}.
 */
package org.reprise.session;
