/**
 * Getting messages out: at most one for each campaign and person, with doubt named.
 *
 * <p>Three rooms: {@code run} is the journey of a recipient, {@code ledger} its record, {@code report} what is read of
 * it. A run writes to the ledger; the ledger knows no run; reports know the ledger and change nothing.
 *
 * <p>Promise: a recipient is claimed, on disk, before anything is handed over for them, and the ledger's key lets one
 * claim win; an outcome is told only after its commit; a claim that was not handed over is given back; what was handed
 * over and not answered is uncertain and never sent again by itself (src/adr/0018 says how a crash is told which); whom
 * Telegram refused is tried again only when an operator says so and the reason may be over.
 *
 * <p>May know: {@code session}, {@code audience}, {@code access}, {@code telegram}, {@code message}, {@code restore},
 * {@code storage}.
 */
package org.reprise.delivery;
