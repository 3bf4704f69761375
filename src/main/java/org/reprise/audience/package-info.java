/**
 * Who a campaign may reach: the contacts of a session, how they got in, and who asked to be left alone.
 *
 * <p>Promise: a contact is someone who wrote to the session or opted in with a source; an import or a copy of the
 * gateway's chats never erases what is known, and repeating it changes nothing; an opt-out holds for every campaign of
 * the account from the moment its write returns, for {@code OptedOut} tells the runs, which give back whom they have
 * claimed (RunGate of {@code delivery.run}). Whoever blocked a session, or whose account is gone, is left out in the
 * same way until they write again.
 *
 * <p>Knows {@code telegram} (sessions and chats), {@code message}, {@code storage} and {@code Settings}; nothing of
 * campaigns, deliveries or HTTP.
 */
package org.reprise.audience;
