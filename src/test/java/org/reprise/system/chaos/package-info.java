/**
 * Shows from outside what Reprise promises: nobody twice, nobody lost, doubt named. The packaged server and a fake Bot
 * API run as processes of their own; while campaigns run, everything that can break is broken, at moments that a seed
 * decides. Judged from what the fake accepted, against the ledger.
 *
 * <p>{@code mvn verify -Dit.test=ChaosIT -Dchaos.rounds=100} runs so many rounds on both databases, or on the one that
 * {@code -Dchaos.database=SQLITE} names; {@code -Dchaos.seed=…} chooses the same troubles again.
 */
package org.reprise.system.chaos;
