/**
 * What keeps secrets secret.
 *
 * <p>Purpose: {@link org.reprise.security.Vault} seals what must not be read from a database file or a backup of it.
 *
 * <p>Promise: what is sealed opens only with the key and for the purpose it was sealed with; no key and no secret
 * reaches a log, an answer or an exception's message.
 *
 * <p>May know: {@code Settings}.
 */
package org.reprise.security;
