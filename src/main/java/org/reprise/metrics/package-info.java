/**
 * What Reprise tells Prometheus.
 *
 * <p>Purpose: the state of the server in numbers, for alerts and graphs. {@code src/docs/monitoring.md} has each name
 * with its type, unit and meaning; MetricsPageTest holds the two together.
 *
 * <p>Promise: a scrape answers from memory. It asks neither the database nor Telegram, and no message waits for it.
 * Labels have few values: no campaign, no recipient, no secret stands in them.
 *
 * <p>Hears {@link org.reprise.delivery.ledger.OutcomesCommitted}, {@link org.reprise.delivery.run.PeopleLeftOut} and
 * {@link org.reprise.delivery.run.RunWaiting}; tells nothing. Knows {@code campaign}, {@code session}, {@code access},
 * {@code progress}, {@code delivery}, {@code telegram} and {@code storage} as their reader; {@code rest} serves the
 * page and says through {@link org.reprise.lifecycle.Readiness} how far the start is.
 */
package org.reprise.metrics;
