/**
 * The journey of a recipient, from the audience to a committed outcome.
 *
 * <p>Begin with CampaignRun: one turn of it goes through these steps.
 *
 * <ol>
 *   <li>AudienceWalk pages the contacts by keyset, in id order.
 *   <li>RecipientChoice says yes or no by the EligibilityRules of {@code ledger}, which also answer why somebody was
 *       not messaged. Counts on pages ask for the same people in SQL; AudienceTest holds the two together.
 *   <li>SentUsers, the exclusion set, skips who was reached. A hit may skip; a miss proves nothing.
 *   <li>ClaimRounds claims: {@code DeliveryLedger.claim} inserts one row a recipient, under the run's number, and the
 *       key (campaign, user) decides. InHand says how many at a time. What a message with placeholders is filled with
 *       is read before, and stands in the row.
 *   <li>HandOver asks the session's lane for a place, once Pacing has nothing to wait for. A wait has a cause and an
 *       end; a long one leaves nobody claimed.
 *   <li>HandOver fills the message, and gives the current text to the gateway under the edit lock of RunGate. The
 *       moment its bytes can leave, and later its answer, are noted in the hand-over journal. The gate refuses whoever
 *       opted out since the claim.
 *   <li>ReplyHandler does what RetryPolicy makes of outcome and attempt.
 *   <li>OutcomeRecorder commits outcomes in batches.
 *   <li>OutcomeRecorder tells of them, after the commit. Counters feed REST, the pages and the web socket alike.
 * </ol>
 *
 * <p>RunLife is what comes before and after: a run begins; it winds down, which releases who waits and takes what was
 * recalled or answered until nothing is in flight. Completion says when nobody is left. StorageRetry waits out a
 * database that is away, and ends the run on a statement that is wrong twice running.
 * {@link org.reprise.delivery.run.SendEngine} is what other rooms call: it starts, stops and reloads runs, and owns
 * which run of a campaign follows which. Other threads hold a RunHandle, never the run.
 * {@link org.reprise.delivery.run.CrashRecovery} comes before the first claim: it asks the gateway what became of
 * claims whose run is gone.
 *
 * <p>Promise: when a stop returns, nothing more is handed over, and what waited in the gateway is recalled or has left,
 * as far as ten seconds tell; when an edit returns, nothing with an older text; nobody stays claimed through a long
 * wait (while the database is away, whoever is claimed stays so); what a gateway has to read to send, it reads before
 * the edit lock; only for a file that it brings to Telegram for the first time does it look at the disk under it.
 *
 * <p>It asks of campaigns what {@link org.reprise.delivery.run.RunOwner} says. It tells
 * {@link org.reprise.delivery.run.RunWaiting} and {@link org.reprise.delivery.run.PeopleLeftOut}, which
 * {@code progress} and {@code metrics} hear. SendEngine hears {@code OptedOut} and {@code ContactErased} of
 * {@code audience} and {@code OwnershipLost} of {@code storage}.
 */
package org.reprise.delivery.run;
