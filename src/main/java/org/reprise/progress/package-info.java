/**
 * How far campaigns are: counts, rate, time left, and what they wait for.
 *
 * <p>Purpose: one answer for REST, pages and the web socket, from memory, fed by the events of {@code delivery}.
 *
 * <p>Promise: only what is committed is told, and an older count never replaces a newer one.
 *
 * <p>May know: {@code delivery}, {@code telegram}, {@code access}, {@code storage}.
 */
package org.reprise.progress;
