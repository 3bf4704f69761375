/**
 * What the data directory remembers of the database, so that one that came out of a backup sends nothing by itself.
 *
 * <p>Purpose: {@link org.reprise.restore.ClaimMemory} notes outside of the database how many people each campaign has
 * claimed; at a start {@link org.reprise.restore.Memories} compares that with the database, and
 * {@link org.reprise.restore.MaybeReached} holds the campaigns that an operator has to decide about.
 *
 * <p>Promise: nobody is handed over before the memory knows of their claim, so it is never behind what was sent (a
 * machine that lost its power may have lost the last seconds of it); it is never ahead of what was committed. A finding
 * is in the database before the memory forgets it.
 *
 * <p>May know: {@code access}, {@code storage} and {@code Settings}. The decision is {@code src/adr/0014}.
 */
package org.reprise.restore;
