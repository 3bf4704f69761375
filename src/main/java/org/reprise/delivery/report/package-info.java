/**
 * What is read of deliveries: recipients by state and name, the log, exports.
 *
 * <p>Promise: changes nothing, and holds up no run. May know: {@code ledger}, {@code audience}, {@code storage}.
 */
package org.reprise.delivery.report;
