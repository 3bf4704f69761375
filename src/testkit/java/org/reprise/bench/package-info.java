/**
 * What Reprise does in a second, and what it takes for it: {@code mvn -Pbench verify} runs them all,
 * {@code -Dbench=dispatch} one, by its tag. Each figure stands beside another one of the same machine and the same run,
 * since alone it would tell of the machine; medians of several. They print and write {@code target/bench/report.md},
 * and assert what was done, never how fast.
 */
package org.reprise.bench;
