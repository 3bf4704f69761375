/**
 * Telegram through TDLib: user accounts, and bots that want it.
 *
 * <p>Purpose: {@link org.reprise.telegram.tdlib.TdClients} opens clients of the native library, each a
 * {@link org.reprise.telegram.tdlib.TdClient} that asks, is answered and hears updates.
 *
 * <p>Promise: one thread receives for all clients, and nobody may hold it up; every request is answered, at the latest
 * by its timeout; closing ends every client and the thread, so that a later deployment in the same server can begin
 * anew. Nothing is sent before what people wrote during an outage is on disk. For each person some 14 bytes are kept,
 * the rest stays with TDLib. The library itself stays loaded as long as the process lives: threads of its own run in
 * it.
 *
 * <p>May know: what {@code telegram} knows. Nobody else may know JNA.
 */
package org.reprise.telegram.tdlib;
