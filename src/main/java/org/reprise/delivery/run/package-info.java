/**
 * The journey of a recipient, from the audience to a committed outcome.
 *
 * <p>Begin with CampaignRun: one turn of it is the list of steps, and each step is a class.
 * {@link org.reprise.delivery.run.SendEngine} is what other rooms call: it starts, stops and reloads runs, and owns
 * which run of a campaign follows which. Other threads hold a RunHandle, never the run.
 * {@link org.reprise.delivery.run.CrashRecovery} comes before the first claim.
 *
 * <p>Promise: when a stop returns, nothing more is handed over; when an edit returns, nothing with an older text;
 * nobody stays claimed through a long wait; nothing does I/O under the edit lock.
 *
 * <p>It asks of campaigns what {@link org.reprise.delivery.run.RunOwner} says. It tells
 * {@link org.reprise.delivery.run.RunWaiting} and {@link org.reprise.delivery.run.PeopleLeftOut}, which
 * {@code campaign}, {@code progress} and {@code metrics} hear.
 */
package org.reprise.delivery.run;
