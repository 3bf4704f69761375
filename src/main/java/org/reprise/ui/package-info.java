/**
 * The pages: a monitor of all campaigns, their edit dialog, and the editor of new ones.
 *
 * <p>Purpose: view-scoped beans that hold what an operator is looking at, and translate between it and the use cases
 * that HTTP clients call as well. Markup lies in {@code webapp}, every text in {@code messages*.properties}, and in
 * {@code said*.properties} what the core says.
 *
 * <p>Promise: a page shows what was committed, within a second and without a reload; nothing is decided here that a
 * service decides; what users wrote is never written to a page unescaped.
 *
 * <p>May know: who is signed in, campaigns, audiences, progress, deliveries, Telegram, what a restore left open and
 * storage's own exception. Never SQL, never {@code rest}; nobody knows this room.
 */
package org.reprise.ui;
