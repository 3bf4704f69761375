/**
 * What is read of deliveries: recipients by state and name, the log, exports. Why somebody was not written to:
 * {@code WhyService} of {@code campaign}.
 *
 * <p>Promise: changes nothing of a campaign, and holds up no run; that somebody exports is recorded. May know:
 * {@code ledger}, {@code audience}, {@code access}, {@code telegram}, {@code storage}.
 */
package org.reprise.delivery.report;
