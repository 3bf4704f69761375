/**
 * What is said: a message, its formats, its lengths, and what comes with it.
 *
 * <p>Purpose: {@link org.reprise.message.FormattedText} reads a text in its {@link org.reprise.message.TextFormat},
 * {@link org.reprise.message.Extras} is what comes with it. {@link org.reprise.message.Placeholders} fill both for a
 * person (src/adr/0027); their language is the room {@code template} below.
 *
 * <p>Promise: everything here is a value or computes one; nothing does I/O.
 *
 * <p>May know: nobody.
 */
package org.reprise.message;
