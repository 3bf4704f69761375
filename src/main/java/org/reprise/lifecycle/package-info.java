/**
 * How Reprise starts and stops.
 *
 * <p>Purpose: {@link org.reprise.lifecycle.StartupSequence} is the order of the start,
 * {@link org.reprise.lifecycle.Readiness} says whether clients may come in.
 *
 * <p>Promise: nobody reaches storage before the start is through; a step that fails for now is tried again; nothing is
 * let in any more before the first part stops.
 *
 * <p>May know: {@code campaign}, {@code telegram}, {@code restore}, {@code storage} and {@code Settings}. Known by
 * {@code rest} and {@code metrics}.
 */
package org.reprise.lifecycle;
