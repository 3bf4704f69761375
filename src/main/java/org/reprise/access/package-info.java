/**
 * Who may do what: accounts, people and their roles, sign-ins, tokens, and the record of what was done by whom.
 *
 * <p>Purpose: {@link org.reprise.access.CurrentCaller} says for whom the present thread works, and use cases ask it for
 * a role by {@link org.reprise.access.Needs} and for an account. {@link org.reprise.access.Audit} takes what they
 * change, and {@link org.reprise.access.Quotas} holds them to how much they may do.
 *
 * <p>Promise: no secret is stored that opens anything: passwords are hashed with a salt, the secrets of sign-ins,
 * tokens and links by SHA-256. Whoever loses a role, a sign-in or a token loses it with the answer to that change. What
 * is recorded of a change is recorded in its transaction.
 *
 * <p>May know: {@code message} for which names can be seen, {@code storage}, {@code Settings}, {@code TimeSource}.
 * Tells {@link org.reprise.access.SignInsEnded}, which {@code rest} hears.
 */
package org.reprise.access;
