/**
 * Who was reached by which campaign: the promise itself. Changed with a decision record and a second look.
 *
 * <p>{@link org.reprise.delivery.ledger.DeliveryLedger} claims, records and releases, each in one committed
 * transaction; its key (campaign, user) is what keeps anybody from being messaged twice. Each claim first takes the
 * campaign's row, which is not found for a run that was stopped or overtaken. Beside it stand the counts that each
 * transaction keeps, what an operator decides about the uncertain and the failed, and
 * {@link org.reprise.delivery.ledger.EligibilityRules}: why somebody is written to, or is not.
 *
 * <p>Promise: what a method has returned is on disk. May know: {@code audience}, {@code telegram}, {@code restore},
 * {@code access}, {@code storage}. Its events are told after the commit by whoever asked for it.
 */
package org.reprise.delivery.ledger;
