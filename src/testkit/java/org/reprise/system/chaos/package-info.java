/**
 * Shows from outside what Reprise promises: nobody twice, nobody lost, doubt named. The packaged server and a fake Bot
 * API run as processes of their own; while campaigns run, several operators work on them and everything that can break
 * is broken, at moments that a seed decides: the server is killed, Telegram answers badly or not at all, the disk is
 * full, the database goes, the clock is turned. Judged from what the fake accepted, against the ledger.
 *
 * <p>{@code mvn verify -Dit.test=ChaosIT -Dchaos.rounds=100 -Dchaos.recipients=20000} runs so many rounds on both
 * databases, or on the one that {@code -Dchaos.database=SQLITE} names; {@code -Dchaos.seed=…} chooses the same troubles
 * again.
 */
package org.reprise.system.chaos;
