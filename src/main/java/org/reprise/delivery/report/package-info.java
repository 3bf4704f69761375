/**
 * What is read of deliveries: recipients by state and name, the log, exports. Why somebody was not written to:
 * {@code WhyService} of {@code campaign}.
 *
 * <p>Promise: changes nothing, and holds up no run. May know: {@code ledger}, {@code audience}, {@code storage}.
 */
package org.reprise.delivery.report;
