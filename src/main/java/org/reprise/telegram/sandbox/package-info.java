/**
 * A Telegram inside this process, for trying campaigns without an account, for tests and for load.
 *
 * <p>Purpose: it behaves towards Reprise as Telegram does where that matters: some people cannot be reached, a flood
 * wait holds the whole session, replies come late, and what arrived stays arrived when Reprise dies.
 *
 * <p>Promise: everything it decides follows from {@code REPRISE_SANDBOX_SEED}, the session's name and the user id. Same
 * three, same answer, in any order, on any server, after any restart.
 *
 * <ul>
 *   <li><b>People.</b> {@code REPRISE_SANDBOX_CONTACTS} of them wrote to each session. Ids rise from 100,000,000 to
 *       7,999,999,999, one in each equal stretch, so another number of people is other people. Names follow the
 *       language; one in three has no username, three in ten no last name, nobody shows a phone. First messages lie in
 *       the three years before 2026-01-01 UTC, last messages between the first and that day; one in five wrote once.
 *   <li><b>Refusals.</b> {@code REPRISE_SANDBOX_REFUSED_PERCENT} of all user ids, also of ids outside the population,
 *       are refused whatever is sent: 7 in 10 BLOCKED, 2 DEACTIVATED, 1 PRIVACY_RESTRICTED.
 *   <li><b>Flood waits.</b> The first message to one id in {@code REPRISE_SANDBOX_FLOOD_EVERY} (0: none) is throttled
 *       for 1 to 3 s. Until that is over every message of the session is throttled for what remains. The next attempt
 *       of the same message passes; a process that has just started does not know of the first attempt.
 *   <li><b>Replies.</b> They come after 0.5 to 1.5 times {@code REPRISE_SANDBOX_LATENCY_MS}, by recipient and
 *       reference; 0: at once, on the calling thread. Past {@code REPRISE_REPLY_TIMEOUT_SECONDS} the answer is Unknown.
 *   <li><b>Lost replies.</b> The first message to {@code REPRISE_SANDBOX_LOST_REPLIES_PERCENT} of all user ids that are
 *       not refused arrives in one case of two, and the answer is Unknown after {@code REPRISE_REPLY_TIMEOUT_SECONDS}.
 *       The next attempt of the same message is answered; a process that has just started does not know of the first.
 *   <li><b>Rate.</b> {@code REPRISE_SANDBOX_RATE} messages a second is what the session says of itself.
 *   <li><b>Texts</b> that are blank or longer than 4,096 UTF-16 units, or 1,024 below an attachment, are rejected.
 *   <li><b>Inbox.</b> An accepted message is in {@code <data directory>/sandbox/<hash of the name>} before {@code send}
 *       returns, so {@code settle} always knows: DELIVERED or NEVER_LEFT. Remove the directory to forget everything.
 * </ul>
 *
 * <p>May know: {@code telegram}, {@code message} and {@code Settings}. A newcomer may change it freely while
 * SandboxGatewayTest is green.
 */
package org.reprise.telegram.sandbox;
