/**
 * Getting messages out: at most one for each campaign and person, with doubt named.
 *
 * <p>Purpose: {@link org.reprise.delivery.SendEngine} holds the runs, CampaignRun is the journey of a recipient,
 * {@link org.reprise.delivery.DeliveryLedger} its record, {@link org.reprise.delivery.Eligibility} the answer to why
 * somebody is written to or not, {@link org.reprise.delivery.CrashRecovery} what comes first after a crash.
 *
 * <p>Promise: a recipient is claimed, on disk, before anything is handed over for them, and the ledger's key lets one
 * claim win; an outcome is told only after its commit; a claim that was not handed over is given back; what was handed
 * over and not answered is uncertain and never sent again by itself; whom Telegram refused is tried again only when an
 * operator says so and the reason may be over.
 *
 * <p>May know: {@code audience}, {@code telegram}, {@code message}, {@code restore}, {@code storage}. It asks of
 * campaigns what {@link org.reprise.delivery.RunOwner} says, and tells what happened as events. The ledger is changed
 * with a decision record and a second look.
 */
package org.reprise.delivery;
