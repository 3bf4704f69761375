/**
 * The lane of a session: what belongs to a connected identity while it sends.
 *
 * <p>{@link org.reprise.session.SessionLane} has its pace, its pauses, the gate of each chat and the breaker that an
 * outage opens; ConnectionTurns shares the connections of a gateway out among all runs;
 * {@link org.reprise.session.SessionLanes} has one for each session; whoever heard of a pause writes it down: a run
 * with each turn, automatic replies and test messages with the answer. Runs, automatic replies
 * ({@link org.reprise.session.AutoReplies}) and test messages send through it alike; only runs take turns for
 * connections. On their way at most: what ConnectionTurns lets through of a gateway, what the breaker lets through of a
 * session that recovers, and {@code RunPlan.window} of a run.
 *
 * <p>Promise: a session's limits hold for all that it sends together, and a pause that Telegram asked for (a 429:
 * {@code SendOutcome.Throttled}) holds for all of it from the answer on, and outlives a restart. It tells
 * {@link org.reprise.session.SessionCannotSend}, which {@code campaign} hears. A lane does none of the I/O itself. May
 * know: {@code audience}, {@code telegram}, {@code restore}, {@code storage}.
 */
package org.reprise.session;
