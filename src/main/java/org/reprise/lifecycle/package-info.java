/**
 * How Reprise starts and stops.
 *
 * <p>Purpose: {@link org.reprise.lifecycle.StartupSequence} is the order of the start,
 * {@link org.reprise.lifecycle.Readiness} says whether clients may come in.
 *
 * <p>A start: the container makes the singletons that others wait for by {@code @DependsOn} (threads, the registry,
 * TDLib's clients), StartupSequence last. Then, step by step:
 *
 * <ol>
 *   <li>the database is this server's own (DatabaseOwnership);
 *   <li>its schema is brought up to date;
 *   <li>it is looked at whether it came out of a backup (RestoreCheck);
 *   <li>campaigns are read into the registry, and it is decided which of those that ran go on (ResumeAfterRestart);
 *   <li>sessions are opened;
 *   <li>running campaigns go on, claims of runs that are gone are settled, and clients come in.
 * </ol>
 *
 * <p>A stop: {@link org.reprise.lifecycle.StopListener} lets no client in any more, then takes the runs down, each with
 * its last outcomes. After it the container destroys the singletons in reverse order, with what each has under
 * {@code @PreDestroy}: sessions and gateways, threads, and last the database, which is given back (GivingBack).
 *
 * <p>Promise: nobody reaches storage before the start is through; a step that fails for now is tried again; nothing is
 * let in any more before the first part stops.
 *
 * <p>May know: {@code campaign}, {@code telegram}, {@code restore}, {@code storage} and {@code Settings}. Known by
 * {@code rest} and {@code metrics}.
 */
package org.reprise.lifecycle;
